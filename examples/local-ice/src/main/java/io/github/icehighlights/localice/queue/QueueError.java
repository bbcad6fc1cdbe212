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

/**
 * An error that SMQ would answer.
 */
public final class QueueError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    QueueError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static QueueError noQueue() {
        return new QueueError(404, "QueueNotExist", "The queue name you provided is not exist.");
    }

    static QueueError noMessage() {
        return new QueueError(404, "MessageNotExist", "Message not exist.");
    }

    static QueueError invalid(String what) {
        return new QueueError(400, "InvalidArgument", what);
    }

    int status() {
        return status;
    }

    /** SMQ's code. */
    public String code() {
        return code;
    }
}
