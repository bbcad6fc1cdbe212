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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Opens a page in headless Chromium, from its file, and looks at what became of it. */
public final class HeadlessChromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** Runs after the page's own script, waits for the videos, does what a visitor does, and notes what it sees. */
    private static final String PROBE = """
            <script>
            (async () => {
              const note = document.body.appendChild(document.createElement("pre"));
              const videos = [...document.querySelectorAll("video")];
              await Promise.all(videos.map(v => v.readyState >= 2 || v.error ? 0 : new Promise(done => {
                v.addEventListener("loadeddata", done);
                v.addEventListener("error", done);
              })));
              const line = document.querySelector(".places").getBoundingClientRect();
              const places = [...document.querySelectorAll(".places li")].map(p => {
                const box = p.getBoundingClientRect();
                return { left: (box.left - line.left) / line.width, right: (box.right - line.left) / line.width,
                  height: box.height };
              });
              document.querySelectorAll("[data-seek]")[1]?.click();
              const soughtTo = document.querySelector(".original").currentTime;
              document.querySelector("[data-clip]")?.click();
              note.id = "probe";
              note.textContent = JSON.stringify({
                videos: videos.map(v => ({ width: v.videoWidth, duration: v.duration, error: v.error?.message ?? "" })),
                places, soughtTo, focus: document.activeElement.id,
                marks: [...document.querySelectorAll(".scale span")].map(m => m.textContent),
                overflow: document.documentElement.scrollWidth - innerWidth,
                strangers: document.querySelectorAll("img, iframe").length });
            })();
            </script>
            </body>""";

    private static final Pattern NOTE = Pattern.compile("<pre id=\"probe\">(.*?)</pre>", Pattern.DOTALL);

    private HeadlessChromium() {}

    /** What the probe saw on the page, in a window of the given width. */
    public static JsonNode look(Path page, int width) throws IOException, InterruptedException {
        Path probed = page.resolveSibling("probe.html");
        Files.writeString(probed, Files.readString(page).replace("</body>", PROBE));
        Matcher note = NOTE.matcher(dom(probed, width));
        if (!note.find()) {
            throw new IllegalStateException("The page's videos neither loaded nor failed");
        }
        String json = note.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return new ObjectMapper().readTree(json);
    }

    private static String dom(Path page, int width) throws IOException, InterruptedException {
        Path dom = Files.createTempFile(page.getParent(), "dom", ".html");
        Process browser = new ProcessBuilder(
                        executable(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--mute-audio",
                        "--autoplay-policy=no-user-gesture-required",
                        "--virtual-time-budget=10000",
                        "--window-size=" + width + ",900",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!browser.waitFor(60, TimeUnit.SECONDS)) {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
            throw new IllegalStateException("Chromium did not finish within 60 s");
        }
        return Files.readString(dom);
    }

    private static String executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("None of " + NAMES + " is installed"))
                .toString();
    }
}
