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

import java.nio.file.Path;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one database: the callback comes to the one that has nothing to do with the job. */
@Tag("not-camel-4.22") // camel-jetty does not resolve at 4.22.0
class CallbackNodesTest {

    private static final String SUBMIT =
            "ice-highlights:nba?operation=submitHighlightExtractionJob&media=" + CamelOnIce.MEDIA;
    private static final String KEY = "Key-of-2026";

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    @TempDir
    Path folder;

    private JdbcConnectionPool database;
    private CamelOnIce works;
    private CamelOnIce hears;
    private String address;

    @BeforeEach
    void start() {
        database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("jobs"), "sa", "");
        works = node();
        hears = node();
        address = "http://127.0.0.1:" + HttpServerUnderTest.JETTY.in(hears.context()) + "/ice/callback";
        for (CamelOnIce node : new CamelOnIce[] {works, hears}) {
            node.component().getConfiguration().setCallbackUrl(address);
        }
        hears.component().getConfiguration().setCallbackPath("/ice/callback");
        works.start(consumer("nba"));
        hears.start(consumer("other"));
    }

    private CamelOnIce node() {
        var node = new CamelOnIce(ICE.ice());
        node.component().setJobStore(database);
        IceHighlightsConfiguration options = node.component().getConfiguration();
        options.setFirstLook(3_600_000);
        options.setLookInterval(3_600_000);
        options.setSafetyFirstLook(3_600_000);
        options.setSafetyLookInterval(3_600_000);
        options.setCallbackAuthKey(KEY);
        return node;
    }

    private static RouteBuilder consumer(String channel) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ice-highlights:" + channel).to("mock:results");
            }
        };
    }

    @AfterEach
    void stop() {
        works.close();
        hears.close();
        database.dispose();
    }

    @Test
    void theHintReachesTheNodeThatDelivers() throws InterruptedException {
        MockEndpoint results = works.mock("results");
        results.expectedMessageCount(3);

        for (int i = 0; i < 3; i++) {
            works.submit(SUBMIT);
        }

        works.satisfied(results);
        assertThat(hears.mock("results").getReceivedCounter()).isZero();
        assertThat(ICE.ice().requests("GetSmartHandleJob")).isLessThanOrEqualTo(6);
    }

    @Test
    void anEventThatIsAheadOfTheSubmissionsAnswerReachesItToo() throws InterruptedException {
        MockEndpoint results = works.mock("results");
        results.expectedMessageCount(3);
        for (int i = 0; i < 3; i++) {
            ICE.ice().faults().callback().early();
        }

        for (int i = 0; i < 3; i++) {
            works.submit(SUBMIT);
        }

        works.satisfied(results);
        assertThat(hears.mock("results").getReceivedCounter()).isZero();
    }
}
