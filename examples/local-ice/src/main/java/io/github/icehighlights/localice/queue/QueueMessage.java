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
package io.github.icehighlights.localice.queue;

import java.time.Instant;

/**
 * A message of a queue.
 *
 * @param id              its id
 * @param body            its body as it travels: raw text or Base64
 * @param enqueuedAt      when it was sent
 * @param firstDequeuedAt when it was received first, or null
 * @param dequeueCount    how often it was received
 * @param nextVisibleAt   from when it can be received
 * @param receiptHandle   what it can be deleted with while it is not visible, or null; each receiving brings another one
 */
public record QueueMessage(
        String id,
        String body,
        Instant enqueuedAt,
        Instant firstDequeuedAt,
        int dequeueCount,
        Instant nextVisibleAt,
        String receiptHandle) {

    boolean isVisible(Instant now) {
        return !now.isBefore(nextVisibleAt);
    }

    QueueMessage received(Instant now, Instant newNextVisibleAt, String newHandle) {
        Instant first = firstDequeuedAt == null ? now : firstDequeuedAt;
        return new QueueMessage(id, body, enqueuedAt, first, dequeueCount + 1, newNextVisibleAt, newHandle);
    }

    QueueMessage hidden(Instant newNextVisibleAt, String newHandle) {
        return new QueueMessage(id, body, enqueuedAt, firstDequeuedAt, dequeueCount, newNextVisibleAt, newHandle);
    }
}
