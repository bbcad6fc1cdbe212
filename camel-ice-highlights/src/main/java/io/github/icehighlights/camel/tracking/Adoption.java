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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.JobKinds;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.Connection;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.store.ReservationStore;
import io.github.icehighlights.camel.store.Reserved;

/**
 * Takes in jobs that another program submitted, when ICE confirms that there are such. The record is that of a submission
 * with the job's id in its key, so that a crash between its verbs is healed without a call. Thread-safe.
 */
public final class Adoption {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
    private static final String KEY = "adopted-";

    /** Whoever can repeat ICE's signature can name any job; looks at our own must not wait behind all of them. */
    private static final double A_SECOND = 2;

    private static final int MOST_WAITING = 1_000;

    /** ICE may be away for a while; nobody tells of the job a second time. */
    private static final int ATTEMPTS = 5;

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));

    private final ReservationStore store;
    private final IceConnections connections;
    private final RateBudget budget;
    private final Workers workers;
    private final TrackerSettings settings;
    private final Alarm claimAlarm;
    private final RateBudget gate;
    private final Semaphore room = new Semaphore(MOST_WAITING);

    /** What need not be asked for again when its event comes again; the oldest are forgotten. */
    private final Set<String> declined = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_WAITING;
        }
    }));

    private volatile Home home;

    private record Home(String channel, Connection connection) {}

    Adoption(
            ReservationStore store,
            IceConnections connections,
            RateBudget budget,
            Workers workers,
            TrackerSettings settings,
            Alarm claimAlarm) {
        this.store = store;
        this.connections = connections;
        this.budget = budget;
        this.workers = workers;
        this.settings = settings;
        this.claimAlarm = claimAlarm;
        this.gate = new RateBudget(workers.clock(), workers.timer(), A_SECOND);
    }

    /**
     * From now on unknown jobs come to a channel.
     *
     * @param  connection            through which they are looked at
     * @throws IllegalStateException when another channel takes them already
     */
    public synchronized void open(String channel, Connection connection) {
        if (home != null && !home.channel().equals(channel)) {
            throw new IllegalStateException("Channel '" + home.channel() + "' takes unknown jobs already, so that '"
                    + channel + "' cannot: each job has one receiver");
        }
        home = new Home(channel, connection);
    }

    /** The channel takes no more of them. */
    public synchronized void close(String channel) {
        if (home != null && home.channel().equals(channel)) {
            home = null;
        }
    }

    /** Whether a hint of an unknown job is one of a job to take in: a job with our mark has somebody who waits for it. */
    boolean isWanted(Hint hint) {
        return home != null
                && hint.vouched()
                && hint.correlationId() == null
                && hint.jobId() != null
                && !declined.contains(hint.jobId());
    }

    /** ICE's id of an adopted job, also before it is activated; empty for all others. */
    static Optional<String> jobId(PendingJob job) {
        String key = job.reservation().key();
        return key.startsWith(KEY) ? Optional.of(key.substring(KEY.length())) : Optional.empty();
    }

    /** Takes a job in, if ICE has it. */
    void adopt(String jobId) {
        Home into = home;
        if (into == null) {
            return;
        }
        if (!room.tryAcquire()) {
            LOG.debug("Job {} is not taken in: too many are waiting for that", jobId);
            return;
        }
        attempt(jobId, into, 1);
    }

    /** Whoever waits for his turn or for the next attempt keeps a place in the room. */
    private void attempt(String jobId, Home into, int number) {
        Connection connection = into.connection();
        gate.run(
                connection,
                workers.looking(),
                () -> budget.run(connection, workers.looking(), () -> adoptNow(jobId, into, number)));
    }

    private void adoptNow(String jobId, Home into, int number) {
        try {
            adopt(jobId, into);
        } catch (RuntimeException e) {
            LOG.debug("Job {} is not taken in at attempt {}: {}", jobId, number, e.toString());
            boolean known =
                    e instanceof IceException no && (no.isNotFound() || no.getKind() == IceException.Kind.REFUSED);
            if (!known && number < ATTEMPTS) {
                workers.timer().after(BACKOFF.after(number, workers.random()), () -> attempt(jobId, into, number + 1));
                return;
            }
        }
        room.release();
    }

    private void adopt(String jobId, Home into) {
        IceApi api = connections.get(into.connection());
        Report report;
        try {
            report = api.report(JobType.HIGHLIGHT_EXTRACTION, jobId);
        } catch (IceException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            // batches answer to one action, whether mashup or sports
            report = api.report(JobType.SCREEN_MEDIA_HIGHLIGHTS, jobId);
        }
        JobType type = JobKinds.of(report).orElse(null);
        if (type == null) {
            LOG.debug("Job {} is not taken in: it makes no highlights", jobId);
            declined.add(jobId);
            return;
        }
        if (CorrelationIds.read(report.userData()) != null) {
            LOG.debug("Job {} is not taken in: it has our mark, and so a receiver elsewhere", jobId);
            declined.add(jobId);
            return;
        }
        var reservation = new Reservation(
                id(jobId),
                into.channel(),
                type,
                KEY + jobId,
                KEY,
                KEY + jobId,
                Map.of(),
                into.connection(),
                null,
                null);
        Reserved reserved = store.reserve(reservation, settings.owner(), settings.lease(), false);
        if (reserved instanceof Reserved.Fresh fresh
                && store.activate(fresh.job().correlationId(), jobId, null, Duration.ZERO)) {
            LOG.info("Job {} is taken in on channel {}", jobId, into.channel());
            claimAlarm.in(Duration.ZERO);
        }
    }

    /** A correlation id for the record; the job itself carries none. */
    private static String id(String jobId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((KEY + jobId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, CorrelationIds.LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
