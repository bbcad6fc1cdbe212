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
package io.github.icehighlights.camel.store;

/**
 * Through what a job was submitted, and must be looked at. Holds no credentials.
 *
 * @param name     names the credentials within the application; never a key
 * @param region   Alibaba Cloud region id, such as {@code cn-shanghai}
 * @param endpoint host of the ICE endpoint, with scheme when it is not https
 */
public record Connection(String name, String region, String endpoint) {}
