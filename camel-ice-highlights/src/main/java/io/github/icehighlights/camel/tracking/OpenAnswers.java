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

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Answers that somebody waits for: a worker gives them, or, when the workers are gone, the stop. Otherwise an exchange would
 * wait for ever. Thread-safe.
 */
final class OpenAnswers {

    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * An answer to come.
     *
     * @param question asked by a worker
     * @param worker   runs it, now or later, or never
     */
    <T> CompletableFuture<T> to(Supplier<T> question, Executor worker) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        open.add(answer);
        answer.whenComplete((result, error) -> open.remove(answer));
        if (stopped) {
            stop();
        }
        try {
            worker.execute(() -> {
                try {
                    answer.complete(question.get());
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** Ends what waits for its turn: nobody would answer it any more. */
    void stop() {
        stopped = true;
        open.forEach(answer -> answer.completeExceptionally(new IllegalStateException("The component has stopped")));
    }
}
