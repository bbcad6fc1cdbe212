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
package io.github.icehighlights.quickstart.page;

import io.github.icehighlights.camel.model.JobType;

/** What people call the kinds of job. */
public final class JobTitle {

    private JobTitle() {}

    /** The name as it stands within a sentence. */
    public static String of(JobType type) {
        return switch (type) {
            case HIGHLIGHT_EXTRACTION -> "highlight extraction";
            case SPORTS_HIGHLIGHTS -> "sports highlights";
            case SCREEN_MEDIA_HIGHLIGHTS -> "highlight mashup";
        };
    }
}
