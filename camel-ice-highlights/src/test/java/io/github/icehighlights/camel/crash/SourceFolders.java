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
package io.github.icehighlights.camel.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The files to submit, and the folders of the nodes that submit them: one for each node and channel. */
final class SourceFolders {

    private final Path root;
    private final Consumer<String> media;

    /** What is left to give out, in the order of its numbers. */
    private final Map<Channel, List<String>> left = new EnumMap<>(Channel.class);

    private final List<String> given = new ArrayList<>();

    /**
     * @param jobs  how many files in all; at least a third of them are mashups
     * @param media is told each file before a node sees it
     */
    SourceFolders(Path root, int jobs, Consumer<String> media) {
        this.root = root;
        this.media = media;
        Channel[] order = {Channel.MASHUP, Channel.EXTRACTION, Channel.SPORTS};
        for (int i = 0; i < jobs; i++) {
            Channel channel = order[i % order.length];
            left.computeIfAbsent(channel, c -> new ArrayList<>()).add(channel.file(i));
        }
    }

    Path of(int slot) {
        return root.resolve("slot-" + slot);
    }

    /** Gives a node another file, if there is one. */
    synchronized boolean give(int slot, Channel channel) throws IOException {
        List<String> files = left.getOrDefault(channel, List.of());
        if (files.isEmpty()) {
            return false;
        }
        String file = files.remove(0);
        media.accept(file);
        put(of(slot).resolve(channel.channelName()), file, file);
        given.add(file);
        return true;
    }

    /** A submission that a node is to replay. */
    void replay(int slot, Channel channel, String correlationId) throws IOException {
        put(of(slot).resolve(NodeRoutes.REPLAY).resolve(channel.channelName()), correlationId, correlationId);
    }

    /** Whole from the first moment that a route can see it. */
    private void put(Path folder, String file, String text) throws IOException {
        Path hidden = Files.createDirectories(root.resolve("hidden")).resolve(file);
        Files.writeString(hidden, text);
        Files.move(hidden, Files.createDirectories(folder).resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many files the routes have not taken yet. */
    long open() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().endsWith(".done"))
                    .count();
        } catch (UncheckedIOException e) {
            // a route has taken one meanwhile
            return -1;
        }
    }

    synchronized List<String> given() {
        return List.copyOf(given);
    }
}
