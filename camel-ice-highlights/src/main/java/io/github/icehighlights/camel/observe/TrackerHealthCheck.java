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
package io.github.icehighlights.camel.observe;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** DOWN as long as something keeps jobs from being looked at or recorded. Asks the tracker only: it calls nobody. */
public final class TrackerHealthCheck extends AbstractHealthCheck {

    private final Supplier<List<String>> problems;
    private final Supplier<List<String>> notices;

    /**
     * A check for a consumer or a producer.
     *
     * @param problems what is wrong, in sentences; empty when all is well
     * @param notices  what else is worth knowing; it makes nothing DOWN
     */
    public TrackerHealthCheck(String id, Supplier<List<String>> problems, Supplier<List<String>> notices) {
        super("camel", id);
        this.problems = problems;
        this.notices = notices;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> found = problems.get();
        if (found.isEmpty()) {
            // Spring Boot's actuator shows details, but no messages
            List<String> noticed = notices.get();
            if (!noticed.isEmpty()) {
                String text = String.join("; ", noticed);
                builder.message(text).detail("notices", text);
            }
            builder.up();
        } else {
            String text = String.join("; ", found);
            builder.message(text).detail("problems", text).down();
        }
    }
}
