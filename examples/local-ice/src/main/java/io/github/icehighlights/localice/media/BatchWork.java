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
import java.util.ArrayList;
import java.util.List;

import io.github.icehighlights.localice.job.Defect;
import io.github.icehighlights.localice.job.Outcome;
import io.github.icehighlights.localice.job.Video;

/**
 * The work of a batch: finds the loud passages of each medium, and makes each video of one passage of every medium, in
 * the order of the media. With a single medium, as sports highlights have it, a video is a clip.
 */
public final class BatchWork {

    private static final double MAX_PASSAGE_SECONDS = 15;
    private static final double MIN_PASSAGE_SECONDS = 1;

    private final Materials materials;

    /**
     * @param materials brings the media
     */
    public BatchWork(Materials materials) {
        this.materials = materials;
    }

    /**
     * Does the work.
     *
     * @param request what is wanted
     * @param defect  what is to go wrong, or null
     */
    public Outcome run(BatchRequest request, Defect defect) {
        return materials.work(request.media(), request.mostInputSeconds(), (media, seconds) -> {
            materials.checkOutputBucket(request.output().bucket());
            if (request.targetSeconds() > seconds) {
                throw new MediaFailure("InvalidParameter", "TargetDuration exceeds the total duration of the videos.");
            }
            List<List<Passage>> passages = new ArrayList<>();
            for (Material medium : media) {
                passages.add(passages(medium, request));
            }
            List<LocalCopy> copies = new ArrayList<>();
            try {
                for (Material medium : media) {
                    copies.add(materials.copy(medium));
                }
                return Outcome.batch(videos(request.output(), copies, passages, defect), seconds);
            } finally {
                copies.forEach(LocalCopy::close);
            }
        });
    }

    private static List<Passage> passages(Material medium, BatchRequest request) throws MediaFailure {
        int count = request.output().count();
        // half of the medium is enough for all videos: so each one finds a passage beside the others'
        double automatic = medium.analysis().seconds() / (2 * count);
        double length = request.targetSeconds() > 0
                ? request.targetSeconds() / request.media().size()
                : Math.max(MIN_PASSAGE_SECONDS, Math.min(automatic, MAX_PASSAGE_SECONDS));
        List<Passage> passages = PassageFinder.loudest(medium.analysis(), count, length);
        if (passages.isEmpty()) {
            throw Materials.unusable(medium.ref(), "it is silent");
        }
        return passages;
    }

    private List<Video> videos(
            BatchRequest.Output output, List<LocalCopy> copies, List<List<Passage>> passages, Defect defect)
            throws IOException, MediaFailure {
        List<Video> videos = new ArrayList<>();
        for (int index = 0; index < output.count(); index++) {
            if (defect != null && defect.befalls(index)) {
                videos.add(Video.failed(defect.code(), defect.message()));
                continue;
            }
            List<Piece> pieces = new ArrayList<>();
            for (int medium = 0; medium < copies.size(); medium++) {
                List<Passage> choice = passages.get(medium);
                // a medium with fewer passages than videos lends them more than once
                pieces.add(new Piece(copies.get(medium).mp4(), choice.get(index % choice.size())));
            }
            videos.add(make(pieces, output.address(index)));
        }
        return videos;
    }

    private Video make(List<Piece> pieces, ObjectAddress target) throws IOException, MediaFailure {
        Path file = materials.temporaryFile();
        try {
            double seconds = ClipCutter.cut(pieces, file);
            String url = materials.store(file, target);
            return Video.made(materials.register(target), url, seconds);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
