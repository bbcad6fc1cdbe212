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
package io.github.icehighlights.localice;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalIceMainTest {

    @TempDir
    Path folder;

    @Test
    void readsArgumentsBeforeTheEnvironment() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of(
                "LOCAL_ICE_PORT",
                "0",
                "LOCAL_ICE_S3_PORT",
                "0",
                "LOCAL_ICE_QUEUE_PORT",
                "0",
                "LOCAL_ICE_REGION",
                "cn-beijing",
                "LOCAL_ICE_DIRECTORY",
                folder.toString(),
                "PATH",
                "x");
        String[] arguments = {
            "--region=cn-hangzhou", "--bucket", "one,two", "--queue=ice-callback-a,ice-callback-b", "--speed", "instant"
        };
        try (LocalIce ice = LocalIceMain.start(arguments, environment, new PrintStream(out, true))) {
            assertThat(ice.region()).isEqualTo("cn-hangzhou");
            assertThat(ice.directory()).isEqualTo(folder);
            assertThat(ice.s3().list("one")).isEmpty();
            assertThat(ice.s3().list("two")).isEmpty();
            assertThat(ice.queues().names()).containsExactly("ice-callback-a", "ice-callback-b");
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(
                            ice.endpoint(),
                            ice.s3().endpoint(),
                            ice.accessKey(),
                            ice.secretKey(),
                            ice.adminUrl(),
                            ice.queueEndpoint());
        }
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("buckets"));
    }

    @Test
    void readsTheSwitches() {
        LocalIceBuilder usual = ProgramOptions.read(new String[0], Map.of());
        assertThat(usual.oneSlashUrls).isTrue();
        assertThat(usual.brokenEchoes).isFalse();
        assertThat(usual.extractionsListed).isTrue();
        assertThat(usual.signNotifyAddresses).isTrue();
        assertThat(usual.base64Messages).isFalse();
        String[] arguments = {
            "--broken-echoes=true",
            "--extractions-listed=false",
            "--one-slash-urls=false",
            "--base64-messages=true",
            "--sign-notify-addresses=false",
            "--callback-auth-key=Secret1"
        };
        LocalIceBuilder other = ProgramOptions.read(arguments, Map.of());
        assertThat(other.signNotifyAddresses).isFalse();
        assertThat(other.base64Messages).isTrue();
        assertThat(other.callbackAuthKey).isEqualTo("Secret1");
        assertThat(other.oneSlashUrls).isFalse();
        assertThat(other.brokenEchoes).isTrue();
        assertThat(other.extractionsListed).isFalse();
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThatThrownBy(() -> ProgramOptions.read(new String[] {"--nonsense", "1"}, Map.of()))
                .hasMessageContaining("nonsense")
                .hasMessageContaining("--bucket");
        assertThatThrownBy(() -> ProgramOptions.read(new String[] {"--port", "many"}, Map.of()))
                .hasMessageContaining("many");
        assertThatThrownBy(() -> ProgramOptions.read(new String[] {"--port"}, Map.of()))
                .hasMessageContaining("--port");
        assertThatThrownBy(() -> ProgramOptions.read(new String[] {"--region", "mars"}, Map.of()))
                .hasMessageContaining("mars");
        assertThatThrownBy(() -> ProgramOptions.read(new String[] {"--callback-auth-key", "weak"}, Map.of()))
                .hasMessageContaining("digit")
                .hasMessageNotContaining("weak");
    }

    @Test
    void stopsWhenItIsTerminated() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalIceMain.class.getName(),
                        "--port=0",
                        "--s3-port=0",
                        "--queue-port=0",
                        "--directory",
                        folder.resolve("state").toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String admin = out.lines()
                    .filter(line -> line.contains("/admin"))
                    .map(line -> line.replaceFirst(".*(http:.*)", "$1").trim())
                    .findFirst()
                    .orElseThrow();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(admin)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.exists(folder.resolve("state/jobs.jsonl"))).isTrue();
    }
}
