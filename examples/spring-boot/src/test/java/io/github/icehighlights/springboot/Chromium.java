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
package io.github.icehighlights.springboot;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.awaitility.Awaitility.await;

/** A page in headless Chromium, driven over the browser's own debugging protocol. Closing it ends the browser. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process browser;
    private final WebSocket page;
    private volatile CompletableFuture<JsonNode> answer = new CompletableFuture<>();

    /**
     * @param url    to open
     * @param folder for the browser's profile
     */
    Chromium(String url, Path folder) throws IOException {
        browser = new ProcessBuilder(
                        executable(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--mute-audio",
                        "--hide-scrollbars",
                        "--autoplay-policy=no-user-gesture-required",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "--window-size=1180,1080",
                        url)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = folder.resolve("DevToolsActivePort");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(port) && Files.size(port) > 0);
        String address = "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list";
        JsonNode opened = await().atMost(Duration.ofSeconds(60))
                .until(() -> pageOf(JSON.readTree(get(address))), found -> found != null);
        page = http.newWebSocketBuilder()
                .buildAsync(URI.create(opened.get("webSocketDebuggerUrl").asText()), new Answers())
                .join();
    }

    /** What an expression, or the promise that it gives, evaluates to in the page. */
    JsonNode evaluate(String expression) {
        ObjectNode parameters = JSON.createObjectNode()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true);
        JsonNode result = call("Runtime.evaluate", parameters);
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.get("exceptionDetails").toString());
        }
        return result.at("/result/value");
    }

    void screenshot(Path file) throws IOException {
        JsonNode picture =
                call("Page.captureScreenshot", JSON.createObjectNode().put("captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
    }

    private JsonNode call(String method, ObjectNode parameters) {
        answer = new CompletableFuture<>();
        ObjectNode request = JSON.createObjectNode().put("id", 1).put("method", method);
        request.set("params", parameters);
        page.sendText(request.toString(), true).join();
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static JsonNode pageOf(JsonNode targets) {
        for (JsonNode target : targets) {
            if (target.get("type").asText().equals("page")) {
                return target;
            }
        }
        return null;
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("None of " + NAMES + " is installed"))
                .toString();
    }

    @Override
    public void close() {
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly().onExit().join();
    }

    /** One call at a time: whatever has an id is the answer to it, the rest are events. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    JsonNode message = JSON.readTree(text.toString());
                    if (message.has("id")) {
                        answer.complete(message.has("result") ? message.get("result") : message);
                    }
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            answer.completeExceptionally(error);
        }
    }
}
