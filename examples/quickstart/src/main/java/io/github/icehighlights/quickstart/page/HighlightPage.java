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
import java.nio.file.Path;
import java.util.List;

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
    private final FinishedJobs jobs;

    /** The page in a folder, with what an earlier process has left there. */
    public HighlightPage(Path folder) throws IOException {
        this.file = folder.resolve("index.html");
        this.jobs = new FinishedJobs(folder.resolve("jobs.json"));
    }

    /** The jobs on the page. */
    public synchronized List<Highlights> jobs() {
        return jobs.all();
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
        jobs.add(sourceFile, highlights);
        FinishedJobs.write(file, renderer.render(jobs.bySource()));
    }
}
