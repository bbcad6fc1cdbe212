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
 * A highlight extraction that keeps every documented limit.
 *
 * @param media    the input media
 * @param strategy what to look for
 * @param output   where clips go, or null when only time ranges are wanted
 */
public record HighlightRequest(List<MediaRef> media, Strategy strategy, Output output) {

    public HighlightRequest {
        media = List.copyOf(media);
    }

    /**
     * What to look for.
     *
     * @param count        highlights per medium, 1 to 10
     * @param clipDuration wished length of a highlight in seconds, 3 to 60
     * @param actions      tags of recognised actions; empty without action recognition
     */
    public record Strategy(int count, double clipDuration, List<String> actions) {

        public Strategy {
            actions = List.copyOf(actions);
        }
    }

    /**
     * Where clips go.
     *
     * @param bucket           output bucket
     * @param objectKey        key with {@code {index}}
     * @param exportAsNewMedia whether clips become media assets
     */
    public record Output(String bucket, String objectKey, boolean exportAsNewMedia) {

        /** The key of one clip. */
        public String key(int index) {
            return objectKey.replace("{index}", Integer.toString(index));
        }
    }
}
