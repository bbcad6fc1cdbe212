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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.IceCaller.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class ListBatchesTest {

    private static final ManualClock CLOCK = new ManualClock();
    private static final Duration LAG = Duration.ofSeconds(1);
    private static final String OUTPUT = "{\"MediaURL\":\"oss://clips/{index}.mp4\"}";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(
                    builder -> builder.instant().clock(CLOCK).listLag(LAG))
            .withFreshJobs();

    private final LocalIce ice = ICE.ice();
    private final IceCaller caller = new IceCaller(ice);
    private final List<String> ids = new ArrayList<>();
    private final List<String> times = new ArrayList<>();

    @BeforeEach
    void jobs() throws Exception {
        for (int i = 0; i < 12; i++) {
            times.add(CLOCK.instant().toString());
            // not on the second: the times of the list are
            CLOCK.advance(Duration.ofMillis(500));
            ids.add(i % 2 == 0 ? sports(i) : screenMedia(i));
            CLOCK.advance(Duration.ofMillis(500));
        }
        caller.submit("{\"MediaArray\":[{\"MediaId\":\"m\"}]}");
        CLOCK.advance(LAG);
    }

    @Test
    void listsTheNewestTenBatchesFirst() throws Exception {
        Reply reply = list(Map.of());
        assertThat(jobIds(reply)).isEqualTo(newest(0, 10));
        assertThat(reply.json().path("MaxResults").isIntegralNumber()).isTrue();
        assertThat(reply.json().path("MaxResults").asInt()).isEqualTo(10);
        JsonNode job = reply.json().at("/EditingBatchJobList/0");
        assertThat(job.path("JobId").asText()).isEqualTo(ids.get(11) + "\n");
        assertThat(job.path("UserData").textValue()).isEqualTo("{\"i\":11}");
        assertThat(job.path("JobType").asText()).isEqualTo("Screen_Media_Highlights");
        assertThat(job.path("OutputConfig").textValue()).isEqualTo(OUTPUT);
        assertThat(job.path("CreateTime").asText()).isEqualTo(times.get(11));
        assertThat(job.has("SubJobList")).isFalse();
    }

    @Test
    void pagesByToken() throws Exception {
        List<String> all = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>(Map.of("MaxResults", "5"));
        String token;
        do {
            Reply reply = list(parameters);
            all.addAll(jobIds(reply));
            token = reply.field("NextToken");
            parameters.put("NextToken", token);
            // a job that comes meanwhile must shift nothing
            screenMedia(99);
            CLOCK.advance(LAG);
        } while (!token.isEmpty());
        assertThat(all).isEqualTo(newest(0, 12));
    }

    @Test
    void listsTheOldestFirst() throws Exception {
        Reply first = list(Map.of("SortBy", "asc", "MaxResults", "2"));
        assertThat(jobIds(first)).isEqualTo(ids.subList(0, 2));
        Reply second = list(Map.of("SortBy", "asc", "MaxResults", "2", "NextToken", first.field("NextToken")));
        assertThat(jobIds(second)).isEqualTo(ids.subList(2, 4));
        assertThat(jobIds(list(Map.of("SortBy", "desc", "MaxResults", "2")))).isEqualTo(newest(0, 2));
    }

    @Test
    void filtersByTime() throws Exception {
        assertThat(jobIds(list(Map.of("StartTime", times.get(10))))).isEqualTo(newest(0, 2));
        assertThat(jobIds(list(Map.of("EndTime", times.get(1))))).isEqualTo(newest(10, 12));
        assertThat(jobIds(list(Map.of("StartTime", times.get(3), "EndTime", times.get(4)))))
                .isEqualTo(newest(7, 9));
    }

    @Test
    void filtersByIdTypeAndStatus() throws Exception {
        assertThat(jobIds(list(Map.of("JobId", ids.get(3))))).containsExactly(ids.get(3));
        assertThat(jobIds(list(Map.of("JobType", "Sports_Highlights", "MaxResults", "100"))))
                .hasSize(6)
                .contains(ids.get(0))
                .doesNotContain(ids.get(1));
        assertThat(jobIds(list(Map.of("JobType", "Script")))).isEmpty();
        ice.holdAll(true);
        String held = sports(13);
        CLOCK.advance(LAG);
        for (String id : ids) {
            caller.batch(id);
        }
        assertThat(jobIds(list(Map.of("Status", "Processing")))).containsExactly(held);
        assertThat(jobIds(list(Map.of("Status", "Failed", "MaxResults", "100"))))
                .hasSize(12);
        assertThat(jobIds(list(Map.of("Status", "Finished")))).isEmpty();
        assertThat(jobIds(list(Map.of("Status", "Init")))).isEmpty();
    }

    @Test
    void aNewJobShowsAfterTheLag() throws Exception {
        String fresh = screenMedia(12);
        CLOCK.advance(LAG.minusMillis(1));
        assertThat(jobIds(list(Map.of()))).doesNotContain(fresh);
        assertThat(caller.batch(fresh).path("JobType").asText()).isEqualTo("Screen_Media_Highlights");
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(jobIds(list(Map.of()))).startsWith(fresh);
    }

    @Test
    void extractionsAreInTheOtherList() throws Exception {
        Reply smart = caller.call(IceCaller.LIST, Map.of());
        assertThat(smart.field("TotalCount")).isEqualTo("1");
        assertThat(jobIds(list(Map.of("MaxResults", "100")))).hasSize(12);
    }

    @Test
    void aJobOlderThanAYearIsForgotten() throws Exception {
        CLOCK.advance(Duration.ofDays(365));
        assertThat(jobIds(list(Map.of()))).isEmpty();
        assertThat(caller.call(IceCaller.GET_BATCH, Map.of("JobId", ids.get(0))).status())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatIsNotDocumented() throws Exception {
        for (Map<String, String> parameters : List.of(
                Map.of("MaxResults", "101"),
                Map.of("MaxResults", "0"),
                Map.of("SortBy", "CreationTime:Desc"),
                Map.of("Status", "Success"),
                Map.of("StartTime", "2026-01-01"),
                Map.of("EndTime", "2026-01-01T00:00:00+08:00"),
                Map.of("NextToken", "!"))) {
            Reply reply = list(parameters);
            assertThat(reply.status()).as("%s", parameters).isEqualTo(400);
            assertThat(reply.field("Code")).isEqualTo("InvalidParameter");
        }
    }

    private String sports(int number) throws Exception {
        return submit(
                IceCaller.SPORTS, "{\"SportsCategory\":\"basketball\",\"InputMedia\":\"m" + number + "\"}", number);
    }

    private String screenMedia(int number) throws Exception {
        return submit(IceCaller.SCREEN_MEDIA, "{\"MediaArray\":[\"m" + number + "\"]}", number);
    }

    private String submit(String action, String input, int number) throws Exception {
        return caller.call(
                        action,
                        Map.of("InputConfig", input, "OutputConfig", OUTPUT, "UserData", "{\"i\":" + number + "}"))
                .jobId();
    }

    private Reply list(Map<String, String> parameters) throws Exception {
        return caller.call(IceCaller.LIST_BATCHES, parameters);
    }

    private List<String> newest(int from, int to) {
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed.subList(from, to);
    }

    private static List<String> jobIds(Reply reply) {
        List<String> found = new ArrayList<>();
        reply.json()
                .path("EditingBatchJobList")
                .forEach(job -> found.add(job.path("JobId").asText().trim()));
        return found;
    }
}
