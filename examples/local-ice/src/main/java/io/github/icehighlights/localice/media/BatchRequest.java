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
package io.github.icehighlights.localice.media;

import java.util.List;

/**
 * A batch of videos, each put together from passages of all input media, that keeps every documented limit.
 *
 * @param media            the input media
 * @param targetSeconds    wished length of a video, 0 for one that fits
 * @param mostInputSeconds most length of all media together
 * @param output           what is made
 */
public record BatchRequest(List<MediaRef> media, double targetSeconds, double mostInputSeconds, Output output) {

    public BatchRequest {
        media = List.copyOf(media);
    }

    /**
     * What is made.
     *
     * @param bucket    output bucket
     * @param objectKey key with {@code {index}}
     * @param count     number of videos
     */
    public record Output(String bucket, String objectKey, int count) {

        /** Where one video goes. */
        public ObjectAddress address(int index) {
            return new ObjectAddress(bucket, objectKey.replace("{index}", Integer.toString(index)));
        }
    }
}
