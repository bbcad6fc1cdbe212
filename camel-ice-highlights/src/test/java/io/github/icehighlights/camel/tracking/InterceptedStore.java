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

/** A store between whose verbs and their effect something can go wrong. */
final class InterceptedStore {

    private InterceptedStore() {}

    /** What goes wrong, and when. */
    interface Interceptor {

        /** Thrown here, nothing has changed. */
        default void before(String verb) {}

        /** Thrown here, the change is made and the caller does not know. */
        default void after(String verb) {}

        /** What the store has answered, whether or not the caller learns of it. */
        default void answered(String verb, Object[] arguments, Object answer) {}

        /** The call has failed, and nobody knows whether it had its effect. */
        default void unanswered(String verb, Object[] arguments) {}
    }

    static JobStore of(JobStore store, Interceptor interceptor) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        interceptor.before(method.getName());
                        Object answer = method.invoke(store, arguments);
                        interceptor.answered(method.getName(), arguments, answer);
                        interceptor.after(method.getName());
                        return answer;
                    } catch (InvocationTargetException e) {
                        interceptor.unanswered(method.getName(), arguments);
                        throw e.getCause();
                    }
                });
    }
}
