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
package io.github.icehighlights.camel.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;

import io.github.icehighlights.camel.ice.CorrelationIds;
import io.github.icehighlights.localice.LocalIce;

/**
 * Nodes submit files and deliver results, and die; then the books are closed. What is uncertain after that is replayed, as
 * an operator would who has seen that ICE has no job of it, and the books are closed again.
 */
final class CrashRun implements AutoCloseable {

    private static final Duration STAGNATION = Duration.ofMinutes(2);

    /** How much of the files is given out while nodes die, if they need no more. */
    private static final double SHARE_WHILE_DYING = 0.7;

    private final CrashPlan plan;
    private final CrashDatabase database;
    private final Path work;
    private final LocalIce ice;
    private final SourceFolders sources;
    private final NodeLauncher launcher;
    private final Path logs;
    private final List<NodeProcess> nodes = Collections.synchronizedList(new ArrayList<>());
    private final List<Death> deaths = Collections.synchronizedList(new ArrayList<>());

    CrashRun(CrashPlan plan, CrashDatabase database, NodeLauncher launcher, Path work) throws IOException {
        this.plan = plan;
        this.database = database;
        this.work = work;
        this.ice = LocalIce.builder()
                .directory(Files.createDirectories(work.resolve("ice")))
                .bucket(Channel.BUCKET)
                // a job takes a second
                .speed(25)
                .listLag(Duration.ofSeconds(1))
                .start();
        ice.s3().put(Channel.BUCKET, "match.mp4", LocalIce.sampleVideo());
        this.sources = new SourceFolders(
                work.resolve("in"),
                plan.jobs(),
                file -> ice.registerMedia(file, "oss://" + Channel.BUCKET + "/match.mp4"));
        this.launcher = launcher;
        this.logs = Files.createDirectories(work.resolve("log"));
        Files.createDirectories(work.resolve("out"));
    }

    /** Returns the books before anything was replayed, and after. */
    List<Books> run() throws Exception {
        List<NodeSlot> slots = slots();
        if (!launcher.isTrained()) {
            liveInPeace(slots.get(0));
        }
        liveAndDie(slots);
        Books before = Books.of(this);
        if (before.uncertain().isEmpty()) {
            return List.of(before);
        }
        replay(before, slots.get(0));
        return List.of(before, Books.of(this));
    }

    private List<NodeSlot> slots() {
        List<List<Trap>> share = new ArrayList<>();
        for (int i = 0; i < plan.nodes(); i++) {
            share.add(new ArrayList<>());
        }
        List<Trap> all = plan.deaths();
        for (int i = 0; i < all.size(); i++) {
            share.get(i % plan.nodes()).add(all.get(i));
        }
        int filesPerLife =
                Math.max(1, (int) (plan.jobs() * SHARE_WHILE_DYING / (plan.kills() + 1) / Channel.values().length));
        Random random = plan.random();
        List<NodeSlot> slots = new ArrayList<>();
        for (int i = 0; i < plan.nodes(); i++) {
            slots.add(new NodeSlot(i + 1, this, share.get(i), filesPerLife, new Random(random.nextLong())));
        }
        return slots;
    }

    /** One job of each type. The node that stops then has loaded what nodes load. */
    private void liveInPeace(NodeSlot slot) throws Exception {
        for (Channel channel : Channel.values()) {
            sources.give(1, channel);
        }
        settle(List.of(slot.start(null)));
    }

    private void liveAndDie(List<NodeSlot> slots) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(slots.size() + 1);
        try {
            List<Future<NodeProcess>> last = new ArrayList<>();
            slots.forEach(slot -> last.add(executor.submit(slot)));
            Future<Void> restarts = executor.submit(this::restartDatabase);
            List<NodeProcess> alive = new ArrayList<>();
            for (Future<NodeProcess> node : last) {
                alive.add(get(node));
            }
            get(restarts);
            giveTheRest();
            settle(alive);
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** In the middle of the dying. */
    private Void restartDatabase() throws Exception {
        for (int i = 1; i <= plan.restarts(); i++) {
            int due = plan.kills() * i / (plan.restarts() + 1);
            Awaitility.await().atMost(Duration.ofHours(1)).until(() -> deaths.size() >= due);
            database.restart();
        }
        return null;
    }

    private void giveTheRest() throws IOException {
        int slot = 0;
        for (Channel channel : Channel.values()) {
            while (sources.give(slot % plan.nodes() + 1, channel)) {
                slot++;
            }
        }
    }

    /**
     * Until every file is taken and every submission at an end; then the nodes stop. When nothing moves any more, the books
     * will tell what is left.
     */
    private void settle(List<NodeProcess> alive) throws Exception {
        var idle = new Stagnation(STAGNATION);
        Awaitility.await().forever().pollInterval(Duration.ofMillis(300)).until(() -> {
            long open = sources.open();
            long pending = alive.get(0).pending();
            return open == 0 && pending == 0 || idle.isReached(open + " " + pending);
        });
        for (NodeProcess node : alive) {
            node.stop();
        }
    }

    /** Says when a text has stayed the same for too long. */
    private static final class Stagnation {

        private final Duration limit;
        private String last;
        private long since;

        Stagnation(Duration limit) {
            this.limit = limit;
        }

        boolean isReached(String text) {
            if (!text.equals(last)) {
                last = text;
                since = System.nanoTime();
            }
            return System.nanoTime() - since > limit.toNanos();
        }
    }

    private void replay(Books before, NodeSlot slot) throws Exception {
        NodeProcess node = slot.start(null);
        for (Books.Uncertain uncertain : before.uncertain()) {
            sources.replay(1, Channel.ofFile(uncertain.file()), uncertain.correlationId());
        }
        settle(List.of(node));
    }

    /** Starts a node in a place. */
    NodeProcess launch(int slot, int life, Trap trap) throws IOException {
        var settings = new NodeSettings(
                "node-" + slot + "." + life,
                Files.createDirectories(sources.of(slot)),
                work.resolve("out"),
                ice.endpoint(),
                database.jdbcUrl(),
                trap);
        NodeProcess node = launcher.start(settings, logs);
        nodes.add(node);
        return node;
    }

    void died(Death death) {
        deaths.add(death);
    }

    boolean wasDatabaseAway() {
        return database.isAway();
    }

    /** Until ICE has made the job of a submission. */
    void awaitCreated(String correlationId) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        ice.jobs().stream().anyMatch(job -> correlationId.equals(CorrelationIds.read(job.userData()))));
    }

    CrashPlan plan() {
        return plan;
    }

    CrashDatabase database() {
        return database;
    }

    LocalIce ice() {
        return ice;
    }

    SourceFolders sources() {
        return sources;
    }

    List<Death> deaths() {
        return List.copyOf(deaths);
    }

    List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public void close() throws Exception {
        nodes.forEach(NodeProcess::close);
        ice.close();
        database.close();
    }
}
