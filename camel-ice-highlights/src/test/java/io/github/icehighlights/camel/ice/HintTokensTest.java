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
package io.github.icehighlights.camel.ice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;

class HintTokensTest {

    private static final String ID = "0123456789abcdefghjk";

    private final HintTokens tokens = new HintTokens(List.of("today", "yesterday"));

    private static String token(HintTokens tokens) {
        return tokens.sign("https://a/b", ID).replace("https://a/b?ice-hint=", "");
    }

    @Test
    void aTokenIsWorthItsJobOnly() {
        String token = token(tokens);

        assertThat(tokens.verify(token)).contains(ID);
        assertThat(tokens.verify(token.replace("012345", "543210"))).isEmpty();
        assertThat(tokens.verify(ID + ".")).isEmpty();
        assertThat(tokens.verify(ID)).isEmpty();
        assertThat(tokens.verify(null)).isEmpty();
        assertThat(tokens.verify("." + token)).isEmpty();
        assertThat(new HintTokens(List.of("other")).verify(token)).isEmpty();
    }

    @Test
    void keysRotate() {
        assertThat(tokens.verify(token(new HintTokens(List.of("yesterday"))))).contains(ID);
        assertThat(new HintTokens(List.of("yesterday")).verify(token(tokens))).isEmpty();
    }

    @Test
    void itIsTheLastParameterOfTheAddress() {
        assertThat(tokens.sign("https://a/b?c=d", ID)).startsWith("https://a/b?c=d&ice-hint=" + ID + ".");
    }

    @Test
    void whatIsEchoedHasNoSecret() {
        String secret = token(tokens).substring(ID.length() + 1);
        assertThat(secret).hasSize(22);
        for (String echo : List.of(
                "{\"NotifyAddress\":\"" + tokens.sign("https://a/b", ID) + "\"}",
                "https%3A%2F%2Fa%3Fice-hint%3D" + ID + "." + secret,
                "https://a?x=1\\u0026ice-hint\\u003d" + ID + "." + secret + "&y")) {
            assertThat(HintTokens.redact(echo)).doesNotContain(secret).contains(ID + ".***");
        }
        assertThat(HintTokens.redact(null)).isNull();
        assertThat(tokens.toString()).doesNotContain("today");
    }

    static Stream<UnaryOperator<String>> escapes() {
        return Stream.of(
                text -> text.replace("&", "\\u0026").replace("=", "\\u003d"),
                text -> text.replace("&", "\\\\u0026").replace("=", "\\\\u003D"),
                text -> text.replace("=", "\\\\\\\\u003d"),
                text -> URLEncoder.encode(text, StandardCharsets.UTF_8),
                text -> URLEncoder.encode(URLEncoder.encode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8),
                text -> text.replace("=", "%25253D").replace(".", "%25252E"),
                text -> text.replace("=", "%3d")
                        .replace(".", "%2e")
                        .replace("-", "%2D")
                        .replace("_", "%5f"),
                text -> text.replace("-", "\\u002d").replace("_", "\\\\u005F"),
                text -> text.replace("=", "&#61;").replace("-", "&#x2d;"));
    }

    @Test
    void whatIsEchoedInJsonWithinJsonHasNoSecret() {
        String echo = jsonInJson(tokens.sign("https://a/b?x=1", ID));

        String redacted = HintTokens.redact(echo);

        assertThat(redacted).isEqualTo(echo.replace(token(tokens).substring(ID.length() + 1), "***"));
    }

    private static String jsonInJson(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String user = json.objectNode().put("NotifyAddress", text).toString();
        String answer = json.objectNode().put("UserData", user).toString();
        return json.objectNode().put("Answer", answer).toString();
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void whatIsEchoedHasNoSecretHoweverItIsEscaped(UnaryOperator<String> escape) {
        for (String key : List.of("today", "a", "b", "c", "d", "e", "f", "g")) {
            HintTokens some = new HintTokens(List.of(key));
            String secret = escape.apply(token(some).substring(ID.length() + 1));
            String echo = "before " + escape.apply(some.sign("https://a/b?x=1", ID)) + " after";

            assertThat(HintTokens.redact(echo))
                    .startsWith("before ")
                    .contains(ID)
                    .contains("***")
                    .endsWith(" after")
                    .doesNotContain(secret.substring(0, 8), secret.substring(secret.length() - 8));
        }
    }

    @Test
    void whatIsCutOffHasNoSecretEither() {
        String echo = tokens.sign("https://a/b", ID);

        for (int cut = 1; cut < 22; cut++) {
            assertThat(HintTokens.redact(echo.substring(0, echo.length() - cut)))
                    .endsWith(ID + ".***");
        }
    }

    @Test
    void otherTextStaysAsItIs() {
        for (String text : List.of(
                "a hint of ice-hint",
                "ice-hint=",
                "https://a?ice-hint=" + ID,
                "%5C%5C%22hint%3D1.2",
                "ice%hint=abc.def")) {
            assertThat(HintTokens.redact(text)).isEqualTo(text);
        }
    }

    @Test
    void aReportHasNoSecret() {
        String echo = "cannot reach " + tokens.sign("https://a/b", ID);

        var report = new Report("job", "request", JobState.FAILED, null, List.of(), "code", echo, null, null, echo);

        assertThat(report.errorMessage()).endsWith(".***");
        assertThat(report.raw()).endsWith(".***");
    }
}
