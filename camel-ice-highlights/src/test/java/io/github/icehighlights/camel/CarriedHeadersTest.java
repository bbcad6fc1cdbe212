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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CarriedHeadersTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Message message(Map<String, ?> headers) {
        Message message = new DefaultExchange(context).getMessage();
        message.setHeaders(new HashMap<>(headers));
        return message;
    }

    /** Stores the headers of one message and restores them on another. */
    private Map<String, Object> carried(String option, Map<String, ?> headers) {
        Message result = message(Map.of());
        CarriedHeaders.restore(new CarriedHeaders(option).collect(message(headers)), result);
        return result.getHeaders();
    }

    @Test
    void simpleTypesComeBackAsTheyWere() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("text", "比赛 \"七\"\n");
        headers.put("empty", "");
        headers.put("yes", true);
        headers.put("int", Integer.MAX_VALUE);
        headers.put("long", Long.MIN_VALUE);
        headers.put("short", (short) 3);
        headers.put("byte", (byte) 4);
        headers.put("float", 0.1f);
        headers.put("double", 0.1);
        headers.put("notANumber", Double.NaN);
        headers.put("decimal", new BigDecimal("12345678901234567890.10"));
        headers.put("integer", new BigInteger("12345678901234567890"));
        headers.put("date", new Date(1_000));
        headers.put("instant", Instant.ofEpochSecond(5, 7));

        assertThat(carried("*", headers)).isEqualTo(headers);
    }

    @Test
    void aConstantComesBackAsItsName() {
        assertThat(carried("state", Map.of("state", JobState.FAILED))).containsEntry("state", "FAILED");
    }

    @Test
    void onlyChosenHeadersAreCarriedInWhateverCase() {
        var headers = Map.of("CamelFileName", "a", "orderId", "b", "orders", "c", "other", "d");

        assertThat(carried(" camelfilename , ORDER*,, ", headers))
                .containsOnlyKeys("CamelFileName", "orderId", "orders");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ",", "nothing*"})
    void nothingChosenIsNothingStored(String option) {
        assertThat(new CarriedHeaders(option).collect(message(Map.of("a", "b"))))
                .isNull();
        assertThat(carried(option, Map.of("a", "b"))).isEmpty();
    }

    @Test
    void aHeaderWithoutValueIsNotCarried() {
        var headers = new HashMap<String, Object>();
        headers.put("a", null);

        assertThat(carried("a", headers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "Set-Cookie",
                "dbPassword",
                "db_pwd",
                "X-Api-Key",
                "api_key",
                "aws_access_key_id",
                "AWS.Secret",
                "id_token",
                "JSESSIONID",
                "private_key",
                "x-jwt",
                "connection-string",
                "username",
                "Signature"
            })
    void aWildcardTakesNoSecretsButItsNameDoes(String secret) {
        var headers = Map.of(secret, "s", "harmless", "h");

        assertThat(carried("*", headers)).containsOnlyKeys("harmless");
        assertThat(carried(secret.charAt(0) + "*", headers)).isEmpty();
        assertThat(carried(secret, headers)).containsOnlyKeys(secret);
    }

    @Test
    void whatTheComponentSaysOfOneJobIsNotCarriedToAnother() {
        var headers = Map.of(
                IceHighlightsConstants.CLIP_INDEX, 1,
                IceHighlightsConstants.OUTCOME, "UNKNOWN",
                IceHighlightsConstants.OPERATION, "listJobs",
                IceHighlightsConstants.IDEMPOTENCY_KEY, "k");

        assertThat(carried("*,Camel*," + IceHighlightsConstants.IDEMPOTENCY_KEY, headers))
                .isEmpty();
    }

    @Test
    void whatIsNoSimpleTypeIsRefusedByName() {
        assertThatThrownBy(() -> carried("*", Map.of("meta", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meta")
                .hasMessageContaining("carryHeaders");
    }

    @Test
    void sixteenKilobytesOfUtf8AreTheLimit() {
        int overhead = "{\"a\":\"\"}".length();

        assertThat(carried("a", Map.of("a", "x".repeat(CarriedHeaders.MAX_BYTES - overhead))))
                .containsOnlyKeys("a");
        assertThatThrownBy(() -> carried("a", Map.of("a", "x".repeat(CarriedHeaders.MAX_BYTES - overhead + 1))))
                .hasMessageContaining(String.valueOf(CarriedHeaders.MAX_BYTES + 1))
                .hasMessageContaining(String.valueOf(CarriedHeaders.MAX_BYTES));
        assertThatThrownBy(() -> carried("a", Map.of("a", "赛".repeat(CarriedHeaders.MAX_BYTES / 2))))
                .hasMessageContaining("carryHeaders");
    }

    @Test
    void aTypeOfALaterVersionComesBackAsText() {
        Message result = message(Map.of());

        CarriedHeaders.restore("{\"a\":{\"type\":\"Later\",\"value\":\"v\"}}", result);

        assertThat(result.getHeaders()).containsEntry("a", "v");
    }
}
