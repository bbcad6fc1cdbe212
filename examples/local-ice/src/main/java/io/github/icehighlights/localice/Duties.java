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

import java.util.function.Consumer;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobKind;
import io.github.icehighlights.localice.job.Outcome;
import io.github.icehighlights.localice.limits.CommonLimits;
import io.github.icehighlights.localice.limits.HighlightLimits;
import io.github.icehighlights.localice.limits.ScreenMediaLimits;
import io.github.icehighlights.localice.limits.SportsLimits;
import io.github.icehighlights.localice.media.BatchRequest;
import io.github.icehighlights.localice.media.BatchWork;
import io.github.icehighlights.localice.media.HighlightWork;
import io.github.icehighlights.localice.media.Materials;
import io.github.icehighlights.localice.wire.IceRequest;

/**
 * What is to be done for each kind of job: which limits it keeps and which work it is.
 */
final class Duties {

    private final HighlightLimits extraction;
    private final ScreenMediaLimits screenMedia;
    private final SportsLimits sports;
    private final HighlightWork highlightWork;
    private final BatchWork batchWork;

    Duties(CommonLimits common, Materials materials) {
        extraction = new HighlightLimits(common);
        screenMedia = new ScreenMediaLimits(common);
        sports = new SportsLimits(common);
        highlightWork = new HighlightWork(materials);
        batchWork = new BatchWork(materials);
    }

    /** Refuses what a kind of job does not accept. */
    Consumer<IceRequest> limits(JobKind kind) {
        return kind.isBatch() ? request -> batch(kind, request) : extraction::read;
    }

    /** The work of a job. */
    Outcome work(Job job) {
        IceRequest request = request(job);
        return job.kind().isBatch()
                ? batchWork.run(batch(job.kind(), request), job.defect())
                : highlightWork.run(extraction.read(request));
    }

    /** How many videos a batch is to make. */
    int videos(Job job) {
        return batch(job.kind(), request(job)).output().count();
    }

    private BatchRequest batch(JobKind kind, IceRequest request) {
        return kind == JobKind.SPORTS ? sports.read(request) : screenMedia.read(request);
    }

    private static IceRequest request(Job job) {
        return new IceRequest(job.action(), job.parameters());
    }
}
