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
package io.github.icehighlights.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import io.github.icehighlights.camel.IceHighlightsComponent;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.JobEnd;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingJob;

import static org.assertj.core.api.Assertions.assertThat;

/** What makes the measured numbers, in counts that are the same on any machine. */
class CountsTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String CHANNEL = "matches";

    private static void takeIn(JobStore store, int number) {
        var reservation = Reservations.numbered(CHANNEL, number);
        store.reserve(reservation, "node", LEASE, false);
        store.activate(
                reservation.correlationId(), Reservations.jobId(number), Reservations.requestId(number), Duration.ZERO);
    }

    @Test
    void aJobCostsTheDatabaseFewStatements() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:counts;DB_CLOSE_DELAY=-1");
        var statements = new StatementCount();
        var store = new JdbcJobStore(statements.of(h2));
        store.open();
        statements.reset();

        takeIn(store, 1);
        assertThat(statements.reset()).as("reserve and activate").isEqualTo(2);

        for (int i = 2; i <= 10; i++) {
            takeIn(store, i);
        }
        statements.reset();
        List<PendingJob> claimed = store.claimDue(CHANNEL, "node", LEASE, 10);
        assertThat(claimed).hasSize(10);
        assertThat(statements.reset()).as("a claim, however many jobs").isEqualTo(3);

        PendingJob job = claimed.get(0);
        assertThat(store.beginDelivery(job, JobEnd.of(JobState.FINISHED), LEASE))
                .isTrue();
        assertThat(store.acknowledge(job)).isTrue();
        assertThat(statements.reset()).as("delivery and acknowledgement").isEqualTo(2);

        assertThat(store.claimDue(CHANNEL, "node", LEASE, 10)).isEmpty();
        assertThat(statements.reset()).as("a claim of nothing").isEqualTo(1);
    }

    @Test
    void aJobThatHasEndedCostsOneLook() throws Exception {
        var ice = new InstantIce().finished();
        var delivered = new AtomicInteger();
        var component = new IceHighlightsComponent();
        component.getConfiguration().setIceClient(ice);
        component.getConfiguration().setRegion("cn-shanghai");
        component.getConfiguration().setFirstLook(0);
        component.setMaxCallsPerSecond(1_000);
        try (var context = new DefaultCamelContext()) {
            context.addComponent("ice-highlights", component);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("ice-highlights:matches?operation=submitHighlightExtractionJob");
                    from("ice-highlights:matches").process(exchange -> delivered.incrementAndGet());
                }
            });
            context.start();
            for (int i = 0; i < 20; i++) {
                context.createProducerTemplate().sendBody("direct:in", "oss://media/match-" + i + ".mp4");
            }
            Patience.until(() -> delivered.get() == 20);
        }

        assertThat(ice.calls()).as("submissions and looks").isEqualTo(40);
    }

    @Test
    void waitingExchangesNeedNoThreads() throws Exception {
        try (var program = new WaitingProgram()) {
            double threads = program.run(Waiting.COMPONENT, 2_000).get(Waiting.THREADS);
            assertThat(threads).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void aJobInTheMemoryStoreAllocatesLittle() {
        var store = new MemoryJobStore(Clock.systemUTC());
        for (int i = 0; i < 2_000; i++) {
            life(store, i);
        }

        long before = allocated();
        for (int i = 2_000; i < 3_000; i++) {
            life(store, i);
        }
        long texts = allocatedByTexts();
        assertThat((allocated() - before - texts) / 1_000).isLessThan(BYTES_A_LIFE);
    }

    /** It was 15,000 when this was written, most of it to pack and unpack texts; a JVM that is colder allocates more. */
    private static final long BYTES_A_LIFE = 22_000;

    private static void life(JobStore store, int number) {
        takeIn(store, number);
        PendingJob job = store.claimDue(CHANNEL, "node", LEASE, 1).get(0);
        store.beginDelivery(job, JobEnd.of(JobState.FINISHED), LEASE);
        store.acknowledge(job);
    }

    /** What the test itself needs for a thousand submissions. */
    private static long allocatedByTexts() {
        long before = allocated();
        for (int i = 0; i < 1_000; i++) {
            Reservations.numbered(CHANNEL, i);
            Reservations.jobId(i);
            Reservations.requestId(i);
        }
        return allocated() - before;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
