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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.tracking.JobTracker;
import io.github.icehighlights.camel.tracking.MissingConnectionException;
import io.github.icehighlights.camel.tracking.TrackerSettings;
import io.github.icehighlights.camel.tracking.Workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What no real client and no real queue can be brought to do at will. */
class QueueReaderTest {

    private static final int MAX_RECEIVES = 3;
    private static final String SECRET_KEY = "a-secret-key";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What receive does, one after the other; then it waits. */
    private final BlockingQueue<Callable<List<EventQueue.Received>>> answers = new LinkedBlockingQueue<>();

    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final MemoryJobStore store = new MemoryJobStore(Clock.systemUTC());
    private final AtomicInteger receives = new AtomicInteger();
    private volatile boolean storeIsAway;
    private QueueReader reader;
    private Thread thread;

    @BeforeEach
    void read() {
        Executor here = Runnable::run;
        var workers =
                new Workers(Clock.systemUTC(), (delay, task) -> () -> {}, here, here, here, here, here, new Random(1));
        var settings = new TrackerSettings(
                "node", MINUTE, MINUTE, MINUTE, MINUTE, false, MINUTE, MINUTE, MINUTE, MINUTE, 10, 1);
        var tracker = new JobTracker(
                storeThatMayBeAway(),
                connection -> {
                    throw new MissingConnectionException(connection);
                },
                workers,
                settings);
        var queue = new QueueSettings(
                "ice-callback-test", "http://127.0.0.1", "cn", "access-key", SECRET_KEY, null, null, MAX_RECEIVES);
        reader = new QueueReader(queue, new ScriptedQueue(), tracker.hints());
        reader.holders().add(() -> true);
        thread = new Thread(reader, "queue under test");
        thread.start();
    }

    private JobStore storeThatMayBeAway() {
        return (JobStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (storeIsAway) {
                        throw new IllegalStateException("the store is away");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void stop() throws InterruptedException {
        reader.stop();
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private final class ScriptedQueue implements EventQueue {

        @Override
        public List<Received> receive(Duration wait) throws Exception {
            receives.incrementAndGet();
            return answers.take().call();
        }

        @Override
        public void remove(String receipt) {
            removed.add(receipt);
        }

        @Override
        public void close() {}
    }

    private static EventQueue.Received message(String name, String body, int received) {
        return new EventQueue.Received("id of " + name, body, name, received);
    }

    private static String event(String jobId) {
        return "{\"EventType\":\"X\",\"MessageBody\":{\"JobId\":\"" + jobId + "\"}}";
    }

    private static String marked(PendingJob submission) {
        return "{\"EventType\":\"X\",\"MessageBody\":{\"JobId\":\"any\",\"UserData\":\"{\\\"iceHighlights\\\":\\\""
                + submission.correlationId() + "\\\"}\"}}";
    }

    private PendingJob reserve() {
        var reservation = new Reservation(
                "c123456789x123456789",
                "channel",
                JobType.SCREEN_MEDIA_HIGHLIGHTS,
                "key",
                "fingerprint",
                "token",
                Map.of(),
                new Connection("default", "cn", "ice"),
                null,
                null);
        store.reserve(reservation, "node", MINUTE, false);
        return store.find(reservation.correlationId()).orElseThrow();
    }

    private void activate(String jobId) {
        store.activate(reserve().correlationId(), jobId, null, MINUTE);
    }

    private void come(EventQueue.Received... messages) {
        answers.add(() -> List.of(messages));
    }

    /** The batch after those that came is asked for. */
    private void awaitRead() {
        come(message("last", event("last"), MAX_RECEIVES));
        await().atMost(Duration.ofSeconds(30)).until(() -> removed.remove("last"));
    }

    @Test
    void anErrorEndsNothing() {
        answers.add(() -> {
            throw new NoClassDefFoundError("something of the client");
        });
        activate("job-1");
        come(message("first", event("job-1"), 1));

        awaitRead();

        assertThat(removed).containsExactly("first");
        assertThat(reader.problem()).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsKeptAndNotReceivedInAHurry() {
        activate("job-1");
        storeIsAway = true;
        for (int i = 0; i < 100; i++) {
            come(message("first", event("job-1"), i), message("unknown", event("unknown"), 100));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> reader.problem().isPresent());
        assertThat(reader.problem().orElseThrow()).contains("cannot be recorded", "the store is away");
        int before = receives.get();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receives.get() - before).isLessThanOrEqualTo(3));
        assertThat(removed).isEmpty();

        storeIsAway = false;
        answers.clear();
        awaitRead();
        assertThat(reader.problem()).isEmpty();
    }

    @Test
    void aQueueThatCannotBeReadIsNotAskedInAHurry() {
        for (int i = 0; i < 100; i++) {
            answers.add(() -> {
                throw new IllegalStateException("no queue");
            });
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> reader.problem().isPresent());
        int before = receives.get();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receives.get() - before).isLessThanOrEqualTo(3));
    }

    @Test
    void whatAnErrorRepeatsOfKeysIsNotTold() {
        answers.add(() -> {
            throw new IllegalStateException("SignatureDoesNotMatch: AccessKeyId=LTAI5tHidden7hidden7, asked with\n"
                    + "security-token: CAIShidden7 and " + SECRET_KEY);
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> reader.problem().isPresent());

        assertThat(reader.problem().orElseThrow())
                .contains("ice-callback-test", "SignatureDoesNotMatch")
                .doesNotContain("idden7", SECRET_KEY, "\n");
    }

    @Test
    void anAnswerThatComesTooSoonIsNotFollowedAtOnce() {
        for (int i = 0; i < 1_000; i++) {
            come();
        }
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receives.get()).isLessThanOrEqualTo(20));
    }

    @Test
    void aMessageWithoutABodySpoilsNoOther() {
        activate("job-1");
        come(message("nothing", null, 1), message("empty", "", 1), message("event", event("job-1"), 1));
        awaitRead();
        assertThat(removed).containsExactly("event");

        come(message("nothing", null, MAX_RECEIVES), message("empty", "", MAX_RECEIVES));
        awaitRead();

        assertThat(removed).containsExactlyInAnyOrder("event", "nothing", "empty");
    }

    private List<ILoggingEvent> saidWhile(Runnable reading) {
        var logger = (Logger) LoggerFactory.getLogger(QueueReader.class);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        logger.addAppender(said);
        logger.setAdditive(false);
        try {
            reading.run();
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(said);
        }
        return said.list;
    }

    @Test
    void whatIsNoEventIsToldOnceAndRemovedInTheEnd() {
        List<ILoggingEvent> said = saidWhile(() -> {
            // the second one's first receive got lost
            come(message("first", "secret-42", 1), message("second", "secret-43", 2));
            come(message("first", "secret-42", 2), message("second", "secret-43", 3));
            come(message("first", "secret-42", 3));
            awaitRead();
        });

        assertThat(removed).containsExactlyInAnyOrder("first", "second");
        assertThat(said)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        one -> assertThat(one).contains("id of first", "ice-callback-test", "no event"),
                        two -> assertThat(two).contains("id of second"));
        assertThat(said).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void aFloodOfWhatIsNoEventIsToldOnceEachToo() {
        int flood = 1_500;
        List<ILoggingEvent> said = saidWhile(() -> {
            for (int times = 1; times <= 2; times++) {
                for (int i = 0; i < flood; i++) {
                    come(message("poison-" + i, "no event", times));
                }
            }
            awaitRead();
        });

        assertThat(said)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .hasSize(flood);
    }

    @Test
    void aMessageOfASubmissionOfOursIsKept() {
        PendingJob submission = reserve();
        come(message("reserved", marked(submission), 100));
        awaitRead();
        store.uncertain(submission, "nobody can tell");
        come(message("uncertain", marked(submission), 100), message("unknown", event("unknown"), 100));
        awaitRead();

        assertThat(removed).containsExactly("unknown");

        store.activate(submission.correlationId(), "any", null, MINUTE);
        come(message("active", marked(submission), 101));
        awaitRead();
        assertThat(removed).containsExactlyInAnyOrder("unknown", "active");
    }

    @Test
    void aMessageIsKeptUntilTheLookItAsksForIsWrittenDown() {
        activate("job-1");
        come(message("first", event("job-1"), 1), message("second", event("job-1"), 1));
        awaitRead();

        assertThat(removed).containsExactly("first");
    }
}
