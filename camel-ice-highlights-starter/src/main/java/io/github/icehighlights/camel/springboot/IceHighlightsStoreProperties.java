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

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the starter knows of the job store beyond the component's options.
 *
 * @param initializeSchema When to make the table of pending jobs; otherwise it is only checked on start. The option job-store-auto-create, where it is set, decides instead.
 */
@ConfigurationProperties(prefix = "camel.component.ice-highlights")
public record IceHighlightsStoreProperties(
        @DefaultValue("embedded") InitializeSchema initializeSchema) {}
