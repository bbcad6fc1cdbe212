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

class ListAndDeleteTest {

    private static final ManualClock CLOCK = new ManualClock();

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(builder -> builder.instant().clock(CLOCK)).withFreshJobs();

    private final IceCaller caller = new IceCaller(ICE.ice());
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void jobs() throws Exception {
        for (int i = 0; i < 25; i++) {
            Map<String, String> parameters = Map.of(
                    "InputConfig", "{\"MediaArray\":[{\"MediaId\":\"m" + i + "\"}]}",
                    "OutputConfig", "{\"NeedExport\":true,\"Bucket\":\"b\",\"ObjectKey\":\"o{index}\"}",
                    "UserData", "{\"i\":" + i + "}");
            ids.add(caller.call(IceCaller.SUBMIT, parameters).jobId());
            CLOCK.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void listsTheNewestTenFirst() throws Exception {
        Reply reply = list(Map.of());
        assertThat(jobIds(reply)).isEqualTo(newest(0, 10));
        assertThat(reply.json().path("MaxResults").textValue()).isEqualTo("10");
        assertThat(reply.json().path("TotalCount").textValue()).isEqualTo("25");
        JsonNode job = reply.json().at("/SmartJobList/0");
        assertThat(job.path("UserData").textValue()).isEqualTo("{\"i\":24}");
        assertThat(job.path("UserId").isIntegralNumber()).isTrue();
        assertThat(job.path("JobState").asText()).isIn("Executing", "Failed");
        assertThat(job.at("/OutputConfig/Bucket").asText()).isEqualTo("b");
        assertThat(job.at("/OutputConfig/Object").asText()).isEqualTo("o{index}");
        assertThat(job.path("CreateTime").asText()).endsWith("Z");
        assertThat(job.has("JobResult")).isFalse();
        assertThat(job.has("ErrorCode")).isFalse();
    }

    @Test
    void pagesByToken() throws Exception {
        List<String> all = new ArrayList<>();
        String token = "";
        do {
            Reply reply =
                    list(token.isEmpty() ? Map.of("MaxResults", "10") : Map.of("MaxResults", "10", "NextToken", token));
            all.addAll(jobIds(reply));
            token = reply.field("NextToken");
            // a job that comes meanwhile must shift nothing
            caller.submit("{\"MediaArray\":[{\"MediaId\":\"late\"}]}");
        } while (!token.isEmpty());
        assertThat(all).isEqualTo(newest(0, 25));
    }

    @Test
    void pagesByNumber() throws Exception {
        assertThat(jobIds(list(Map.of("PageNo", "3", "PageSize", "10")))).isEqualTo(newest(20, 25));
        assertThat(jobIds(list(Map.of("PageNo", "4", "PageSize", "10")))).isEmpty();
    }

    @Test
    void listsTheOldestFirst() throws Exception {
        Reply first = list(Map.of("SortBy", "CreationTime:Asc", "MaxResults", "2"));
        assertThat(jobIds(first)).isEqualTo(ids.subList(0, 2));
        Reply second =
                list(Map.of("SortBy", "CreationTime:Asc", "MaxResults", "2", "NextToken", first.field("NextToken")));
        assertThat(jobIds(second)).isEqualTo(ids.subList(2, 4));
    }

    @Test
    void filtersByStateAndType() throws Exception {
        ICE.ice().holdAll(true);
        String held = caller.submit("{\"MediaArray\":[{\"MediaId\":\"held\"}]}").jobId();
        for (String id : ids) {
            caller.look(id);
        }
        assertThat(jobIds(list(Map.of("JobState", "Executing")))).containsExactly(held);
        assertThat(list(Map.of("JobState", "Failed")).field("TotalCount")).isEqualTo("25");
        assertThat(list(Map.of("JobType", "ASR")).field("TotalCount")).isEqualTo("0");
        assertThat(list(Map.of("JobType", "HighlightExtraction")).field("TotalCount"))
                .isEqualTo("26");
    }

    @Test
    void mayShowNoExtractions() throws Exception {
        try (LocalIce silent = LocalIce.builder().extractionsListed(false).start()) {
            IceCaller other = new IceCaller(silent);
            String id = other.submit("{\"MediaArray\":[{\"MediaId\":\"m\"}]}").jobId();
            assertThat(other.look(id).field("State")).isNotEmpty();
            assertThat(other.call(IceCaller.LIST, new HashMap<>()).field("TotalCount"))
                    .isEqualTo("0");
        }
    }

    @Test
    void refusesWhatIsNotDocumented() throws Exception {
        for (Map<String, String> parameters : List.of(
                Map.of("MaxResults", "101"),
                Map.of("MaxResults", "0"),
                Map.of("PageSize", "101"),
                Map.of("PageNo", "0"),
                Map.of("PageNo", "x"),
                Map.of("SortBy", "Name"),
                Map.of("NextToken", "!"))) {
            Reply reply = list(parameters);
            assertThat(reply.status()).as("%s", parameters).isEqualTo(400);
            assertThat(reply.field("Code")).isEqualTo("InvalidParameter");
        }
    }

    @Test
    void deletesSeveralJobs() throws Exception {
        Reply reply = caller.call(IceCaller.DELETE, Map.of("JobId", ids.get(0) + "," + ids.get(1)));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("RequestId");
        assertThat(caller.look(ids.get(0)).status()).isEqualTo(404);
        assertThat(caller.look(ids.get(1)).status()).isEqualTo(404);
        assertThat(caller.look(ids.get(2)).status()).isEqualTo(200);
        assertThat(list(Map.of()).field("TotalCount")).isEqualTo("23");
        assertThat(ICE.ice().created()).isEqualTo(25);
    }

    @Test
    void deletesNothingWhenOneIsUnknown() throws Exception {
        assertThat(caller.call(IceCaller.DELETE, Map.of("JobId", ids.get(0) + ",unknown"))
                        .status())
                .isEqualTo(404);
        assertThat(caller.look(ids.get(0)).status()).isEqualTo(200);
        assertThat(caller.call(IceCaller.DELETE, Map.of()).field("Code")).isEqualTo("MissingParameter");
    }

    private Reply list(Map<String, String> parameters) throws Exception {
        return caller.call(IceCaller.LIST, new HashMap<>(parameters));
    }

    private List<String> newest(int from, int to) {
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed.subList(from, to);
    }

    private static List<String> jobIds(Reply reply) {
        List<String> found = new ArrayList<>();
        reply.json()
                .path("SmartJobList")
                .forEach(job -> found.add(job.path("JobId").asText().trim()));
        return found;
    }
}
