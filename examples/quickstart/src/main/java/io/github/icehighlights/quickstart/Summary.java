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

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;

/** What a person wants to know at the end: which clips, where from, how long it took, and where to look. */
final class Summary {

    private final Console console;

    Summary(Console console) {
        this.console = console;
    }

    void print(Highlights highlights, Path folder) {
        console.print("");
        int clips = highlights.clips().size();
        double seconds = console.elapsed().toMillis() / 1000.0;
        console.print("%d %s after %.0f s:", clips, clips == 1 ? "clip" : "clips", seconds);
        for (Clip clip : highlights.clips()) {
            console.print("  %d   %5.1f s to %5.1f s   %s", clip.index() + 1, clip.in(), clip.out(), clip.key());
        }
        console.print("");
        console.print("Open %s", folder.resolve("index.html").toUri());
    }
}
