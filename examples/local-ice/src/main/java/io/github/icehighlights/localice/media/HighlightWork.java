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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.icehighlights.localice.job.Outcome;
import io.github.icehighlights.localice.media.HighlightRequest.Output;
import io.github.icehighlights.localice.media.HighlightRequest.Strategy;

/**
 * The work of a highlight extraction: opens the media, finds the loud passages, cuts and stores the clips.
 */
public final class HighlightWork {

    /** "The total video duration can be up to two hours" (page "Smart highlight extraction"). */
    private static final double MAX_INPUT_SECONDS = 2 * 60 * 60;

    private final Materials materials;

    /**
     * @param materials brings the media
     */
    public HighlightWork(Materials materials) {
        this.materials = materials;
    }

    /** Does the work. */
    public Outcome run(HighlightRequest request) {
        return materials.work(request.media(), MAX_INPUT_SECONDS, (media, seconds) -> {
            if (request.output() != null) {
                materials.checkOutputBucket(request.output().bucket());
            }
            return Outcome.success(highlights(request, media), seconds);
        });
    }

    private String highlights(HighlightRequest request, List<Material> media) throws IOException, MediaFailure {
        Strategy strategy = request.strategy();
        AiResult result = new AiResult(strategy.actions());
        for (Material medium : media) {
            List<Passage> passages =
                    PassageFinder.loudest(medium.analysis(), strategy.count(), strategy.clipDuration());
            result.begin(medium.ref().echo());
            if (request.output() == null) {
                passages.forEach(result::add);
            } else {
                export(medium, passages, request.output(), result);
            }
        }
        return result.json();
    }

    private void export(Material medium, List<Passage> passages, Output output, AiResult result)
            throws IOException, MediaFailure {
        Path clip = materials.temporaryFile();
        try (LocalCopy copy = materials.copy(medium)) {
            for (Passage passage : passages) {
                ClipCutter.cut(List.of(new Piece(copy.mp4(), passage)), clip);
                ObjectAddress target = new ObjectAddress(output.bucket(), output.key(result.clips()));
                String url = materials.store(clip, target);
                result.add(passage, url, output.exportAsNewMedia() ? materials.register(target) : null);
            }
        } finally {
            Files.deleteIfExists(clip);
        }
    }
}
