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

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.camel.main.Main;

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.callback.Attempt;
import io.github.icehighlights.quickstart.page.JobTitle;

/** The whole way of a video on this machine alone: FTP server, stand-in for the cloud, and the Camel application. */
public final class Quickstart {

    private static final String BUCKET = "media";

    /** Each of the three jobs for the video would take 45 seconds at the speed of ICE. */
    private static final double SPEED = 15;

    private final Path target;
    private final String video;
    private final Callbacks.Way way;
    private final Console console;
    private final Duration patience;

    /**
     * @param target   where the folders of the run are made
     * @param video    name of the video, a resource
     * @param way      how the application hears that a job has ended
     * @param console  tells how far it is
     * @param patience how long it may take
     */
    Quickstart(Path target, String video, Callbacks.Way way, Console console, Duration patience) {
        this.target = target;
        this.video = video;
        this.way = way;
        this.console = console;
        this.patience = patience;
    }

    /**
     * Without arguments the local run, with callbacks as the system property {@code callback} says; with a file of
     * settings the same routes against the real cloud.
     */
    public static void main(String[] args) throws Exception {
        Console console = new Console(System.out);
        String callback = System.getProperty("callback", "");
        System.exit(
                args.length == 0 || args[0].isBlank()
                        ? runLocally(callback, console)
                        : runInTheCloud(Path.of(args[0]), callback, console));
    }

    private static int runLocally(String callback, Console console) {
        Callbacks.Way way;
        try {
            way = Callbacks.Way.named(callback);
        } catch (IllegalArgumentException e) {
            return failed(console, e.getMessage());
        }
        return new Quickstart(Path.of("target"), "match.mp4", way, console, Duration.ofSeconds(90)).run();
    }

    private static int runInTheCloud(Path settings, String callback, Console console) throws Exception {
        return callback.isBlank()
                ? RealCloud.run(settings, console)
                : failed(console, "-Dcallback is for the run on this machine; in the real cloud, the settings say it");
    }

    /** Runs until the clips are there, or until something failed: the exit code is then 1. */
    int run() {
        console.tell("starting    an FTP server, a stand-in for the cloud, and the Camel routes");
        try {
            Folders folders = Folders.prepare(target, video);
            folders.unfinished().ifPresent(run -> console.tell("going on    with the run that was killed"));
            try {
                return tell(makeHighlights(folders), folders);
            } finally {
                folders.ended();
            }
        } catch (Exception e) {
            return failed(console, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private int tell(List<Highlights> jobs, Folders folders) {
        for (Highlights job : jobs) {
            if (job.state().isFailure()) {
                return failed(
                        console,
                        JobTitle.of(job.jobType()) + ", job " + job.jobId() + ", is " + job.state() + ": "
                                + job.errorCode() + ", " + job.errorMessage());
            }
        }
        new Summary(console).print(jobs, folders.highlights());
        return 0;
    }

    private List<Highlights> makeHighlights(Folders folders) throws Exception {
        try (FtpFolder ftp = new FtpFolder(folders.ftp());
                LocalIce ice = localIce(folders);
                Progress progress = new Progress(console)) {
            folders.begun(new Folders.Run(video, URI.create(ice.endpoint()).getPort()));
            Callbacks callbacks = Callbacks.by(way, ice);
            Properties settings = settings(folders, ftp, ice);
            settings.putAll(callbacks.settings());
            Main main = Application.create(settings, progress);
            main.bind("oss", ice.s3().client());
            try {
                main.start();
                console.tell("ready       FTP at %s, a stand-in for ICE at %s", ftp.address(), ice.endpoint());
                console.tell("news        %s", callbacks.description());
                List<Highlights> jobs = progress.end().get(patience.toMillis(), TimeUnit.MILLISECONDS);
                tellCalls(ice);
                return jobs;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        "not finished after " + patience.toSeconds() + " s, " + progress.state(), e);
            } finally {
                main.stop();
            }
        }
    }

    private void tellCalls(LocalIce ice) {
        int asked = ice.requests("GetSmartHandleJob") + ice.requests("GetBatchMediaProducingJob");
        long calledBack =
                ice.callbacks().attempts().stream().filter(Attempt::isSuccess).count();
        console.tell("calls       ICE was asked for jobs %d times, and called back %d times", asked, calledBack);
    }

    private static LocalIce localIce(Folders folders) throws IOException {
        return LocalIce.builder()
                .directory(folders.cloud())
                .port(folders.unfinished().map(Folders.Run::port).orElse(0))
                .bucket(BUCKET)
                .queue(Callbacks.QUEUE)
                .speed(SPEED)
                .start();
    }

    /** All that differs from the real cloud. */
    private static Properties settings(Folders folders, FtpFolder ftp, LocalIce ice) {
        Properties settings = new Properties();
        settings.setProperty("ftp.address", ftp.address());
        settings.setProperty("ftp.username", ftp.username());
        settings.setProperty("ftp.password", ftp.password());
        settings.setProperty("ftp.unchanged", "1000");
        settings.setProperty("bucket", BUCKET);
        settings.setProperty("work.dir", folders.work().toString());
        settings.setProperty(
                "jobs.file", folders.scratch().resolve("jobs").toAbsolutePath().toString());
        settings.setProperty("highlights.dir", folders.highlights().toString());
        settings.setProperty("camel.component.ice-highlights.region", ice.region());
        settings.setProperty("camel.component.ice-highlights.endpoint", ice.endpoint());
        settings.setProperty("camel.component.ice-highlights.access-key", ice.accessKey());
        settings.setProperty("camel.component.ice-highlights.secret-key", ice.secretKey());
        // ICE works for minutes and is asked every ten seconds; the stand-in works for seconds
        settings.setProperty("camel.component.ice-highlights.first-look", "1000");
        settings.setProperty("camel.component.ice-highlights.look-interval", "1000");
        // under the callbacks; it catches the jobs of a run that was killed, whose callbacks go to an address of old
        settings.setProperty("camel.component.ice-highlights.safety-first-look", "8000");
        settings.setProperty("camel.component.ice-highlights.safety-look-interval", "2000");
        return settings;
    }

    private static int failed(Console console, String reason) {
        console.tell("FAILED      %s", reason);
        return 1;
    }
}
