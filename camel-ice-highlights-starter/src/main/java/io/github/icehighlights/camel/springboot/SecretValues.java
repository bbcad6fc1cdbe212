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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** What the application says under the names of secrets, at the time of the question: properties can change. Thread-safe. */
final class SecretValues {

    /** Shorter ones are within words by chance; they are known where they stand alone. */
    private static final int TELLING = 6;

    private final ConfigurableEnvironment environment;
    private final ObjectProvider<IceHighlightsComponentConfiguration> properties;

    SecretValues(ConfigurableEnvironment environment, ObjectProvider<IceHighlightsComponentConfiguration> properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** Whether a value is one of them, or has one in it. */
    boolean areIn(Object value) {
        if (value == null) {
            return false;
        }
        String text = value.toString();
        return all().stream().anyMatch(secret -> isIn(text, secret));
    }

    private static boolean isIn(String text, String secret) {
        return Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8), quoted(secret))
                .anyMatch(written -> stands(text, written));
    }

    private static boolean stands(String text, String secret) {
        for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
            if (secret.length() >= TELLING || isEdge(text, at - 1) && isEdge(text, at + secret.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    /** As a JSON holds it. */
    private static String quoted(String secret) {
        return secret.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private Set<String> all() {
        Set<String> secrets = new HashSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                Stream.of(named.getPropertyNames())
                        .filter(SecretMasking::isSecret)
                        .map(named::getProperty)
                        .filter(Objects::nonNull)
                        // one that is hidden by another source may refer to a variable too
                        .map(value -> environment.resolvePlaceholders(value.toString()))
                        .forEach(secrets::add);
            }
        }
        // also from sources that do not tell their names
        properties.ifAvailable(bound -> Stream.of(
                        bound.getAccessKey(),
                        bound.getSecretKey(),
                        bound.getSecurityToken(),
                        bound.getCallbackAuthKey(),
                        bound.getCallbackPreviousAuthKey())
                .filter(Objects::nonNull)
                .forEach(secrets::add));
        secrets.removeIf(String::isBlank);
        return secrets;
    }
}
