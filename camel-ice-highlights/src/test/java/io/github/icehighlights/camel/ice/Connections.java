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

import java.time.Duration;

/** Settings for tests against a stub. */
final class Connections {

    static final String KEY = "LTAI5tCanaryKeyId0001";
    static final String SECRET = "CanarySecret0002xxxxxxxxxxxxxx";

    private Connections() {}

    static IceConnectionSettings to(IceStub stub) {
        return to("http://" + stub.host(), null);
    }

    static IceConnectionSettings to(String endpoint, String token) {
        return new IceConnectionSettings(
                "cn-shanghai",
                endpoint,
                KEY,
                SECRET,
                token,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4));
    }

    static SdkIceApi api(IceStub stub) {
        return new SdkIceApi(to(stub));
    }
}
