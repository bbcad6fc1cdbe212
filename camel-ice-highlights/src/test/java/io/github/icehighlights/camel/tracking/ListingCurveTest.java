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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What it costs to find out that jobs have ended, and how late that is, with the real tracker on virtual time: so many jobs
 * always in flight, durations as they are distributed in practice (log-normal, median three minutes, one in twenty longer
 * than fifteen), ten calls a second. Counted when things have settled.
 */
@ExtendWith(QuietTracker.class)
class ListingCurveTest {

    /** Seeds, where which callbacks are lost matters. */
    private static final int LUCK = 6;

    private static final double MEDIAN_SECONDS = 180;
    private static final double SIGMA = .978;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(15);
    private static final Duration RAMP = Duration.ofMinutes(5);
    private static final Duration SETTLED = Duration.ofMinutes(20);
    private static final Duration COUNTED = Duration.ofMinutes(40);

    /** Every third job takes longer than that, and then it is looked at again and again. */
    private static final SafetyNet EARLY = new SafetyNet(Duration.ofMinutes(5), Duration.ofMinutes(5));

    private static final SafetyNet LEARNED = new SafetyNet(null, Duration.ofMinutes(10));

    /** From the end of a job to its callback. */
    private static final Duration CALLBACK = Duration.ofSeconds(1);

    /** A hop to a thread with what it waits for there: with one place, a claim and a look take a tenth of a second. */
    private static final Duration HOP = Duration.ofMillis(50);

    /** What one run has shown. */
    private record Curve(
            int inFlight,
            double jobsPerSecond,
            double callsPerJob,
            double getsPerJob,
            double mean,
            double p95,
            double max) {

        double callsPerSecond() {
            return callsPerJob * jobsPerSecond;
        }

        @Override
        public String toString() {
            return String.format(
                    "N=%5d: %5.2f calls a job (%.2f Get, %.2f a second), delay mean %5.2f s, p95 %5.2f s, max %6.2f s",
                    inFlight, callsPerJob, getsPerJob, callsPerSecond(), mean, p95, max);
        }
    }

    @Test
    void listedJobsCostTwoCallsAndSixSeconds() {
        for (int inFlight : new int[] {100, 300, 1_300}) {
            Curve curve = measured("listed", new Run(inFlight));

            assertThat(curve.callsPerJob()).isLessThanOrEqualTo(2);
            assertThat(curve.mean()).isLessThanOrEqualTo(6);
            if (inFlight == 1_300) {
                assertThat(curve.p95()).isLessThanOrEqualTo(15);
                assertThat(curve.callsPerSecond()).isLessThanOrEqualTo(10);
            }
        }
    }

    @Test
    void listsLeaveRoomForSubmissions() {
        Run run = new Run(1_000);
        run.submitting = run.looking;
        Curve curve = measured("listed, submitted by the same node", run);

        assertThat(curve.mean()).isLessThanOrEqualTo(10);
        assertThat(curve.jobsPerSecond())
                .as("as many as with a budget of its own")
                .isGreaterThan(3);
    }

    @Test
    void jobsThatAreNotListedCostWhatSingleLooksCost() {
        for (int inFlight : new int[] {10, 100}) {
            Run run = new Run(inFlight);
            run.ice.unlisted(JobType.values());
            Curve curve = measured("not listed", run);

            assertThat(curve.callsPerJob()).isLessThanOrEqualTo(33);
            assertThat(curve.mean()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void withCallbacksWhatIsListedCostsOneLookHoweverEarlyTheSafetyNetLooks() {
        Curve curve = measured("callbacks, listed, safety net every 5 min", new Run(300).announced(EARLY));

        assertThat(curve.getsPerJob()).isLessThanOrEqualTo(1.1);
        assertThat(curve.max()).as("what callbacks need, and a look").isLessThanOrEqualTo(2);
    }

    @Test
    void aLostCallbackIsNoticedByTheNextList() {
        double calls = 0;
        for (int seed = 1; seed <= LUCK; seed++) {
            Run run = new Run(300, seed).announced(EARLY);
            run.lost = 50;
            Curve curve = measured("callbacks, one in 50 lost, listed, safety net every 5 min, seed " + seed, run);

            assertThat(curve.max()).isLessThanOrEqualTo(EARLY.interval().toSeconds() * 1.1 + 1);
            calls += curve.getsPerJob() / LUCK;
        }
        // where several are lost in a row, callbacks are not trusted for a while
        assertThat(calls).isLessThanOrEqualTo(1.25);
    }

    @Test
    void withCallbacksWhatIsNotListedCostsOneLookWhereTheSafetyNetLooksLate() {
        Run run = new Run(300).announced(LEARNED);
        run.ice.unlisted(JobType.values());
        Curve curve = measured("callbacks, not listed, safety net learned", run);

        assertThat(curve.getsPerJob()).isLessThanOrEqualTo(1.1);
        assertThat(curve.max()).isLessThanOrEqualTo(2);
    }

    @Test
    void withCallbacksWhatIsNotListedCostsALookAndAHalfWhereTheSafetyNetLooksEarly() {
        Run run = new Run(300).announced(EARLY);
        run.ice.unlisted(JobType.values());
        Curve curve = measured("callbacks, not listed, safety net every 5 min", run);

        assertThat(curve.getsPerJob()).isLessThanOrEqualTo(1.6);
        assertThat(curve.max()).isLessThanOrEqualTo(2);
    }

    private static Curve measured(String what, Run run) {
        Curve curve = run.curve();
        System.out.println(what + ", " + curve);
        return curve;
    }

    /** A stretch of time. */
    private static final class Run implements Receiver {

        final ModelIce ice;
        private final VirtualTime time;
        private final int inFlight;
        private final JobTracker looking;
        private final VirtualTime.Node world;
        private final List<Duration> delays = new ArrayList<>();
        private JobTracker submitting;
        private SafetyNet net;

        /** One callback in so many does not come. */
        private int lost = Integer.MAX_VALUE;

        private boolean counting;
        private int submitted;

        Run(int inFlight) {
            this(inFlight, 1);
        }

        Run(int inFlight, int seed) {
            this.inFlight = inFlight;
            this.time = new VirtualTime(seed);
            this.world = time.node();
            this.ice = new ModelIce(time.clock()).pageSize(100);
            ice.beforeSubmit(() -> ice.jobs(duration(), JobState.FINISHED));
            JobStore store = new MemoryJobStore(time.clock());
            this.submitting = tracker(store, time.node().workers(), "submits", 1_000);
            this.looking = tracker(store, latent(time.node()), "looks", 10);
        }

        /** Jobs carry an address of ours, and their callbacks come. */
        Run announced(SafetyNet safetyNet) {
            net = safetyNet;
            return this;
        }

        private JobTracker tracker(JobStore store, Workers workers, String owner, double callsPerSecond) {
            var tracker =
                    new JobTracker(store, connection -> ice, workers, TrackerBench.settings(owner, callsPerSecond));
            tracker.start();
            return tracker;
        }

        private static Workers latent(VirtualTime.Node node) {
            Workers workers = node.workers();
            Executor looking = task -> node.after(HOP, task);
            return new Workers(
                    workers.clock(),
                    workers.timer(),
                    workers.submitting(),
                    looking,
                    workers.renewing(),
                    workers.hinting(),
                    workers.continuing(),
                    workers.random());
        }

        private Duration duration() {
            double seconds = MEDIAN_SECONDS * Math.exp(SIGMA * time.random().nextGaussian());
            return Duration.ofMillis((long) (seconds * 1_000));
        }

        Curve curve() {
            looking.open(this);
            for (int i = 0; i < inFlight; i++) {
                world.after(RAMP.multipliedBy(i).dividedBy(inFlight), this::submit);
            }
            time.advance(SETTLED);
            int gets = gets();
            int lists = lists();
            counting = true;
            time.advance(COUNTED);
            gets = gets() - gets;
            lists = lists() - lists;
            Collections.sort(delays);
            return new Curve(
                    inFlight,
                    1.0 * delays.size() / COUNTED.toSeconds(),
                    1.0 * (gets + lists) / delays.size(),
                    1.0 * gets / delays.size(),
                    delays.stream().mapToLong(Duration::toMillis).average().orElseThrow() / 1_000,
                    seconds(delays.get(delays.size() * 95 / 100)),
                    seconds(delays.get(delays.size() - 1)));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1_000.0;
        }

        private int gets() {
            return ice.calls("report").size();
        }

        private int lists() {
            return ice.calls("list").size();
        }

        private void submit() {
            String key = "k" + ++submitted;
            if (net == null) {
                submitting
                        .submitter()
                        .submit(TrackerBench.intent(JobType.SPORTS_HIGHLIGHTS, key, "f"), job -> FIRST_LOOK, false);
            } else {
                submitting
                        .submitter()
                        .submit(
                                supersedes -> TrackerBench.announcing(TrackerBench.CHANNEL, key),
                                job -> looking.firstLook(job, policies().look()),
                                false)
                        .thenAccept(submitted -> announceEnd(submitted.jobId()));
            }
        }

        private void announceEnd(String jobId) {
            if (submitted % lost == 0) {
                return;
            }
            Duration left = Duration.between(time.now(), ice.ended(jobId));
            world.after(left.plus(CALLBACK), () -> looking.hints().accept(new Hint(null, jobId)));
        }

        @Override
        public String channel() {
            return TrackerBench.CHANNEL;
        }

        @Override
        public Policies policies() {
            LookPolicy look = TestReceiver.LOOK;
            return new Policies(
                    new LookPolicy(look.firstLook(), look.interval(), look.maxJobAge(), look.notFoundGrace(), net),
                    TestReceiver.DELIVERY);
        }

        @Override
        public void receive(Delivery delivery) {
            Instant ended = ice.ended(delivery.job().jobId());
            if (counting) {
                delays.add(Duration.between(ended, time.now()));
            }
            delivery.acknowledged();
            submit();
        }
    }
}
