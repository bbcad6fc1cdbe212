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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JobQueries;

/**
 * Knows how long the jobs of each channel and type take: from the store, which all nodes share and which outlives them,
 * and from what ends on this node. Never blocks; thread-safe.
 */
final class JobDurations {

    /** How many of the newest count: durations change. */
    static final int NEWEST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(JobDurations.class);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final int MOST_KINDS = 1_000;

    private final JobQueries store;
    private final Clock clock;
    private final Executor reading;
    private final Map<Kind, Window> windows = new LinkedHashMap<>(16, .75f, true);

    private record Kind(String channel, JobType jobType) {}

    /** @param reading runs the questions to the store, and outlives their failures */
    JobDurations(JobQueries store, Clock clock, Executor reading) {
        this.store = store;
        this.clock = clock;
        this.reading = reading;
    }

    /** What is known by now; the first answer may come before the store's. */
    synchronized LearnedDurations of(String channel, JobType jobType) {
        var kind = new Kind(channel, jobType);
        Window window = window(kind);
        Instant now = clock.instant();
        if (window.nextRead == null || !now.isBefore(window.nextRead)) {
            window.nextRead = now.plus(REFRESH);
            ask(kind);
        }
        return window.learned();
    }

    private void ask(Kind kind) {
        try {
            reading.execute(() -> read(kind));
        } catch (RejectedExecutionException e) {
            LOG.debug("How long jobs take is not asked for any more: the node stops");
        }
    }

    /** A job has ended on this node. */
    synchronized void ended(String channel, JobType jobType, Duration took) {
        window(new Kind(channel, jobType)).add(took);
    }

    private void read(Kind kind) {
        List<Duration> newestFirst = store.durations(kind.channel(), kind.jobType(), NEWEST);
        synchronized (this) {
            window(kind).renew(newestFirst);
        }
    }

    private Window window(Kind kind) {
        Window window = windows.computeIfAbsent(kind, k -> new Window());
        if (windows.size() > MOST_KINDS) {
            windows.remove(windows.keySet().iterator().next());
        }
        return window;
    }

    /** The newest durations of a kind. */
    private static final class Window {

        private final Deque<Duration> newestFirst = new ArrayDeque<>();
        private LearnedDurations learned = LearnedDurations.NONE;
        private Instant nextRead;

        void add(Duration took) {
            newestFirst.addFirst(took);
            if (newestFirst.size() > NEWEST) {
                newestFirst.removeLast();
            }
            learned = null;
        }

        /** The store knows those of all nodes, for as long as it keeps its records; what it has forgotten is older. */
        void renew(List<Duration> stored) {
            List<Duration> others = new ArrayList<>(newestFirst);
            stored.forEach(others::remove);
            newestFirst.clear();
            Stream.concat(stored.stream(), others.stream()).limit(NEWEST).forEach(newestFirst::add);
            learned = null;
        }

        LearnedDurations learned() {
            if (learned == null) {
                learned = LearnedDurations.of(newestFirst);
            }
            return learned;
        }
    }
}
