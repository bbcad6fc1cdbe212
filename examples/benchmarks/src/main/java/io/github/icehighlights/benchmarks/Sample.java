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

/**
 * One measured number.
 *
 * @param scenario where it was measured
 * @param subject  of what
 * @param measure  what was measured, in the unit of the scenario's {@link Measure}
 * @param size     how many there were of what the scenario varies; 0 where it varies nothing
 * @param round    in which repetition, from 1
 */
public record Sample(String scenario, String subject, String measure, long size, int round, double value) {}
