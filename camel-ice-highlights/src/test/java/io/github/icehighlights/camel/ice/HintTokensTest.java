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

import java.util.List;

import org.junit.jupiter.api.Test;

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
}
