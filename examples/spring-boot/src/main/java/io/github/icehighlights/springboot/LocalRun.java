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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.github.icehighlights.localice.LocalIce;

/**
 * The application with everything it needs on this machine: a stand-in for ICE and its buckets, and three videos in the
 * folder that it watches.
 */
public final class LocalRun implements AutoCloseable {

    private static final int VIDEOS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LocalIce ice;
    private final ConfigurableApplicationContext application;

    /**
     * Starts it on a free port.
     *
     * @param folder for the buckets and the database
     * @param speed  how much faster than ICE the stand-in works
     */
    LocalRun(Path folder, double speed) {
        ice = LocalIce.builder()
                .directory(folder.resolve("cloud"))
                .bucket("uploads")
                .bucket("media")
                .bucket("highlights")
                .speed(speed)
                .start();
        application = new SpringApplicationBuilder(Application.class)
                .profiles("local")
                .initializers(context -> context.getBeanFactory()
                        .registerSingleton("oss", ice.s3().client()))
                .run(settings(folder));
    }

    public static void main(String[] args) throws Exception {
        boolean ends = Boolean.getBoolean("end");
        Path folder = Path.of("target/local");
        FileSystemUtils.deleteRecursively(folder);
        try (LocalRun run = new LocalRun(folder, 10)) {
            run.upload();
            System.out.println("open        " + run.address());
            if (ends) {
                run.awaitResults();
                System.out.println("finished    the highlights of " + VIDEOS + " videos are there");
            } else {
                System.out.println("end it      with Ctrl+C");
                new CountDownLatch(1).await();
            }
        }
    }

    /** All that differs from the real cloud; arguments lie over application.yaml. */
    private String[] settings(Path folder) {
        return new String[] {
            "--server.port=0",
            "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("database").toAbsolutePath() + ";WRITE_DELAY=0"
                    + ";DB_CLOSE_ON_EXIT=FALSE",
            "--uploads.delay=1000",
            "--camel.component.ice-highlights.endpoint=" + ice.endpoint(),
            "--camel.component.ice-highlights.access-key=" + ice.accessKey(),
            "--camel.component.ice-highlights.secret-key=" + ice.secretKey(),
            // ICE works for minutes and is asked every ten seconds; the stand-in works for seconds
            "--camel.component.ice-highlights.first-look=1s",
            "--camel.component.ice-highlights.look-interval=1s"
        };
    }

    /** Puts the videos where the application looks for them. */
    void upload() throws IOException {
        for (int i = 1; i <= VIDEOS; i++) {
            put("uploads", "matches/match-" + i + ".mp4");
        }
    }

    /** Puts the video into a bucket. */
    void put(String bucket, String key) throws IOException {
        try (InputStream video = LocalRun.class.getResourceAsStream("/video/match.mp4")) {
            ice.s3().put(bucket, key, video.readAllBytes());
        }
    }

    String address() {
        return "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/";
    }

    void awaitResults() throws InterruptedException {
        Library library = application.getBean(Library.class);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (library.finished() < VIDEOS) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The highlights are not there after " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() {
        application.close();
        ice.close();
    }
}
