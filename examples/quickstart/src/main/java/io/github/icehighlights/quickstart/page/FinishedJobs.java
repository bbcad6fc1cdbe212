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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.HighlightsJson;

/** The finished jobs, in a file of their own: the page can be made again after the process has died. */
final class FinishedJobs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    /** Source file, then job id. */
    private final Map<String, Map<String, Highlights>> sources = new LinkedHashMap<>();

    FinishedJobs(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (JsonNode entry : JSON.readTree(file.toFile())) {
                put(
                        entry.get("source").textValue(),
                        HighlightsJson.fromJson(entry.get("job").toString()));
            }
        }
    }

    /** A job that comes a second time takes its own place again. */
    void add(String source, Highlights job) throws IOException {
        put(source, job);
        ArrayNode entries = JSON.createArrayNode();
        sources.forEach((name, jobs) -> jobs.values()
                .forEach(each -> entries.addObject().put("source", name).set("job", HighlightsJson.toTree(each))));
        write(file, entries.toString());
    }

    List<SourceHighlights> bySource() {
        return sources.entrySet().stream()
                .map(source -> new SourceHighlights(
                        source.getKey(), List.copyOf(source.getValue().values())))
                .toList();
    }

    List<Highlights> all() {
        List<Highlights> all = new ArrayList<>();
        sources.values().forEach(jobs -> all.addAll(jobs.values()));
        return all;
    }

    /** Whoever has the file open, or dies meanwhile, never has half of it. */
    static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void put(String source, Highlights job) {
        sources.computeIfAbsent(source, file -> new LinkedHashMap<>()).put(job.jobId(), job);
    }
}
