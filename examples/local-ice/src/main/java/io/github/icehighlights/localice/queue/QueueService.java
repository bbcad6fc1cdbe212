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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.icehighlights.localice.wire.Account;

/**
 * Answers requests to SMQ: what the official client needs to make, look at and delete a queue, and to send, peek,
 * receive, hide and delete messages.
 */
final class QueueService {

    /** Documented. */
    private static final int MAX_BATCH = 16;

    private static final int MAX_WAIT_SECONDS = 30;
    private static final int MAX_VISIBILITY_SECONDS = 43_200;

    private final Queues queues;
    private final Mns4Verifier verifier;
    private final String hostId;

    QueueService(Queues queues, Mns4Verifier verifier, String region) {
        this.queues = queues;
        this.verifier = verifier;
        this.hostId = "http://" + Account.USER_ID + ".mns." + region + ".aliyuncs.com";
    }

    QueueAnswer answer(QueueRequest request) throws InterruptedException {
        try {
            verifier.verify(request);
            return route(request);
        } catch (QueueError e) {
            String requestId = UUID.randomUUID().toString();
            return new QueueAnswer(e.status(), QueueXml.error(e.code(), e.getMessage(), requestId, hostId));
        }
    }

    private QueueAnswer route(QueueRequest request) throws InterruptedException {
        String[] path = request.path().substring(1).split("/");
        boolean ofMessages = path.length == 3 && path[2].equals("messages");
        if (path.length < 2 || path.length > 3 || !path[0].equals("queues") || path.length == 3 && !ofMessages) {
            throw unknown(request);
        }
        return ofMessages ? messages(request, queues.get(path[1])) : queue(request, path[1]);
    }

    private QueueAnswer queue(QueueRequest request, String name) {
        return switch (request.method()) {
            case "PUT" -> create(request, name);
            case "GET" -> new QueueAnswer(200, QueueXml.attributes(name, queues.get(name)));
            case "DELETE" -> {
                queues.delete(name);
                yield QueueAnswer.of(204);
            }
            default -> throw unknown(request);
        };
    }

    private QueueAnswer create(QueueRequest request, String name) {
        if (request.query().containsKey("metaoverride")) {
            throw unknown(request);
        }
        return QueueAnswer.of(queues.create(name, visibilityTimeout(request)) ? 201 : 204);
    }

    private static Duration visibilityTimeout(QueueRequest request) {
        if (request.body().length == 0) {
            return Queues.DEFAULT_VISIBILITY_TIMEOUT;
        }
        try {
            return QueueXml.read(request.body(), "VisibilityTimeout").stream()
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.trim())))
                    .findFirst()
                    .orElse(Queues.DEFAULT_VISIBILITY_TIMEOUT);
        } catch (NumberFormatException e) {
            throw QueueError.invalid("VisibilityTimeout has to be a whole number of seconds.");
        }
    }

    private QueueAnswer messages(QueueRequest request, MessageQueue queue) throws InterruptedException {
        return switch (request.method()) {
            case "POST" -> send(request, queue);
            case "GET" -> request.query().containsKey("peekonly") ? peek(request, queue) : receive(request, queue);
            case "PUT" -> hide(request, queue);
            case "DELETE" -> delete(request, queue);
            default -> throw unknown(request);
        };
    }

    private static QueueAnswer send(QueueRequest request, MessageQueue queue) {
        List<String> bodies = QueueXml.read(request.body(), "MessageBody");
        if (bodies.size() != 1) {
            throw QueueError.invalid("One MessageBody has to be there; batches are not taken here.");
        }
        return new QueueAnswer(201, QueueXml.sent(queue.send(bodies.get(0))));
    }

    private static QueueAnswer receive(QueueRequest request, MessageQueue queue) throws InterruptedException {
        Duration wait = Duration.ofSeconds(request.number("waitseconds", 0, MAX_WAIT_SECONDS, 0));
        return answer(request, queue.receive(batchSize(request), wait));
    }

    private static QueueAnswer peek(QueueRequest request, MessageQueue queue) {
        return answer(request, queue.peek(batchSize(request)));
    }

    private static int batchSize(QueueRequest request) {
        return request.number("numofmessages", 1, MAX_BATCH, 1);
    }

    private static QueueAnswer answer(QueueRequest request, List<QueueMessage> messages) {
        if (messages.isEmpty()) {
            throw QueueError.noMessage();
        }
        boolean asBatch = request.query().containsKey("numofmessages");
        return new QueueAnswer(200, asBatch ? QueueXml.messages(messages) : QueueXml.message(messages.get(0)));
    }

    private static QueueAnswer hide(QueueRequest request, MessageQueue queue) {
        Duration time = Duration.ofSeconds(request.number("visibilitytimeout", 1, MAX_VISIBILITY_SECONDS, 1));
        return new QueueAnswer(200, QueueXml.visibility(queue.hide(handle(request), time)));
    }

    private static QueueAnswer delete(QueueRequest request, MessageQueue queue) {
        if (request.query().containsKey("receipthandle")) {
            queue.delete(handle(request));
            return QueueAnswer.of(204);
        }
        Map<String, QueueError> errors = new LinkedHashMap<>();
        for (String handle : QueueXml.read(request.body(), "ReceiptHandle")) {
            try {
                queue.delete(handle);
            } catch (QueueError e) {
                errors.put(handle, e);
            }
        }
        return errors.isEmpty() ? QueueAnswer.of(204) : new QueueAnswer(404, QueueXml.errors(errors));
    }

    private static String handle(QueueRequest request) {
        String handle = request.query().getOrDefault("receipthandle", "");
        if (!handle.startsWith("8-")) {
            throw new QueueError(400, "ReceiptHandleError", "The receipt handle you provided is not valid.");
        }
        return handle;
    }

    private static QueueError unknown(QueueRequest request) {
        return new QueueError(
                400, "InvalidRequestURL", "There is no " + request.method() + " " + request.path() + " here.");
    }
}
