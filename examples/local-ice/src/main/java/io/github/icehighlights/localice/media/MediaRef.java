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

/**
 * One input medium of a job: a media id, or a URL with the object that it names.
 *
 * @param mediaId id of a media asset, or null
 * @param url     URL as submitted, or null
 * @param address object of {@code url}, or null
 */
public record MediaRef(String mediaId, String url, ObjectAddress address) {

    /** A medium by its id. */
    public static MediaRef byId(String mediaId) {
        return new MediaRef(mediaId, null, null);
    }

    /** A medium by its URL. */
    public static MediaRef byUrl(String url, ObjectAddress address) {
        return new MediaRef(null, url, address);
    }

    /** What the result names the medium by: what was submitted. */
    public String echo() {
        return mediaId != null ? mediaId : url;
    }
}
