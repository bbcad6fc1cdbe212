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
package io.github.icehighlights.camel.request;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokensTest {

    /** The tokens of submissions that are on their way must stay what they are, whoever writes this anew. */
    @Test
    void aTokenIsTheDigestInFiveBitsALetterLowestFirst() throws Exception {
        for (int i = 0; i < 500; i++) {
            String part = "part-" + i;
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((part.length() + ";" + part).getBytes(StandardCharsets.UTF_8));
            BigInteger number = new BigInteger(1, digest);
            StringBuilder expected = new StringBuilder();
            for (int letter = 0; letter < 52; letter++) {
                int bits = number.shiftRight(5 * letter).intValue() & 31;
                expected.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(bits));
            }

            assertThat(Tokens.derive(part)).isEqualTo(expected.toString());
            assertThat(Tokens.derive(12, part)).isEqualTo(expected.substring(0, 12));
        }
    }
}
