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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class ThroughputTest {

    private static final int JOBS = 1_000;

    @Test
    void aThousandJobsOnOneVideoAreCheap() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (LocalIce ice = LocalIce.builder().instant().bucket("media").start()) {
            ice.s3().put("media", "a.mp4", LocalIce.sampleVideo());
            IceCaller caller = new IceCaller(ice);
            // each decoding of the video takes a tenth of a second: a thousand of them would not fit in
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                List<Future<String>> states = IntStream.range(0, JOBS)
                        .mapToObj(i -> threads.submit(
                                () -> caller.look(submit(caller, i)).field("State")))
                        .toList();
                for (Future<String> state : states) {
                    assertThat(state.get()).isEqualTo("Finished");
                }
            });
            assertThat(ice.created()).isEqualTo(JOBS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theSameTokenAtTheSameTimeMakesOneJob() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (LocalIce ice = LocalIce.builder().instant().start()) {
            IceCaller caller = new IceCaller(ice);
            List<Future<String>> ids = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> submit(caller, 0)))
                    .toList();
            assertThatNoException().isThrownBy(() -> {
                for (Future<String> id : ids) {
                    assertThat(id.get()).isEqualTo(ids.get(0).get());
                }
            });
            assertThat(ice.created()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String submit(IceCaller caller, int number) throws Exception {
        return caller.call(
                        IceCaller.SUBMIT,
                        Map.of(
                                "ClientToken",
                                "token-" + number,
                                "InputConfig",
                                "{\"MediaArray\":[{\"MediaURL\":\"oss://media/a.mp4\"}]}"))
                .jobId();
    }
}
