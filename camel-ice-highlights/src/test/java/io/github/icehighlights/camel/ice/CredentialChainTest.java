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

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;

import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialChainTest {

    private static final String ID = "alibabacloud.accessKeyId";
    private static final String SECRET = "alibabacloud.accessKeySecret";

    @AfterEach
    void forget() {
        System.clearProperty(ID);
        System.clearProperty(SECRET);
    }

    @Test
    void credentialsAreTakenFromTheChainAndNoThreadIsLeft() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        System.setProperty(ID, "someone");
        System.setProperty(SECRET, "Hidden1");

        assertThat(CredentialChain.client().getCredential().getAccessKeyId()).isEqualTo("someone");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("credentials"));
    }

    /** A new release of the SDK may have another chain. */
    @Test
    void theChainIsAlibabas() throws Exception {
        List<AlibabaCloudCredentialsProvider> theirs =
                providers(new DefaultCredentialsProvider(), DefaultCredentialsProvider.class, "defaultProviders");
        try {
            assertThat(providers(new CredentialChain(), CredentialChain.class, "providers"))
                    .extracting(Object::getClass)
                    .isEqualTo(theirs.stream().map(Object::getClass).toList());
        } finally {
            for (AlibabaCloudCredentialsProvider provider : theirs) {
                provider.close();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<AlibabaCloudCredentialsProvider> providers(Object chain, Class<?> type, String name)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return (List<AlibabaCloudCredentialsProvider>) field.get(chain);
    }
}
