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

/**
 * Brings input media to the work of jobs and takes what the work makes to its bucket.
 */
public final class Materials {

    private static final Logger LOG = LoggerFactory.getLogger(Materials.class);

    private final ObjectStore store;
    private final MediaRegistry registry;
    private final OssUrls urls;
    private final Path workFolder;
    private final AnalysisCache analyses;

    /**
     * @param store      the buckets
     * @param registry   the media assets
     * @param urls       forms the URLs of what is made
     * @param workFolder for temporary files
     */
    public Materials(ObjectStore store, MediaRegistry registry, OssUrls urls, Path workFolder) {
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

    /** Work on input media. */
    @FunctionalInterface
    interface Work {

        /**
         * Does it.
         *
         * @param materials the media
         * @param seconds   their length in all
         */
        Outcome on(List<Material> materials, double seconds) throws IOException, MediaFailure;
    }

    /** Opens the media and has work done on them; whatever fails on the way is the outcome. */
    Outcome work(List<MediaRef> media, double mostSeconds, Work work) {
        double seconds = 0;
        try {
            List<Material> materials = open(media);
            seconds = materials.stream()
                    .mapToDouble(material -> material.analysis().seconds())
                    .sum();
            if (seconds > mostSeconds) {
                throw new MediaFailure("InvalidParameter", "The total duration of the videos exceeds two hours.");
            }
            return work.on(materials, seconds);
        } catch (MediaFailure e) {
            return Outcome.failure(e.code(), e.getMessage(), seconds);
        } catch (IOException e) {
            LOG.warn("A job failed", e);
            return Outcome.failure("JobFailed", "The job failed.", seconds);
        }
    }

    /** Returns if the bucket is there. */
    void checkOutputBucket(String bucket) throws MediaFailure {
        if (!store.bucketExists(bucket)) {
            throw new MediaFailure("InvalidParameter", "The output bucket does not exist: " + bucket);
        }
    }

    /** Fetches a medium. */
    LocalCopy copy(Material material) throws IOException, MediaFailure {
        Path file = temporaryFile();
        try {
            store.read(material.address(), file);
            return new LocalCopy(file, Mp4.open(file));
        } catch (UnreadableMediumException e) {
            Files.deleteIfExists(file);
            throw unusable(material.ref(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** A new, empty file. */
    Path temporaryFile() throws IOException {
        return Files.createTempFile(workFolder, "video", ".mp4");
    }

    /** Puts a video into its bucket; returns the URL under which ICE would report it. */
    String store(Path video, ObjectAddress target) throws IOException {
        store.write(target, video, "video/mp4");
        return urls.format(target);
    }

    /** Makes an object a media asset; returns its id. */
    String register(ObjectAddress object) {
        String mediaId = UUID.randomUUID().toString().replace("-", "");
        registry.register(mediaId, object);
        return mediaId;
    }

    static MediaFailure unusable(MediaRef ref, String why) {
        return new MediaFailure(
                "InvalidParameter.ResourceContentBad",
                "The content of the resource is bad: " + ref.echo() + ": " + why);
    }

    private List<Material> open(List<MediaRef> media) throws IOException, MediaFailure {
        List<MediaRef> missing =
                media.stream().filter(ref -> version(ref) == null).toList();
        if (!missing.isEmpty()) {
            throw new MediaFailure(
                    "InvalidMaterial.NotFound",
                    "The specified materials are not found: "
                            + missing.stream().map(MediaRef::echo).collect(Collectors.joining(",")));
        }
        List<Material> materials = new ArrayList<>();
        for (MediaRef ref : media) {
            try {
                materials.add(new Material(ref, address(ref), analyses.of(address(ref), version(ref))));
            } catch (UnreadableMediumException e) {
                LOG.debug("{} cannot be used", ref.echo(), e);
                throw unusable(ref, e.getMessage());
            }
        }
        return materials;
    }

    private ObjectAddress address(MediaRef ref) {
        return ref.mediaId() != null ? registry.find(ref.mediaId()).orElse(null) : ref.address();
    }

    private String version(MediaRef ref) {
        ObjectAddress address = address(ref);
        return address == null ? null : store.version(address).orElse(null);
    }
}
