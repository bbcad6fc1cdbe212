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
package io.github.icehighlights.localice.job;

/**
 * What goes wrong with a part of a batch.
 *
 * @param videos  how many videos fail: the first ones
 * @param code    their error code
 * @param message their error message
 */
public record Defect(int videos, String code, String message) {

    /** Whether it befalls the video with this index. */
    public boolean befalls(int index) {
        return index < videos;
    }
}
