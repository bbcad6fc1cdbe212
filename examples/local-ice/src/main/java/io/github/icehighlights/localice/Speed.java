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
package io.github.icehighlights.localice;

/**
 * How fast time runs for jobs, as factors.
 */
public final class Speed {

    /** Jobs take minutes, as they do at ICE. */
    public static final double LIKE_ICE = 1;

    /** Jobs end as soon as their work is done, and a look at one waits for that. */
    public static final double INSTANT = Double.POSITIVE_INFINITY;

    private Speed() {}
}
