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
package io.github.icehighlights.localice.callback;

/**
 * How callbacks are sent.
 *
 * @param first               the account-wide setting until SetEventCallback changes it
 * @param extractionType      name of the event of an extraction, which is not documented
 * @param signNotifyAddresses whether callbacks to the addresses of jobs are signed too, which is not documented
 * @param base64Messages      whether messages of queues are Base64, which is not documented
 * @param pace                patience
 */
public record CallbackSettings(
        EventCallback first, String extractionType, boolean signNotifyAddresses, boolean base64Messages, Pace pace) {}
