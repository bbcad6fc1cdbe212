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
package io.github.icehighlights.camel;

import io.github.icehighlights.camel.model.Highlights;

/** A job failed, expired or was lost, and {@code failedJobs=EXCEPTION} is set. */
public class IceJobFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Highlights highlights;

    public IceJobFailedException(Highlights highlights) {
        super("Job " + highlights.jobId() + " on channel " + highlights.channel() + " ended as " + highlights.state()
                + ": " + highlights.errorCode() + ": " + highlights.errorMessage());
        this.highlights = highlights;
    }

    /** What ICE says of the job. */
    public Highlights getHighlights() {
        return highlights;
    }
}
