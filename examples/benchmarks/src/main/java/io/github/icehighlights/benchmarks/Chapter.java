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
package io.github.icehighlights.benchmarks;

import java.util.List;

/**
 * What the page tells about a scenario, but for its numbers.
 *
 * @param id       the scenario's name in the raw numbers
 * @param method   what is done and how often, for a reader who wants to trust the numbers; AsciiDoc
 * @param sizeName what the scenario varies, or the empty text
 * @param subjects the project's first, then its peers
 */
public record Chapter(
        String id,
        String title,
        String method,
        String sizeName,
        List<Subject> subjects,
        List<Measure> measures,
        List<Goal> goals,
        List<Curve> curves) {}
