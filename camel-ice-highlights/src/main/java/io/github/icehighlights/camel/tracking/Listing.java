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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.PendingJob;

/**
 * Reads one of ICE's lists over and over, as long as this node has enough jobs in view that it shows. It is believed when it
 * shows a job as unfinished. When it does not show one any more, that is a hint: the job is looked at. Whatever is wrong with
 * a list (it lags, skips, fails, is forbidden, is cut off, does not have such jobs at all) costs looks, and no job.
 * Thread-safe.
 */
final class Listing {

    /** With fewer jobs in view, looks at each of them are as cheap. */
    static final int FEWEST = 4;

    /** How many looks a call has to spare. */
    static final int WORTH = 2;

    /** More pages are read only where so many jobs are in view that they may pay. */
    private static final int FREE_PAGES = 20;

    private static final int MOST_PAGES = 100;

    /** After that a job comes back although a list shows it: who has read the list may be gone. */
    private static final Duration SAFETY = Duration.ofSeconds(60);

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    /** No more come back than that, or coming back would be work of its own. */
    private static final Duration SAFETY_FOR_EACH = Duration.ofMillis(30);

    /** A job that does not come back when it should is in other hands. */
    private static final Duration OVERDUE = Duration.ofSeconds(60);

    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** Listing may use a part of the budget only: what a list finds has to be looked at. */
    private static final int SHARE = 3;

    private static final Backoff REST = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));

    /** One that fails may have had bad luck; what it has shown before holds for so long. */
    private static final int ENOUGH_FAILURES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    private final Connection connection;
    private final JobType type;
    private final Listings.Context context;
    private final Map<String, View> views = new HashMap<>();

    /** What the last complete reading has shown; empty while nothing that was shown can be relied on. */
    private Map<String, Line> shown = Map.of();

    private Instant earliest = Instant.MIN;
    private Timer.Cancellable timer;
    private boolean reading;
    private boolean stopped;
    private int failures;

    /**
     * What a list shows of a job.
     *
     * @param ours whether the job carries an address of ours for its callback
     */
    private record Line(JobState state, boolean ours) {}

    /**
     * A job that is not in anybody's hands, as far as this node knows.
     *
     * @param state   as it was last seen
     * @param watched whether it waits for the list: then the list has to say when it is gone
     * @param pace    between two looks at it
     * @param back    when it comes back by itself
     */
    private record View(String correlationId, JobState state, boolean watched, Duration pace, Instant back) {

        View seen(JobState newState) {
            return new View(correlationId, newState, watched, pace, back);
        }
    }

    Listing(Connection connection, JobType type, Listings.Context context) {
        this.connection = connection;
        this.type = type;
        this.context = context;
    }

    /** See {@link Listings#spare}. */
    synchronized Optional<Duration> spare(PendingJob job, Listings.Pace pace, boolean callbacks) {
        View view = views.remove(job.jobId());
        Line line = shown.get(job.jobId());
        // one that comes before its time was woken: somebody knows more than the list did
        boolean mayBeWoken = callbacks && job.tally().looks() > 0;
        boolean woken = view == null ? mayBeWoken : now().isBefore(view.back().minus(TOLERANCE));
        if (line == null || woken) {
            return Optional.empty();
        }
        Duration known = view == null ? pace.between(line.ours()) : view.pace();
        Duration safety = Backoff.jitter(safety(known), context.workers().random());
        see(job, line.state(), true, known, safety);
        return Optional.of(safety);
    }

    /** See {@link Listings#unfinished}. */
    synchronized void unfinished(PendingJob job, JobState state, Duration pace, Duration delay) {
        see(job, state, false, pace, delay);
        plan();
    }

    synchronized void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void see(PendingJob job, JobState state, boolean watched, Duration pace, Duration back) {
        views.put(job.jobId(), new View(job.correlationId(), state, watched, pace, now().plus(back)));
    }

    private Duration safety(Duration pace) {
        return longest(longest(SAFETY, pace), SAFETY_FOR_EACH.multipliedBy(views.size()));
    }

    /** Reads the list when it is time for that; lets the last jobs go when they are too few for it. */
    private void plan() {
        if (reading || timer != null || stopped) {
            return;
        }
        if (views.size() >= (shown.isEmpty() ? FEWEST : FEWEST / 2)) {
            Instant begin = now().isAfter(earliest) ? now() : earliest;
            timer = context.workers().timer().after(Duration.between(now(), begin), this::begin);
        } else {
            letGo();
        }
    }

    private synchronized void begin() {
        timer = null;
        Instant overdue = now().minus(OVERDUE);
        views.values().removeIf(view -> view.back().isBefore(overdue));
        if (views.size() >= FEWEST / 2 && !stopped) {
            reading = true;
            new Reading().ask();
        } else {
            letGo();
        }
    }

    private synchronized void end(Reading end) {
        reading = false;
        List<String> gone = new ArrayList<>();
        int seen = 0;
        for (Iterator<Map.Entry<String, View>> i = views.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, View> entry = i.next();
            Line line = end.found.get(entry.getKey());
            if (line != null) {
                seen++;
                entry.setValue(entry.getValue().seen(line.state()));
            } else if (entry.getValue().watched()) {
                gone.add(entry.getValue().correlationId());
                i.remove();
            }
        }
        if (seen + gone.size() >= WORTH * end.calls) {
            failures = 0;
            shown = end.found;
            earliest = end.begun.plus(longest(interval(), end.waited.multipliedBy(SHARE)));
        } else {
            rest("they show " + seen + " of " + views.size() + " jobs in " + end.calls + " calls");
            letGo();
        }
        context.hints().unlisted(gone);
        plan();
    }

    private synchronized void fail(RuntimeException e) {
        reading = false;
        rest(e.toString());
        boolean hopeless = e instanceof IceException refusal && !refusal.isRetryable();
        if (hopeless || failures >= ENOUGH_FAILURES) {
            letGo();
        }
        plan();
    }

    private void rest(String reason) {
        failures++;
        earliest = now().plus(REST.after(failures, context.workers().random()));
        if (failures == ENOUGH_FAILURES) {
            LOG.info(
                    "ICE's lists are of no use for jobs of type {} through connection {}: {}. Each job is looked at by itself;"
                            + " now and then the lists are tried again",
                    type,
                    connection.name(),
                    reason);
        }
    }

    /** Nothing will tell any more when the watched jobs are gone. */
    private void letGo() {
        shown = Map.of();
        List<String> watched = new ArrayList<>();
        views.values().removeIf(view -> view.watched() && watched.add(view.correlationId()));
        context.hints().unlisted(watched);
    }

    /** Twice while a look at each job would be made once; as many jobs have to want it as make a list worth it. */
    private Duration interval() {
        return views.values().stream()
                .map(View::pace)
                .sorted()
                .limit(FEWEST)
                .reduce((quicker, slower) -> slower)
                .map(pace -> longest(SHORTEST_INTERVAL, pace.dividedBy(2)))
                .orElse(SHORTEST_INTERVAL);
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private Instant now() {
        return context.workers().clock().instant();
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The list once, from its first page to its last. */
    private final class Reading {

        private final Instant begun = now();
        private final int mostPages = Math.min(MOST_PAGES, Math.max(FREE_PAGES, views.size() / WORTH));
        private final Map<String, Line> found = new HashMap<>();

        /** In the order in which jobs go through them, so that one that goes on meanwhile is not missed. */
        private final Deque<JobState> states = new ArrayDeque<>();

        private Instant asked;
        private Duration waited = Duration.ZERO;
        private int calls;
        private int pages;
        private String next;

        Reading() {
            if (views.values().stream().anyMatch(view -> view.state() == JobState.CREATED)) {
                states.add(JobState.CREATED);
            }
            states.add(JobState.EXECUTING);
        }

        void ask() {
            asked = now();
            context.budget().run(connection, context.executor(), this::read);
        }

        private void read() {
            if (isStopped()) {
                return;
            }
            waited = waited.plus(Duration.between(asked, now()));
            try {
                JobState state = states.element();
                JobPage page = context.connections().get(connection).list(type, state, next);
                for (JobPage.ListedJob job : page.jobs()) {
                    found.put(job.jobId(), new Line(state, CorrelationIds.isAddressOurs(job.userData())));
                }
                calls++;
                pages++;
                next = page.nextToken();
            } catch (RuntimeException e) {
                if (e instanceof IceException refusal && refusal.getKind() == IceException.Kind.THROTTLED) {
                    context.budget().pause(connection, Duration.ofSeconds(1));
                }
                fail(e);
                return;
            }
            goOn();
        }

        private void goOn() {
            if (next == null || pages == mostPages) {
                states.remove();
                pages = 0;
                next = null;
            }
            if (states.isEmpty()) {
                end(this);
            } else {
                ask();
            }
        }
    }
}
