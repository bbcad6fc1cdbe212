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
package io.github.icehighlights.camel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.localice.LocalIce;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The routes that README and design promise, with a real FTP server, a real bucket and real clips. */
@Tag("not-camel-4.22") // camel-ftp needs camel-ftp-common, and camel-aws2-s3, which do not resolve at 4.22.0
class RoutesInDocsTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    @TempDir
    Path home;

    @TempDir
    Path work;

    private FtpServer server;
    private String ftp;
    private CamelOnIce camel;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(home.resolve("matches"));
        Files.write(home.resolve("matches/final 第七场.mp4"), LocalIce.sampleVideo());

        var listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        var user = new BaseUser();
        user.setName("u");
        user.setPassword("p");
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        var factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        factory.getUserManager().save(user);
        server = factory.createServer();
        server.start();
        ftp = "ftp:u@127.0.0.1:" + factory.getListener("default").getPort() + "/matches?password=p&passiveMode=true"
                + "&autoCreate=false&delay=200&initialDelay=0";
        camel = new CamelOnIce(ICE.ice());
        camel.context().getRegistry().bind("oss", ICE.ice().s3().client());
    }

    @AfterEach
    void stop() {
        camel.close();
        server.stop();
    }

    /** What README.md shows, to the letter. */
    private static final class ReadmeRoutes extends RouteBuilder {

        @Override
        public void configure() {
            // spotless:off
            // tag::readme[]
from("ftp:media.example.com/matches?binary=true&localWorkDirectory=work&move=.done")
    .convertBodyTo(File.class)                      // never held in memory
    .to("aws2-s3:media?amazonS3Client=#oss&multiPartUpload=true&keyName=in/${file:name}")
    .to("ice-highlights:matches?operation=submitHighlightExtractionJob"
        + "&media=oss://media/in/${file:name}&strategy.Count=3"
        + "&output.NeedExport=true&output.Bucket=media&output.ObjectKey=clips/{token}-{index}.mp4");

from("ice-highlights:matches?split=CLIPS")          // minutes later, one exchange a clip
    .to("seda:publish");
            // end::readme[]
            // spotless:on
        }
    }

    @Test
    void theReadmesRoutesBringClips() throws Exception {
        var routes = new ReadmeRoutes();
        camel.context().addRoutes(routes);
        AdviceWith.adviceWith(
                ((ModelCamelContext) camel.context()).getRouteDefinitions().get(0),
                camel.context(),
                advice(ftp + "&binary=true&move=.done&localWorkDirectory=" + work));
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:publish").to("mock:published");
            }
        });
        MockEndpoint published = camel.mock("published");
        published.expectedMinimumMessageCount(1);

        camel.start();
        camel.satisfied(published);

        Clip clip = published.getExchanges().get(0).getMessage().getBody(Clip.class);
        assertThat(clip.media()).contains("in/final");
        assertThat(ICE.ice().s3().get(clip.bucket(), clip.key())).isNotEmpty();
        assertThat(ICE.ice().created()).isEqualTo(1);
    }

    @Test
    void theDesignsRouteBringsASportsJobToAnything() throws Exception {
        String oss = "aws2-s3:media?amazonS3Client=#oss&multiPartUpload=true&keyName=in/${file:name}";
        String anything = "mock:anything";
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(ftp + "&binary=true&move=.done")
                        .to(oss)
                        .to("ice-highlights:nba?operation=submitSportsHighlightsJob&media=oss://media/in/${file:name}"
                                + "&input.SportsCategory=basketball&output.Count=2"
                                + "&output.MediaURL=oss://media/clips/{token}-{index}.mp4");
                from("ice-highlights:nba").to(anything);
            }
        });
        MockEndpoint mock = camel.mock("anything");
        mock.expectedMessageCount(1);

        camel.satisfied(mock);

        Highlights highlights = mock.getExchanges().get(0).getMessage().getBody(Highlights.class);
        assertThat(highlights.jobType()).isEqualTo(JobType.SPORTS_HIGHLIGHTS);
        assertThat(highlights.state()).isEqualTo(JobState.FINISHED);
        assertThat(highlights.clips()).isNotEmpty().allSatisfy(clip -> assertThat(
                        ICE.ice().s3().get(clip.bucket(), clip.key()))
                .isNotEmpty());
        assertThat(ICE.ice().created("SubmitSportsHighlightsJob")).isEqualTo(1);
    }

    @Test
    void theReadmeShowsTheseRoutes() throws IOException {
        assertThat(Files.readString(root().resolve("README.md"))).contains(region("readme"));
    }

    private static String region(String tag) throws IOException {
        String source = Files.readString(root().resolve(
                        "camel-ice-highlights/src/test/java/io/github/icehighlights/camel/RoutesInDocsTest.java"));
        String begin = "// tag::" + tag + "[]\n";
        int from = source.indexOf(begin) + begin.length();
        return source.substring(from, source.lastIndexOf('\n', source.indexOf("// end::" + tag + "[]")));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static org.apache.camel.builder.AdviceWithRouteBuilder advice(String from) {
        return new org.apache.camel.builder.AdviceWithRouteBuilder() {
            @Override
            public void configure() {
                replaceFromWith(from);
            }
        };
    }
}
