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
 * One video of a batch: the result of a sub-job, or why there is none.
 *
 * @param mediaId      id of the new media asset, null when it failed
 * @param url          where it lies, null when it failed
 * @param seconds      its length, 0 when it failed
 * @param errorCode    null when it succeeded
 * @param errorMessage null when it succeeded
 */
public record Video(String mediaId, String url, double seconds, String errorCode, String errorMessage) {

    /** A video that was made. */
    public static Video made(String mediaId, String url, double seconds) {
        return new Video(mediaId, url, seconds, null, null);
    }

    /** A video that was not made. */
    public static Video failed(String code, String message) {
        return new Video(null, null, 0, code, message);
    }

    /** Whether it was made. */
    public boolean isMade() {
        return errorCode == null;
    }
}
