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
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * The place of one node: it dies as often as it has to, and each time a new one takes over the place and the files that
 * the dead one has left there.
 */
final class NodeSlot implements Callable<NodeProcess> {

    private static final Duration TRAP_PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_LIFE_MILLIS = 2_500;

    private final int number;
    private final CrashRun run;
    private final List<Trap> deaths;
    private final int filesPerLife;
    private final Random random;
    private int lives;

    /**
     * @param deaths       in this order; null for one at random
     * @param filesPerLife how many files of each channel a new node finds beside those that were left
     */
    NodeSlot(int number, CrashRun run, List<Trap> deaths, int filesPerLife, Random random) {
        this.number = number;
        this.run = run;
        this.deaths = deaths;
        this.filesPerLife = filesPerLife;
        this.random = random;
    }

    /** Returns the node that is left alive after all deaths. */
    @Override
    public NodeProcess call() throws Exception {
        for (Trap death : deaths) {
            for (Channel channel : Channel.values()) {
                for (int i = 0; i < filesPerLife; i++) {
                    run.sources().give(number, channel);
                }
            }
            liveAndDie(death);
        }
        return start(null);
    }

    private void liveAndDie(Trap death) throws Exception {
        try (NodeProcess node = start(death)) {
            String correlationId = null;
            if (death == null) {
                node.leave(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
            } else {
                correlationId = atTrap(node, death);
            }
            run.died(new Death(node.settings().name(), death, correlationId, System.currentTimeMillis()));
            node.kill();
        }
    }

    /** Files keep coming until one leads the node there. */
    private String atTrap(NodeProcess node, Trap trap) throws Exception {
        long end = System.nanoTime() + TRAP_PATIENCE.toNanos();
        String correlationId = node.awaitTrap(Duration.ofSeconds(2));
        while (correlationId == null) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(node.settings().name() + " does not come to " + trap);
            }
            run.sources().give(number, Channel.ofName(trap.channel()));
            correlationId = node.awaitTrap(Duration.ofSeconds(1));
        }
        if (trap.point() == CrashPoint.SENT) {
            run.awaitCreated(correlationId);
        }
        return correlationId;
    }

    /** A node that finds no database at its start may end; whoever runs it starts it again. */
    NodeProcess start(Trap trap) throws IOException, InterruptedException {
        while (true) {
            NodeProcess node = run.launch(number, ++lives, trap);
            try {
                node.awaitReady();
                return node;
            } catch (NodeProcess.NodeEndedException e) {
                if (!run.wasDatabaseAway()) {
                    throw e;
                }
            } catch (RuntimeException | InterruptedException e) {
                node.close();
                throw e;
            }
        }
    }
}
