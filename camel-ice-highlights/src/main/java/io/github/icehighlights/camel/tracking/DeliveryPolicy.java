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
package io.github.icehighlights.camel.tracking;

import java.time.Duration;

/**
 * How finished jobs are handed over.
 *
 * @param concurrent        deliveries at the same time
 * @param max               deliveries before a job is parked
 * @param redeliveryDelay   wait before the second delivery; doubles up to a hundredfold
 * @param maxProcessingTime how long a route may take before the job is open to others
 */
public record DeliveryPolicy(int concurrent, int max, Duration redeliveryDelay, Duration maxProcessingTime) {}
