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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.IceHighlightsConfiguration;
import io.github.icehighlights.camel.springboot.Catalog.Option;

import static org.assertj.core.api.Assertions.assertThat;

/** Every property reaches the component. */
class PropertiesTest {

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        IceHighlightsConfiguration defaults() {
            var defaults = new IceHighlightsConfiguration();
            defaults.setMedia("oss://media/all.mp4");
            defaults.setMaxMedia(3);
            return defaults;
        }
    }

    @Test
    void whateverIsSaidIsSet() {
        Map<String, String> said = new HashMap<>();
        for (Option option : Catalog.options()) {
            if (!option.type().equals("object")) {
                said.put(option.property(), other(option));
            }
        }

        Applications.application()
                .withPropertyValues(said.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(application -> {
                    // not started: the values are not such that they would go together
                    var component = (IceHighlightsComponent)
                            application.getBean(CamelContext.class).getComponent("ice-highlights", true, false);
                    var configurer = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
                    assertThat(said).hasSizeGreaterThan(30);
                    for (Option option : Catalog.options()) {
                        if (said.containsKey(option.property())) {
                            assertThat(configurer.getOptionValue(component, option.name(), false))
                                    .as(option.name())
                                    .hasToString(said.get(option.property()).replaceFirst("ms$", ""));
                        }
                    }
                });
    }

    /** A valid value that is not the default. */
    private static String other(Option option) {
        JsonNode standard = option.defaultValue();
        return switch (option.type()) {
            case "boolean" -> String.valueOf(!standard.asBoolean());
            case "integer" -> String.valueOf(standard.asInt() + 1);
            case "number" -> String.valueOf(standard.asDouble() + 1);
            case "duration" -> standard.asLong() + 1 + "ms";
            case "enum" -> last(option.values());
            default -> "other-" + option.name().toLowerCase();
        };
    }

    private static String last(List<String> values) {
        return values.get(values.size() - 1);
    }

    @Test
    void whatIsNotSaidStaysAsItIs() {
        Applications.application().run(application -> {
            IceHighlightsComponent component = Applications.component(application);
            var plain = new IceHighlightsComponent();
            var configurer = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
            for (Option option : Catalog.options()) {
                if (!option.type().equals("object")) {
                    assertThat(configurer.getOptionValue(component, option.name(), false))
                            .as(option.name())
                            .isEqualTo(configurer.getOptionValue(plain, option.name(), false));
                }
            }
        });
    }

    /** Were the starter to set its defaults too, they would undo what a bean says. */
    @Test
    void aConfigurationBeanIsTheGround() {
        Applications.application()
                .withUserConfiguration(Beans.class)
                .withPropertyValues(
                        "camel.component.ice-highlights.configuration=#bean:defaults",
                        "camel.component.ice-highlights.max-media=5")
                .run(application -> {
                    IceHighlightsConfiguration defaults =
                            Applications.component(application).getConfiguration();
                    assertThat(defaults.getMedia()).isEqualTo("oss://media/all.mp4");
                    assertThat(defaults.getMaxMedia()).isEqualTo(5);
                });
    }

    static Stream<Option> groups() {
        return Catalog.options().stream().filter(option -> option.javaType().startsWith("java.util.Map"));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aGroupIsAMapHowDeepItMayBe(Option group) {
        Applications.application()
                .withPropertyValues(
                        group.property() + ".Text=some text",
                        group.property() + ".Number=3",
                        group.property() + ".Nested.Deep.Value=true",
                        group.property() + ".Json={\"A\":[1,2]}",
                        group.property() + ".Expression=$simple{header.CamelFileName}")
                .run(application -> {
                    IceHighlightsComponent component = Applications.component(application);
                    var configurer = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
                    assertThat(configurer.getOptionValue(component, group.name(), false))
                            .isEqualTo(Map.of(
                                    "Text", "some text",
                                    "Number", "3",
                                    "Nested", Map.of("Deep", Map.of("Value", "true")),
                                    "Json", "{\"A\":[1,2]}",
                                    "Expression", "$simple{header.CamelFileName}"));
                });
    }

    @Test
    void thereAreFourGroups() {
        assertThat(groups().map(Option::name)).containsExactlyInAnyOrder("input", "strategy", "editing", "output");
    }

    @Test
    void namesOfIceKeepTheirCapitals() {
        Applications.application()
                .withPropertyValues(
                        "camel.component.ice-highlights.output.Bucket=clips",
                        "camel.component.ice-highlights.output.Video.Bitrate=3000",
                        "camel.component.ice-highlights.strategy.Count=3")
                .run(application -> {
                    IceHighlightsConfiguration defaults =
                            Applications.component(application).getConfiguration();
                    assertThat(defaults.getOutput())
                            .containsEntry("Bucket", "clips")
                            .containsEntry("Video", Map.of("Bitrate", "3000"));
                    assertThat(defaults.getStrategy()).containsEntry("Count", "3");
                });
    }

    @Test
    void simpleIsWrittenWithItsName() {
        Applications.application()
                .withPropertyValues(
                        "camel.component.ice-highlights.media=oss://media/in/$simple{header.CamelFileName}",
                        "camel.component.ice-highlights.output.ObjectKey=$simple{file:name.noext}/{token}-{index}.mp4")
                .run(application -> {
                    IceHighlightsConfiguration defaults =
                            Applications.component(application).getConfiguration();
                    assertThat(defaults.getMedia()).isEqualTo("oss://media/in/$simple{header.CamelFileName}");
                    assertThat(defaults.getOutput())
                            .containsEntry("ObjectKey", "$simple{file:name.noext}/{token}-{index}.mp4");
                });
    }

    @Test
    void aWrongValueIsToldWithItsProperty() {
        Applications.application()
                .withPropertyValues("camel.component.ice-highlights.credentials-client=my-keys")
                .run(application -> assertThat(application)
                        .getFailure()
                        .hasStackTraceContaining("credentials-client")
                        .hasStackTraceContaining("A reference to a bean is needed, as in #bean:name"));
    }
}
