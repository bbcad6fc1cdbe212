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
package io.github.icehighlights.localice.fault;

/**
 * What is false in a forged callback. ICE's signature covers the address and the time, not the body: who has seen one
 * callback can send any body under its signature for a while. So all but the first are signed as ICE would sign them.
 */
public enum Forgery {
    /** The content is true, the signature was made with another key. */
    WRONG_SIGNATURE,
    /** It tells of a job that does not exist. */
    OTHER_JOB,
    /** It says that the job failed, whatever became of it. */
    FALSE_STATE,
    /** It brings results of its own, which lie with somebody else. */
    FOREIGN_URL
}
