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

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.localice.LocalIce;

import static org.assertj.core.api.Assertions.assertThat;

/** The way to the real cloud, with the settings that it takes and nothing else, sent to servers on this machine. */
@Timeout(90)
class RealCloudTest {

    @TempDir
    Path target;

    private final Map<String, String> systemProperties = new HashMap<>();

    @Test
    void runsTheSameRoutesWithAFileOfSettingsAndTheKeysOfAlibabasChain() throws Exception {
        Folders folders = run(cloud -> {}, 3, 6);

        assertThat(folders.highlights().resolve("index.html")).content().contains("6 clips from 1 source");
        assertThat(folders.ftp().resolve(".done/match.mp4")).exists();
    }

    @Test
    void goesOnAfterAClipThatFailed() throws Exception {
        Folders folders = run(
                cloud -> cloud.faults().on("SubmitSportsHighlightsJob").partlyFailed(1, "Broken", "no key frame"),
                3,
                6);

        assertThat(folders.highlights().resolve("index.html"))
                .content()
                .contains("6 clips from 1 source", "This clip failed: Broken – no key frame", "Highlight mashup");
    }

    @Test
    void endsWithAJobThatFailed() throws Exception {
        Folders folders =
                run(cloud -> cloud.faults().on("SubmitSportsHighlightsJob").failed("Broken", "no scoreboard"), 2, 3);

        assertThat(folders.highlights().resolve("index.html"))
                .content()
                .contains("3 clips from 1 source", "The job failed: Broken – no scoreboard")
                .doesNotContain("Highlight mashup");
    }

    @Test
    void paysOnceThoughAResultIsDeliveredAgain() throws Exception {
        // the mashup's answer is lost: the route of the sports highlights fails, and gets them and their two clips
        // again
        run(cloud -> cloud.faults().on("SubmitScreenMediaHighlightsJob").resetAfter(), 3, 6 + 2 + 1);
    }

    private Folders run(Consumer<LocalIce> faults, int jobs, int clips) throws Exception {
        Folders folders = Folders.prepare(target, "match.mp4");
        try (FtpFolder ftp = new FtpFolder(folders.ftp());
                LocalIce cloud = LocalIce.builder()
                        .directory(folders.cloud())
                        .bucket("my-bucket")
                        .start()) {
            faults.accept(cloud);
            // no machine knows the host my-bucket.oss-cn-shanghai.localhost; as a proxy, the stand-in does
            system("http.proxyHost", "127.0.0.1");
            system("http.proxyPort", cloud.s3().proxyEndpoint().replaceAll(".*:", ""));
            system("http.nonProxyHosts", "127.0.0.1");
            system("alibabacloud.accessKeyId", cloud.accessKey());
            system("alibabacloud.accessKeySecret", cloud.secretKey());
            Properties settings = settings(folders, ftp, cloud);
            // instead of Ctrl-C: Camel counts the video, each job and each clip
            settings.setProperty("camel.main.duration-max-messages", Integer.toString(1 + jobs + clips));

            int exitCode = RealCloud.run(file(settings), new Console(System.out));

            assertThat(exitCode).isZero();
            assertThat(cloud.created()).isEqualTo(jobs);
            assertThat(cloud.callbacks().attempts())
                    .as("nobody has set a callback")
                    .isEmpty();
        }
        return folders;
    }

    private static Properties settings(Folders folders, FtpFolder ftp, LocalIce cloud) {
        Properties settings = new Properties();
        settings.setProperty("ftp.address", ftp.address());
        settings.setProperty("ftp.username", ftp.username());
        settings.setProperty("ftp.password", ftp.password());
        settings.setProperty("ftp.unchanged", "100");
        settings.setProperty("bucket", "my-bucket");
        settings.setProperty("oss.endpoint", cloud.s3().endpoint());
        settings.setProperty("camel.component.ice-highlights.endpoint", cloud.endpoint());
        settings.setProperty("camel.component.ice-highlights.first-look", "100");
        settings.setProperty("camel.component.ice-highlights.look-interval", "100");
        settings.setProperty("camel.component.ice-highlights.list-lag", "200");
        settings.setProperty("camel.component.ice-highlights.redelivery-delay", "200");
        settings.setProperty("highlights.dir", folders.highlights().toString());
        settings.setProperty("work.dir", folders.work().toString());
        // jobs of another test would be recognised: the same video, within the minute that FTP tells
        settings.setProperty(
                "jobs.file", folders.scratch().resolve("jobs").toAbsolutePath().toString());
        return settings;
    }

    private Path file(Properties settings) throws Exception {
        Path file = target.resolve("my.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private void system(String name, String value) {
        systemProperties.put(name, System.setProperty(name, value));
    }

    @AfterEach
    void restoreSystemProperties() {
        systemProperties.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
