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
package io.github.icehighlights.camel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;

/** A store in memory that can be away, or take its time, when a job is looked for. */
final class FaultyStore {

    private final JobStore memory = new MemoryJobStore(Clock.systemUTC());
    private volatile boolean away;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    JobStore store() {
        return (JobStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("find")) {
                        hanging.await();
                        if (away) {
                            throw new IllegalStateException("the store is away");
                        }
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
        hanging.countDown();
    }

    /** From now on it answers only when it is back. */
    void hang() {
        hanging = new CountDownLatch(1);
    }
}
