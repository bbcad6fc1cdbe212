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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.icehighlights.localice.callback.Callbacks;
import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.queue.Queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalIceExtensionTest {

    private static final String INPUT = "{\"MediaArray\":[{\"MediaId\":\"m\"}]}";

    @RegisterExtension
    static final LocalIceExtension ICE = LocalIceExtension.create(LocalIceBuilder::instant);

    @Test
    @Order(1)
    void handsItsPartsToTests(LocalIce ice, Faults faults, S3Access s3, Callbacks callbacks, Queues queues)
            throws Exception {
        assertThat(ice).isSameAs(ICE.ice());
        assertThat(faults).isSameAs(ice.faults());
        assertThat(s3).isSameAs(ice.s3());
        assertThat(callbacks).isSameAs(ice.callbacks());
        assertThat(queues).isSameAs(ice.queues());
        faults.onAny().throttle().always();
        assertThat(new IceCaller(ice).submit(INPUT).status()).isEqualTo(400);
    }

    @Test
    @Order(2)
    void clearsTheFaultsOfTheTestBefore(LocalIce ice) throws Exception {
        assertThat(new IceCaller(ice).submit(INPUT).status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void keepsTheJobsOfTheTestBefore(LocalIce ice) {
        assertThat(ice.created()).isEqualTo(1);
    }

    @Nested
    class Inside {

        @Test
        void runsOnTheSameOne(LocalIce ice) {
            assertThat(ice).isSameAs(ICE.ice());
        }
    }

    @Test
    void saysWhyItDoesNotRun() {
        assertThatThrownBy(() -> LocalIceExtension.create().ice()).hasMessageContaining("static");
    }

    @Test
    void leavesNothingBehind() {
        List<Path> folders = new ArrayList<>();
        try (LocalIce ice = LocalIce.builder().bucket("media").start()) {
            ice.s3().put("media", "a", new byte[] {1});
            folders.add(ice.directory());
            assertThat(ice.directory()).exists();
        }
        assertThat(folders.get(0)).doesNotExist();
    }
}
