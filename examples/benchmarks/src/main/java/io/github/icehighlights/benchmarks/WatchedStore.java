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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;

/** The memory store, and how often somebody began to wait for a job in it. */
final class WatchedStore {

    private final MemoryJobStore memory = new MemoryJobStore(Clock.systemUTC());
    private final AtomicInteger attached = new AtomicInteger();

    /** For the component. */
    JobStore store() {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(memory, arguments);
                        if (method.getName().equals("attach")) {
                            attached.incrementAndGet();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    int attached() {
        return attached.get();
    }

    void wakeAll(String channel) {
        all(channel).forEach(job -> memory.wake(job.correlationId()));
    }

    void forgetAll(String channel) {
        all(channel).forEach(job -> memory.forget(job.correlationId()));
    }

    private List<PendingJob> all(String channel) {
        return memory.page(channel, EnumSet.allOf(PendingState.class), null, Integer.MAX_VALUE);
    }
}
