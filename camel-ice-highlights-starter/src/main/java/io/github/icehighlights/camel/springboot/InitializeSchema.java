/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.icehighlights.camel.springboot;

/** When the table of pending jobs is made on start; if not, it is only checked. */
public enum InitializeSchema {
    /** In an H2 database that runs within this process, in memory or in a file. */
    EMBEDDED,
    /** In any database. */
    ALWAYS,
    /** Nowhere: a table that is not there, or does not fit, fails the start. */
    NEVER
}
