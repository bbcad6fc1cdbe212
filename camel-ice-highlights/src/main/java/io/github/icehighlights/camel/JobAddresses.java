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

import io.github.icehighlights.camel.ice.HintTokens;

/** Where ICE is to send the event of each job. */
@FunctionalInterface
interface JobAddresses {

    /** Nowhere, or where the account-wide setting says. */
    JobAddresses NONE = correlationId -> null;

    /** The address for the job of a submission, or null. */
    String of(String correlationId);

    static JobAddresses queue(String name) {
        return correlationId -> name;
    }

    static JobAddresses url(String url) {
        return correlationId -> url;
    }

    /** An address of its own for each job, which nobody can make up. */
    static JobAddresses withTokens(String url, HintTokens tokens) {
        return correlationId -> tokens.sign(url, correlationId);
    }
}
