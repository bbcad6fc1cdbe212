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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.store.Reserved;

/** A job store with the points that lie between a node and its store. */
final class TrappedStore {

    /** Begins the line of a node's log about a submission that it begins with, or finds begun. */
    static final String RESERVES = "Reserves ";

    private static final Logger LOG = LoggerFactory.getLogger(TrappedStore.class);

    private final TrapWatch watch;

    /** What this node submits, by correlation id, and on which channel: healing activates too, and is not meant. */
    private final Map<String, String> submissions = new ConcurrentHashMap<>();

    private TrappedStore(TrapWatch watch) {
        this.watch = watch;
    }

    static JobStore of(JobStore store, TrapWatch watch) {
        var trapped = new TrappedStore(watch);
        return (JobStore) Proxy.newProxyInstance(
                TrappedStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        trapped.before(method.getName(), arguments);
                        Object answer = method.invoke(store, arguments);
                        trapped.after(method.getName(), answer);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void before(String verb, Object[] arguments) {
        if (verb.equals("reserve")) {
            LOG.info("{}{}", RESERVES, ((Reservation) arguments[0]).correlationId());
        } else if (verb.equals("activate")) {
            String correlationId = (String) arguments[0];
            String channel = submissions.remove(correlationId);
            if (channel != null && watch.springs(CrashPoint.BEFORE_ACTIVATE, channel)) {
                watch.stay(correlationId);
            }
        } else if (verb.equals("acknowledge")) {
            PendingJob job = (PendingJob) arguments[0];
            if (watch.springs(CrashPoint.BEFORE_ACKNOWLEDGE, job.channel())) {
                watch.stay(job.correlationId());
            }
        }
    }

    private void after(String verb, Object answer) {
        if (verb.equals("reserve") && answer instanceof Reserved.Fresh fresh) {
            PendingJob job = fresh.job();
            submissions.put(job.correlationId(), job.channel());
            if (watch.springs(CrashPoint.AFTER_RESERVE, job.channel())) {
                watch.stay(job.correlationId());
            }
        }
    }
}
