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

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.localice.LocalIce;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.ftpserver.ftplet.FtpException;

/** The whole way of a video on this machine alone: an FTP server, a stand-in for the cloud, and the Camel application. */
public final class Quickstart {

    private static final String VIDEO = "match.mp4";

    private final Path folder;
    private final Console console;
    private final Duration patience;

    Quickstart(Path folder, PrintStream out, Duration patience) {
        this.folder = folder.toAbsolutePath();
        this.console = new Console(out);
        this.patience = patience;
    }

    /** Without arguments the local run; with the name of a settings file the same routes in the real cloud. */
    public static void main(String[] args) throws Exception {
        int exitCode = args.length == 0
                ? new Quickstart(Path.of("target"), System.out, Duration.ofSeconds(60)).run()
                : RealCloud.run(Path.of(args[0]), System.out);
        System.exit(exitCode);
    }

    /** Runs until the clips are there; 0 when they are. */
    int run() {
        try {
            Path highlightsDir = emptied(folder.resolve("highlights"));
            Highlights highlights = makeHighlights(highlightsDir);
            if (highlights.state().isFailure()) {
                return fail("job " + highlights.jobId() + " is " + highlights.state() + ": " + highlights.errorCode()
                        + " " + highlights.errorMessage());
            }
            summarize(highlights.clips(), highlightsDir);
            return 0;
        } catch (Exception e) {
            return fail(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Highlights makeHighlights(Path highlightsDir) throws Exception {
        Path scratch = emptied(folder.resolve("quickstart"));
        try (FtpFolder ftp = new FtpFolder(withVideo(scratch.resolve("ftp")));
                LocalIce ice = localIce(scratch.resolve("ice"));
                Progress progress = new Progress(console)) {
            Main main = Application.create(settings(ftp, ice, scratch, highlightsDir), progress);
            main.bind("oss", ice.s3Client());
            main.start();
            try {
                console.tell("ready       FTP at %s, stand-in for ICE at %s", ftp.address(), ice.endpoint());
                return progress.firstResult().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        "not finished within " + patience.toSeconds() + " s; " + progress.state(), e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
            } finally {
                main.stop();
            }
        }
    }
}
