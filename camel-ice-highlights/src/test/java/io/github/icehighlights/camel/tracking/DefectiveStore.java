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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import io.github.icehighlights.camel.store.JobStore;

/** A store some of whose verbs do something else. */
final class DefectiveStore {

    private DefectiveStore() {}

    /** What the sound store does. */
    @FunctionalInterface
    interface Sound {

        Object with(Object... arguments) throws Throwable;
    }

    /** What the defective one does instead. */
    @FunctionalInterface
    interface Habit {

        Object of(String verb, Object[] arguments, Sound sound) throws Throwable;
    }

    static JobStore of(JobStore store, Habit habit) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        return habit.of(method.getName(), arguments, changed -> method.invoke(store, changed));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
