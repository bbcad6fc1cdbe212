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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.tracking.Hints;

/**
 * The queues that one component reads: each once, as long as somebody holds it. Whoever holds it, an event is for all jobs
 * of the component. Thread-safe.
 */
public final class CallbackQueues {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackQueues.class);

    private final CamelContext context;
    private final Hints hints;
    private final Map<String, Open> queues = new HashMap<>();

    private record Open(QueueReader reader, ExecutorService thread) {}

    public CallbackQueues(CamelContext context, Hints hints) {
        this.context = context;
        this.hints = hints;
    }

    /**
     * Begins to read a queue, or holds one that is read.
     *
     * @param  awake                    whether the holder takes jobs at the moment; while none does, it is not read. The
     *                                  same object closes it
     * @throws IllegalArgumentException when the queue is read with other settings
     * @throws IllegalStateException    when Alibaba's client is not on the class path
     */
    public synchronized void open(QueueSettings settings, BooleanSupplier awake) {
        Open open = queues.get(settings.name());
        if (open == null) {
            var reader = new QueueReader(settings, connect(settings), hints);
            ExecutorService thread = context.getExecutorServiceManager()
                    .newSingleThreadExecutor(this, "IceHighlightsQueue-" + settings.name());
            open = new Open(reader, thread);
            queues.put(settings.name(), open);
            reader.holders().add(awake);
            thread.execute(reader);
            LOG.info("Events of ICE are read from queue {}", settings.name());
        } else if (!open.reader().settings().equals(settings)) {
            throw new IllegalArgumentException("callbackQueue " + settings.name()
                    + " is used twice and "
                    + String.join(", ", settings.differencesFrom(open.reader().settings()))
                    + " differ. A queue is read with one set of options, for one account and region: set them once,"
                    + " on the component, or give the others a queue of their own");
        } else {
            open.reader().holders().add(awake);
        }
    }

    private static EventQueue connect(QueueSettings settings) {
        try {
            return new MnsQueue(settings);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "callbackQueue needs Alibaba's client for queues, com.aliyun.mns:aliyun-sdk-mns:2.0.0, and it is not"
                            + " on the class path (" + e.getMessage() + " is missing); in Karaf it needs the feature"
                            + " camel-ice-highlights-queue",
                    e);
        }
    }

    /** Lets go of a queue; the last one ends its reading. */
    public synchronized void close(QueueSettings settings, BooleanSupplier awake) {
        Open open = queues.get(settings.name());
        if (open != null && open.reader().holders().remove(awake)) {
            queues.remove(settings.name());
            open.reader().stop();
            context.getExecutorServiceManager().shutdownNow(open.thread());
        }
    }

    /** Which queues cannot be read, in sentences. */
    public synchronized List<String> notices() {
        return queues.values().stream()
                .map(open -> open.reader().problem())
                .flatMap(Optional::stream)
                .toList();
    }
}
