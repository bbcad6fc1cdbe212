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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.Header;

import io.github.icehighlights.camel.model.Highlights;

/**
 * Keeps {@code index.html} in the folder of the clips: each source with the jobs that have ended since the start. A
 * job that is delivered again takes its old place, so that a redelivery changes nothing.
 */
public final class HighlightPage {

    private final Path file;
    private final PageRenderer renderer = new PageRenderer();
    /** Source file, then job id. */
    private final Map<String, Map<String, Highlights>> sources = new LinkedHashMap<>();

    public HighlightPage(Path folder) {
        this.file = folder.resolve("index.html");
    }

    /** Where the page lies. */
    public Path file() {
        return file;
    }

    /**
     * Puts a finished job on the page.
     *
     * @param highlights what became of the job
     * @param sourceFile the source's path below the page's folder
     */
    @Handler
    public synchronized void add(Highlights highlights, @Header(Exchange.FILE_NAME) String sourceFile)
            throws IOException {
        sources.computeIfAbsent(sourceFile, file -> new LinkedHashMap<>()).put(highlights.jobId(), highlights);
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling("index.html.new");
        Files.writeString(draft, renderer.render(sources()), StandardCharsets.UTF_8);
        // whoever has the page open never loads half of it
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<SourceHighlights> sources() {
        return sources.entrySet().stream()
                .map(source -> new SourceHighlights(
                        source.getKey(), List.copyOf(source.getValue().values())))
                .toList();
    }
}
