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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.localice.job.Outcome;
import io.github.icehighlights.localice.media.HighlightRequest.Output;

/**
 * The work of a highlight extraction: opens the media, finds the loud passages, cuts and stores the clips.
 */
public final class HighlightWork {

    private static final Logger LOG = LoggerFactory.getLogger(HighlightWork.class);
    /** "The total video duration can be up to two hours" (page "Smart highlight extraction"). */
    private static final double MAX_INPUT_SECONDS = 2 * 60 * 60;

    private final ObjectStore store;
    private final MediaRegistry registry;
    private final OssUrls urls;
    private final Path workFolder;
    private final AnalysisCache analyses;

    /**
     * @param store      the buckets
     * @param registry   the media assets
     * @param urls       forms the URLs of clips
     * @param workFolder for temporary files
     */
    public HighlightWork(ObjectStore store, MediaRegistry registry, OssUrls urls, Path workFolder) {
        this.store = store;
        this.registry = registry;
        this.urls = urls;
        this.workFolder = workFolder;
        this.analyses = new AnalysisCache(store, workFolder);
        try {
            Files.createDirectories(workFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One input medium, found and understood. */
    private record Source(MediaRef ref, ObjectAddress address, Analysis analysis) {}

    /** Does the work. */
    public Outcome run(HighlightRequest request) {
        double seconds = 0;
        try {
            List<Source> sources = open(request.media());
            seconds = sources.stream()
                    .mapToDouble(source -> source.analysis().seconds())
                    .sum();
            if (seconds > MAX_INPUT_SECONDS) {
                throw new MediaFailure("InvalidParameter", "The total duration of the videos exceeds two hours.");
            }
            Output output = request.output();
            if (output != null && !store.bucketExists(output.bucket())) {
                throw new MediaFailure("InvalidParameter", "The output bucket does not exist: " + output.bucket());
            }
            return Outcome.success(highlights(request, sources), seconds);
        } catch (MediaFailure e) {
            return Outcome.failure(e.code(), e.getMessage(), seconds);
        } catch (IOException e) {
            LOG.warn("A job failed", e);
            return Outcome.failure("JobFailed", "The job failed.", seconds);
        }
    }

    private List<Source> open(List<MediaRef> media) throws IOException, MediaFailure {
        List<MediaRef> missing =
                media.stream().filter(ref -> version(ref) == null).toList();
        if (!missing.isEmpty()) {
            throw new MediaFailure(
                    "InvalidMaterial.NotFound",
                    "The specified materials are not found: "
                            + missing.stream().map(MediaRef::echo).collect(Collectors.joining(",")));
        }
        List<Source> sources = new ArrayList<>();
        for (MediaRef ref : media) {
            try {
                sources.add(new Source(ref, address(ref), analyses.of(address(ref), version(ref))));
            } catch (UnreadableMediumException e) {
                LOG.debug("{} cannot be used", ref.echo(), e);
                throw new MediaFailure(
                        "InvalidParameter.ResourceContentBad",
                        "The content of the resource is bad: " + ref.echo() + ": " + e.getMessage());
            }
        }
        return sources;
    }

    private ObjectAddress address(MediaRef ref) {
        return ref.mediaId() != null ? registry.find(ref.mediaId()).orElse(null) : ref.address();
    }

    private String version(MediaRef ref) {
        ObjectAddress address = address(ref);
        return address == null ? null : store.version(address).orElse(null);
    }

    private String highlights(HighlightRequest request, List<Source> sources) throws IOException, MediaFailure {
        AiResult result = new AiResult(request.strategy().actions());
        for (Source source : sources) {
            List<Passage> passages = PassageFinder.loudest(
                    source.analysis(),
                    request.strategy().count(),
                    request.strategy().clipDuration());
            result.begin(source.ref().echo());
            if (request.output() == null) {
                passages.forEach(result::add);
            } else {
                export(source, passages, request.output(), result);
            }
        }
        return result.json();
    }

    private void export(Source source, List<Passage> passages, Output output, AiResult result)
            throws IOException, MediaFailure {
        Path original = Files.createTempFile(workFolder, "source", ".mp4");
        Path clip = Files.createTempFile(workFolder, "clip", ".mp4");
        try {
            store.read(source.address(), original);
            try (Mp4 mp4 = Mp4.open(original)) {
                for (Passage passage : passages) {
                    ClipCutter.cut(mp4, passage, clip);
                    ObjectAddress target = new ObjectAddress(output.bucket(), output.key(result.clips()));
                    store.write(target, clip, "video/mp4");
                    result.add(passage, urls.format(target), output.exportAsNewMedia() ? register(target) : null);
                }
            }
        } catch (UnreadableMediumException e) {
            throw new MediaFailure("InvalidParameter.ResourceContentBad", "The content of the resource is bad.");
        } finally {
            Files.deleteIfExists(original);
            Files.deleteIfExists(clip);
        }
    }

    private String register(ObjectAddress clip) {
        String mediaId = UUID.randomUUID().toString().replace("-", "");
        registry.register(mediaId, clip);
        return mediaId;
    }
}
