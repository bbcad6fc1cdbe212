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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What tools and manuals show of the component. */
class GeneratedMetadataTest {

    /** What Camel says of options that all components have. */
    private static final Set<String> CAMELS_OWN = Set.of(
            "autowiredEnabled",
            "bridgeErrorHandler",
            "exceptionHandler",
            "exchangePattern",
            "healthCheckConsumerEnabled",
            "healthCheckProducerEnabled",
            "lazyStartProducer");

    private final JsonNode catalog = read();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private static JsonNode read() {
        try (InputStream in = GeneratedMetadataTest.class.getResourceAsStream(
                "/META-INF/io/github/icehighlights/camel/ice-highlights.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, JsonNode> section(String name) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        catalog.path(name).properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }

    @Test
    void everyOptionAndHeaderHasASentenceAndAGroup() {
        for (String section : List.of("componentProperties", "properties", "headers")) {
            assertThat(section(section)).isNotEmpty().allSatisfy((name, entry) -> {
                assertThat(entry.path("group").asText()).as("group of " + name).isNotBlank();
                if (!CAMELS_OWN.contains(name)) {
                    assertThat(entry.path("description").asText())
                            .as("description of " + name)
                            .hasSizeGreaterThan(15)
                            .matches("(?s)\\p{Lu}.*\\.")
                            .doesNotContain("TODO", "  ");
                }
            });
        }
    }

    @Test
    void theComponentIsDescribed() {
        assertThat(catalog.path("component").path("description").asText()).endsWith(".");
        assertThat(catalog.path("component").path("syntax").asText()).isEqualTo("ice-highlights:channel");
    }

    @Test
    void whatIsSecretIsMarkedAndNothingElse() {
        for (String section : List.of("componentProperties", "properties")) {
            Set<String> secret = new TreeSet<>();
            section(section).forEach((name, entry) -> {
                if (entry.path("secret").asBoolean()) {
                    secret.add(name);
                }
            });
            assertThat(secret)
                    .containsExactly(
                            "accessKey", "callbackAuthKey", "callbackPreviousAuthKey", "secretKey", "securityToken");
        }
    }

    @Test
    void everyHeaderIsDocumented() throws IllegalAccessException {
        List<String> constants = new ArrayList<>();
        for (Field field : IceHighlightsConstants.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                constants.add((String) field.get(null));
            }
        }

        assertThat(section("headers").keySet()).containsExactlyInAnyOrderElementsOf(constants);
        assertThat(constants).allSatisfy(header -> assertThat(header).startsWith("CamelIceHighlights"));
    }

    @Test
    void everyFieldOfTheConfigurationIsAnOption() {
        Set<String> fields = new HashSet<>();
        Arrays.stream(IceHighlightsConfiguration.class.getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .forEach(field -> fields.add(field.getName()));

        assertThat(section("properties")).containsKeys(fields.toArray(String[]::new));
        assertThat(section("componentProperties")).containsKeys(fields.toArray(String[]::new));
    }

    @Test
    void theDefaultsThatAreShownAreTheDefaults() {
        var component = new IceHighlightsComponent(context);
        var configurer = new IceHighlightsComponentConfigurer();

        section("componentProperties").forEach((name, entry) -> {
            if (CAMELS_OWN.contains(name)) {
                return;
            }
            Object value = configurer.getOptionValue(component, name, false);
            if (entry.has("defaultValue")) {
                assertThat(String.valueOf(value))
                        .as(name)
                        .isEqualTo(entry.path("defaultValue").asText());
            } else if (!name.equals("configuration")) {
                assertThat(value).as(name).isNull();
            }
        });
    }

    @Test
    void everyTimeIsADuration() {
        for (String option : List.of("waitTimeout", "firstLook", "callTimeout", "maxJobAge", "redeliveryDelay")) {
            assertThat(section("properties").get(option).path("type").asText())
                    .as(option)
                    .isEqualTo("duration");
        }
    }

    @Test
    void anOptionThatAWaitingProducerReadsIsNotTheConsumersAlone() {
        assertThat(section("properties").get("failedJobs").path("label").asText())
                .isEmpty();
        assertThat(section("headers")
                        .get(IceHighlightsConstants.DELIVERY_COUNT)
                        .path("label")
                        .asText())
                .isEmpty();
    }

    @Test
    void theUriFactoryBuildsUris() throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("ice-highlights");

        assertThat(factory.buildUri(
                        "ice-highlights", new LinkedHashMap<>(Map.of("channel", "nba", "output.Video.Bitrate", 3000))))
                .isEqualTo("ice-highlights:nba?output.Video.Bitrate=3000");
        assertThatThrownBy(() -> factory.buildUri("ice-highlights", Map.of("region", "cn-beijing")))
                .hasMessageContaining("channel");
        assertThat(factory.secretPropertyNames())
                .containsExactlyInAnyOrder(
                        "accessKey", "callbackAuthKey", "callbackPreviousAuthKey", "secretKey", "securityToken");
        assertThat(factory.propertyNames()).containsAll(section("properties").keySet());
    }
}
