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
package io.github.icehighlights.camel.request;

import java.util.Objects;

/**
 * Where a submission belongs. The same key in another scope is another submission.
 *
 * @param namespace separates applications that share a store; null counts as empty
 * @param channel   the channel
 * @param region    the region whose ICE runs the job
 */
public record Scope(String namespace, String channel, String region) {

    public Scope {
        namespace = namespace == null ? "" : namespace;
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(region, "region");
    }
}
