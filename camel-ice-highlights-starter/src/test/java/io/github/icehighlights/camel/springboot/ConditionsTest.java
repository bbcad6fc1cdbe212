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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionsTest {

    @Test
    void itIsOnByItself() {
        Applications.application()
                .withPropertyValues("camel.component.ice-highlights.region=cn-beijing")
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getRegion())
                        .isEqualTo("cn-beijing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.enabled=false",
                "camel.component.ice-highlights.enabled=false",
                "camel.component.customizer.enabled=false",
                "camel.component.ice-highlights.customizer.enabled=false"
            })
    void itCanBeTurnedOff(String property) {
        Applications.application()
                .withPropertyValues(property, "camel.component.ice-highlights.region=cn-beijing")
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getRegion())
                        .isEqualTo("cn-shanghai"));
    }

    @Test
    void theNearerSwitchCounts() {
        Applications.application()
                .withPropertyValues(
                        "camel.component.enabled=false",
                        "camel.component.ice-highlights.enabled=true",
                        "camel.component.ice-highlights.region=cn-beijing")
                .run(application -> assertThat(Applications.component(application)
                                .getConfiguration()
                                .getRegion())
                        .isEqualTo("cn-beijing"));
    }

    @Test
    void withoutCamelThereIsNothingToDo() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        IceHighlightsComponentConverter.class, IceHighlightsComponentAutoConfiguration.class))
                .run(application -> assertThat(application)
                        .hasNotFailed()
                        .doesNotHaveBean(IceHighlightsComponentConfiguration.class));
    }

    @Test
    void neitherActuatorNorJdbcIsNeeded() {
        Applications.application()
                .withConfiguration(AutoConfigurations.of(SecretMasking.class))
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.jdbc"))
                .run(application -> {
                    assertThat(application).hasNotFailed().doesNotHaveBean(SecretMasking.class);
                    assertThat(Applications.component(application).isStarted()).isTrue();
                });
    }
}
