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
package io.github.icehighlights.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.quickstart.page.JobTitle;

/** What a person wants to know at the end: which clips, where from, how long it took, and where to look. */
final class Summary {

    private final Console console;

    Summary(Console console) {
        this.console = console;
    }

    void print(List<Highlights> jobs, Path folder) {
        console.print("");
        int clips = jobs.stream().mapToInt(job -> job.clips().size()).sum();
        double seconds = console.elapsed().toMillis() / 1000.0;
        console.print("%d %s after %.0f s:", clips, clips == 1 ? "clip" : "clips", seconds);
        for (Highlights job : jobs) {
            console.print("  %s", JobTitle.of(job.jobType()));
            job.clips().forEach(this::print);
        }
        console.print("");
        console.print("Open %s", folder.resolve("index.html").toUri());
    }

    private void print(Clip clip) {
        if (clip.state().isFailure()) {
            console.print("    %d   failed: %s, %s", clip.index() + 1, clip.errorCode(), clip.errorMessage());
        } else {
            console.print("    %d   %-18s   %s", clip.index() + 1, extent(clip), clip.key());
        }
    }

    /** Its place in the source, or its length where ICE tells no place. */
    private static String extent(Clip clip) {
        return clip.in() != null && clip.out() != null
                ? String.format(Locale.ROOT, "%5.1f s to %5.1f s", clip.in(), clip.out())
                : String.format(Locale.ROOT, "%5.1f s long", clip.duration());
    }
}
