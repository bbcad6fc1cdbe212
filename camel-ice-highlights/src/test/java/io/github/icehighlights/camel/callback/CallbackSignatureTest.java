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
package io.github.icehighlights.camel.callback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackSignatureTest {

    private static final String URL = "https://www.example.com/your/callback";
    private static final String TIME = "1519375990";
    private static final String DOCUMENTED = "c72b60894140fa98920f1279219b7ed4";

    private static Optional<String> check(long now, String signature, String... keys) {
        var clock = Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC);
        return new CallbackSignature(List.of(keys), Duration.ofMinutes(5), clock).check(URL, TIME, signature);
    }

    @Test
    void alibabasExampleIsRight() {
        assertThat(check(1_519_375_990, DOCUMENTED, "test123")).isEmpty();
        assertThat(check(1_519_375_990, DOCUMENTED.toUpperCase(), "new", "test123"))
                .isEmpty();
        assertThat(check(1_519_375_990, DOCUMENTED, "Test123")).isPresent();
        assertThat(check(1_519_375_990, DOCUMENTED.substring(1), "test123")).isPresent();
        assertThat(check(1_519_375_990, "", "test123")).isPresent();
        assertThat(check(1_519_375_990, null, "test123")).contains("it has no signature");
    }

    @Test
    void itIsFreshForFiveMinutesEitherWay() {
        assertThat(check(1_519_375_990 + 300, DOCUMENTED, "test123")).isEmpty();
        assertThat(check(1_519_375_990 - 300, DOCUMENTED, "test123")).isEmpty();
        assertThat(check(1_519_375_990 + 301, DOCUMENTED, "test123"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("PT5M"));
        assertThat(check(1_519_375_990 - 301, DOCUMENTED, "test123")).isPresent();
    }
}
