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
package io.github.icehighlights.camel.model;

import java.util.List;

/**
 * One highlight. Immutable.
 *
 * @param index        position among the clips of the job, from 0
 * @param media        the source as it was submitted: a media id or a URL; null where ICE does not say
 * @param in           begin within the source, in seconds; null where the job type has no place in the source
 * @param out          end within the source, in seconds; null likewise
 * @param tags         recognised actions; empty without action recognition
 * @param url          where the clip lies, unsigned: a private bucket answers 403 to a plain GET; null without export
 * @param bucket       bucket of {@code url}; null where the URL does not name one
 * @param key          object key of {@code url}, decoded; null likewise
 * @param mediaId      id of the clip as a media asset; null unless ICE registered it
 * @param duration     length in seconds; null where ICE does not say and {@code in} and {@code out} are unknown
 * @param state        {@link JobState#FINISHED} or {@link JobState#FAILED}; {@link JobState#CREATED} or
 *                     {@link JobState#EXECUTING} where ICE ended the job and left the clip at that
 * @param errorCode    ICE's code of a failed clip, else null
 * @param errorMessage ICE's message of a failed clip, else null
 */
public record Clip(
        int index,
        String media,
        Double in,
        Double out,
        List<String> tags,
        String url,
        String bucket,
        String key,
        String mediaId,
        Double duration,
        JobState state,
        String errorCode,
        String errorMessage) {

    public Clip {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
