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
package io.github.icehighlights.camel.callback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.github.icehighlights.camel.ice.IceEvent;
import io.github.icehighlights.camel.ice.Redactor;
import io.github.icehighlights.camel.tracking.Heard;
import io.github.icehighlights.camel.tracking.Hint;
import io.github.icehighlights.camel.tracking.Hints;

/**
 * Reads events from a queue and makes hints of them. A message is removed when its hint is recorded. One whose job is not
 * known comes again, for the job may be about to be known, and so does one that is no event; after a number of times they
 * are removed, as the queue is ours alone. One of a submission of ours of which ICE has not said that it is a job comes again
 * for as long as the queue keeps it.
 */
final class QueueReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueReader.class);

    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final Duration RECORDING = Duration.ofSeconds(10);
    /** Between looks whether somebody takes jobs again, and after an answer that came too soon. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    private static final int LONGEST_ERROR = 500;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final QueueSettings settings;
    private final EventQueue queue;
    private final Hints hints;
    private final Holders holders = new Holders();
    private final Poison poison = new Poison();
    private final Redactor redactor;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String problem;

    QueueReader(QueueSettings settings, EventQueue queue, Hints hints) {
        this.settings = settings;
        this.queue = queue;
        this.hints = hints;
        // an answer of the queue's service may repeat what was asked, with what it was signed with
        this.redactor =
                new Redactor(() -> Arrays.asList(settings.accessKey(), settings.secretKey(), settings.securityToken()));
    }

    QueueSettings settings() {
        return settings;
    }

    /** For whom it is read. */
    Holders holders() {
        return holders;
    }

    /** Why the queue cannot be read, or empty. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns at once; what is being recorded is recorded. */
    void stop() {
        stopped.countDown();
        queue.close();
    }

    @Override
    public void run() {
        Duration pause = Duration.ZERO;
        while (!isStopped(pause)) {
            pause = read(pause);
        }
    }

    /** @return how long to wait before the next time */
    private Duration read(Duration lastPause) {
        long begun = System.nanoTime();
        try {
            if (!holders.isAnyAwake()) {
                return SHORT_PAUSE;
            }
            List<EventQueue.Received> messages = queue.receive(LONG_POLL);
            Throwable unrecorded = take(messages);
            if (unrecorded != null) {
                // the others would only be received in vain, and each may be received so many times
                return failed("Events of queue " + settings.name() + " cannot be recorded", unrecorded, lastPause);
            }
            problem = null;
            // too many that poll at a time are answered at once, and each answer costs
            boolean hurried = messages.isEmpty() && System.nanoTime() - begun < SHORT_PAUSE.toNanos();
            return hurried ? SHORT_PAUSE : Duration.ZERO;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SHORT_PAUSE;
        } catch (Exception | Error e) {
            // whatever it is: nobody else would read the queue from now on
            return failed("Queue " + settings.name() + " cannot be read", e, lastPause);
        }
    }

    private Duration failed(String what, Throwable e, Duration lastPause) {
        if (stopped.getCount() > 0) {
            String text = text(e);
            if (problem == null) {
                LOG.warn("{}, going on with it: {}", what, text);
            }
            problem = what + ": " + text;
        }
        Duration pause = lastPause.isZero() ? SHORT_PAUSE : lastPause.multipliedBy(2);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private String text(Throwable e) {
        return redactor.clean(e.toString(), LONGEST_ERROR);
    }

    private boolean isStopped(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)
                    || Thread.currentThread().isInterrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private record Taken(EventQueue.Received message, CompletableFuture<Heard> heard) {}

    /** @return why some cannot be recorded, or null */
    private Throwable take(List<EventQueue.Received> messages) throws InterruptedException {
        List<Taken> taken = new ArrayList<>();
        for (EventQueue.Received message : messages) {
            try {
                taken.add(new Taken(message, hints.accept(Hint.of(IceEvent.read(message.body())))));
            } catch (RuntimeException e) {
                poison(message, e);
            }
        }
        long deadline = System.nanoTime() + RECORDING.toNanos();
        Throwable unrecorded = null;
        for (Taken one : taken) {
            Throwable error = finish(one, deadline);
            unrecorded = unrecorded == null ? error : unrecorded;
        }
        return unrecorded;
    }

    /** @return why it cannot be recorded, or null */
    private Throwable finish(Taken taken, long deadline) throws InterruptedException {
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            Heard heard = taken.heard().get(left, TimeUnit.NANOSECONDS);
            switch (heard) {
                case DONE, NO_JOB -> remove(taken.message());
                case NOTED, UNCONFIRMED ->
                    LOG.debug(
                            "Message {} of queue {} is {} and comes again",
                            taken.message().id(),
                            settings.name(),
                            heard);
                case REMEMBERED -> {
                    if (isExhausted(taken.message())) {
                        LOG.debug(
                                "Message {} of queue {} names no job of ours",
                                taken.message().id(),
                                settings.name());
                        remove(taken.message());
                    }
                }
            }
            return null;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Message {} of queue {} comes again: {}", taken.message().id(), settings.name(), text(e));
            return e instanceof ExecutionException ? e.getCause() : e;
        }
    }

    private void poison(EventQueue.Received message, RuntimeException e) {
        LOG.atLevel(poison.isNew(message) ? Level.WARN : Level.DEBUG)
                .log(
                        "Message {} of queue {} is no event of ICE ({}), comes again and is removed after {} times",
                        message.id(),
                        settings.name(),
                        e.getClass().getSimpleName(),
                        settings.maxReceives());
        if (isExhausted(message)) {
            remove(message);
        }
    }

    private boolean isExhausted(EventQueue.Received message) {
        return message.received() >= settings.maxReceives();
    }

    /** A message that cannot be removed comes again, and its hint does no harm. */
    private void remove(EventQueue.Received message) {
        try {
            queue.remove(message.receipt());
        } catch (Exception e) {
            LOG.debug("Message {} of queue {} is not removed: {}", message.id(), settings.name(), text(e));
        }
    }

    /**
     * Which messages that are no events were told of: each once. What stands in them is not told, anybody who may write into
     * the queue may have written it. Bounded: with very many of them, only those count that come for the first time.
     */
    private static final class Poison {

        private static final int MOST = 1_000;

        private final Set<String> told = new LinkedHashSet<>();

        boolean isNew(EventQueue.Received message) {
            boolean full = told.size() == MOST;
            if (full && message.received() > 1 || !told.add(message.id())) {
                return false;
            }
            if (full) {
                Iterator<String> eldest = told.iterator();
                eldest.next();
                eldest.remove();
            }
            return true;
        }
    }
}
