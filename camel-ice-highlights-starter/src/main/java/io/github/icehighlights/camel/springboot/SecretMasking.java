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
package io.github.icehighlights.camel.springboot;

import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Masks the component's secrets in the actuator's answers, also where an application shows values:
 * {@code management.endpoint.env.show-values=always}. They are known by their names, and by what is said under these names
 * wherever else it stands: in a variable that a placeholder refers to, on the command line, in a JSON of properties.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class SecretMasking {

    /** Without the signs by which files, environment variables and the actuator write one name in different ways. */
    private static final Pattern SECRET = Pattern.compile("camelcomponenticehighlights"
            + "(.*(accesskey|secretkey|securitytoken|authkey)|(iceclient|credentialsclient)..*)"
            // of Alibaba's own provider chain, in the environment and as system properties
            + "|alibabacloud(accesskeyid|accesskeysecret|accesskeyidsecret|securitytoken|sessiontoken)");

    private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]");

    @Bean
    SanitizingFunction iceHighlightsSecrets(
            ConfigurableEnvironment environment, ObjectProvider<IceHighlightsComponentConfiguration> properties) {
        var values = new SecretValues(environment, properties);
        return SanitizingFunction.sanitizeValue()
                .ifMatches(data -> isSecret(data.getKey()) || values.areIn(data.getValue()));
    }

    static boolean isSecret(String key) {
        String name = SIGNS.matcher(key.toLowerCase(Locale.ROOT)).replaceAll("");
        return SECRET.matcher(name).matches();
    }
}
