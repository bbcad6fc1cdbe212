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

import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.localice.IceCaller.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RestartTest {

    private static final String VIDEO = "{\"MediaArray\":[{\"MediaURL\":\"oss://media/a.mp4\"}]}";
    private static final String ASSET = "{\"MediaArray\":[{\"MediaId\":\"asset\"}]}";

    @TempDir
    Path folder;

    @Test
    void keepsJobsTokensCountsMediaAndBuckets() throws Exception {
        Map<String, String> withToken = Map.of("InputConfig", VIDEO, "ClientToken", "t", "UserData", "{\"k\":\"v\"}");
        String done;
        String held;
        String deleted;
        try (LocalIce ice = start()) {
            IceCaller caller = new IceCaller(ice);
            ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
            ice.registerMedia("asset", "oss://media/a.mp4");
            done = caller.call(IceCaller.SUBMIT, withToken).jobId();
            assertThat(caller.look(done).field("State")).isEqualTo("Finished");
            deleted = caller.submit(VIDEO).jobId();
            caller.call(IceCaller.DELETE, Map.of("JobId", deleted));
            ice.holdAll(true);
            held = caller.submit(VIDEO).jobId();
        }
        try (LocalIce ice = start()) {
            IceCaller caller = new IceCaller(ice);
            Reply finished = caller.look(done);
            assertThat(finished.field("State")).isEqualTo("Finished");
            assertThat(finished.field("UserData")).isEqualTo("{\"k\":\"v\"}");
            assertThat(finished.aiResult().findValues("In")).isNotEmpty();
            assertThat(caller.look(deleted).status()).isEqualTo(404);
            assertThat(caller.look(held).field("State")).isEqualTo("Executing");
            assertThat(ice.created()).isEqualTo(3);
            assertThat(caller.call(IceCaller.SUBMIT, withToken).jobId()).isEqualTo(done);
            assertThat(ice.created()).isEqualTo(3);
            assertThat(ice.s3().get("media", "a.mp4")).isEqualTo(LocalIce.sampleVideo());
            assertThat(caller.look(caller.submit(ASSET).jobId()).field("State")).isEqualTo("Finished");
            ice.holdAll(false);
            assertThat(caller.look(held).field("State")).isEqualTo("Finished");
        }
    }

    @Test
    void keepsBatchesAndWhatBefellThem() throws Exception {
        Map<String, String> parameters = Map.of(
                "InputConfig", "{\"MediaArray\":[\"oss://media/a.mp4\"]}",
                "OutputConfig", "{\"MediaURL\":\"oss://media/out/{index}.mp4\",\"Count\":2}");
        String done;
        String held;
        JsonNode before;
        try (LocalIce ice = start()) {
            IceCaller caller = new IceCaller(ice);
            ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
            ice.faults().partlyFailed(1, "JobFailed", "so").times(2);
            done = caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId();
            before = caller.batch(done);
            ice.holdAll(true);
            held = caller.call(IceCaller.SCREEN_MEDIA, parameters).jobId();
        }
        // as after a crash: what the work of the held job brought was not written
        Path log = folder.resolve("jobs.jsonl");
        Files.write(log, Files.readAllLines(log).subList(0, 3));
        try (LocalIce ice = start()) {
            IceCaller caller = new IceCaller(ice);
            assertThat(caller.batch(done)).isEqualTo(before);
            assertThat(before.path("SubJobList").findValuesAsText("Status")).containsExactly("Failed", "Success");
            assertThat(caller.batch(held).path("Status").asText()).isEqualTo("Processing");
            ice.holdAll(false);
            JsonNode after = caller.batch(held);
            assertThat(after.path("SubJobList").findValuesAsText("Status")).containsExactly("Failed", "Success");
            assertThat(after.at("/SubJobList/0/ErrorMessage").asText()).isEqualTo("so");
            assertThat(ice.created(IceCaller.SCREEN_MEDIA)).isEqualTo(2);
        }
    }

    @Test
    void doesTheWorkThatWasNotDone() throws Exception {
        String id;
        try (LocalIce ice = start()) {
            ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
            id = new IceCaller(ice).submit(VIDEO).jobId();
        }
        // as after a crash: what the work brought was not written
        Path log = folder.resolve("jobs.jsonl");
        String firstLine = Files.readAllLines(log).get(0);
        Files.writeString(log, firstLine + "\n");
        try (LocalIce ice = start()) {
            assertThat(new IceCaller(ice).look(id).field("State")).isEqualTo("Finished");
        }
    }

    @Test
    void forgetsALineThatWasCutOff() throws Exception {
        String id;
        try (LocalIce ice = start()) {
            id = new IceCaller(ice).submit(ASSET).jobId();
        }
        Path log = folder.resolve("jobs.jsonl");
        Files.write(log, "{\"event\":\"crea".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        for (int start = 1; start <= 2; start++) {
            try (LocalIce ice = start()) {
                assertThat(new IceCaller(ice).look(id).status()).isEqualTo(200);
                assertThat(ice.created()).isEqualTo(start);
                new IceCaller(ice).submit(ASSET);
            }
        }
    }

    @Test
    void afterAFailedStartThePortsAreFree() throws Exception {
        int s3Port;
        try (ServerSocket free = new ServerSocket(0)) {
            s3Port = free.getLocalPort();
        }
        try (LocalIce running = LocalIce.builder().start()) {
            int taken = URI.create(running.endpoint()).getPort();
            LocalIceBuilder second =
                    LocalIce.builder().directory(folder).port(taken).s3Port(s3Port);
            assertThatThrownBy(second::start).isInstanceOf(RuntimeException.class);
            int takenByBuckets = URI.create(running.s3().proxyEndpoint()).getPort();
            assertThatThrownBy(LocalIce.builder().s3Port(takenByBuckets)::start).isInstanceOf(RuntimeException.class);
        }
        try (LocalIce third =
                LocalIce.builder().directory(folder).s3Port(s3Port).start()) {
            assertThat(third.s3().proxyEndpoint()).endsWith(":" + s3Port);
        }
    }

    private LocalIce start() {
        return LocalIce.builder().directory(folder).instant().bucket("media").start();
    }
}
