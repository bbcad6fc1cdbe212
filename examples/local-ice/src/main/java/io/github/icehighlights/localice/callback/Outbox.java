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
package io.github.icehighlights.localice.callback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Hands callbacks to the courier, and holds some back until others have overtaken them.
 */
final class Outbox {

    private record Held(List<Letter> letters, CompletableFuture<Void> done) {}

    private final List<Held> heldBack = new ArrayList<>();
    private final Courier courier;

    Outbox(Courier courier) {
        this.courier = courier;
    }

    /** Sends callbacks. What comes back is complete when all are through or dropped. */
    CompletableFuture<Void> send(List<Letter> letters) {
        CompletableFuture<Void> sent = bring(letters);
        sent.thenRun(this::releaseAll);
        return sent;
    }

    /** Sends callbacks after the next ones, at most this much later. Those that find others held back just go. */
    CompletableFuture<Void> holdBack(List<Letter> letters, Duration atMost) {
        Held held = new Held(letters, new CompletableFuture<>());
        synchronized (this) {
            if (heldBack.isEmpty()) {
                heldBack.add(held);
                courier.later(atMost, () -> release(held));
                return held.done();
            }
        }
        return send(letters);
    }

    /** Forgets what is held back. */
    synchronized void clear() {
        heldBack.clear();
    }

    private void releaseAll() {
        List<Held> all;
        synchronized (this) {
            all = List.copyOf(heldBack);
        }
        all.forEach(this::release);
    }

    private void release(Held held) {
        synchronized (this) {
            if (!heldBack.remove(held)) {
                return;
            }
        }
        bring(held.letters()).thenRun(() -> held.done().complete(null));
    }

    private CompletableFuture<Void> bring(List<Letter> letters) {
        return CompletableFuture.allOf(letters.stream().map(courier::bring).toArray(CompletableFuture[]::new));
    }
}
