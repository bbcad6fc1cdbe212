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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.icehighlights.camel.ice.EventCallbackSetting;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.model.EventCallback;
import io.github.icehighlights.camel.model.EventCallbackChange;
import io.github.icehighlights.camel.store.Connection;

/**
 * Answers what routes ask about the account, and changes it when they say so: nothing here happens by itself. Asks ICE on
 * workers, within the rate budget. Thread-safe.
 */
public final class AccountDesk {

    private final IceConnections connections;
    private final RateBudget budget;
    private final Executor executor;
    private final OpenAnswers answers = new OpenAnswers();

    AccountDesk(IceConnections connections, RateBudget budget, Executor executor) {
        this.connections = connections;
        this.budget = budget;
        this.executor = executor;
    }

    void stop() {
        answers.stop();
    }

    /** Where ICE sends the events of all jobs. */
    public CompletableFuture<EventCallback> eventCallback(Connection connection) {
        return present(connection).thenApply(EventCallbackSetting::callback);
    }

    /**
     * Has ICE send the events of all jobs somewhere, if it does not yet. What somebody else may live on is left alone: the
     * present setting must be empty, or lead to the wanted place, or be the expected one. ICE has no conditional change, so
     * one that somebody makes in between is overwritten.
     *
     * @param wanted   without events, those that are set stay
     * @param expected the present address, which may be replaced; or null
     * @param source   where the expected address is to be named, for the error
     * @return         fails with {@link IllegalStateException} when another address is set
     */
    public CompletableFuture<EventCallbackChange> setEventCallback(
            Connection connection, EventCallbackSetting wanted, String expected, String source) {
        return present(connection).thenCompose(present -> {
            EventCallback before = present.callback();
            EventCallbackSetting target = wanted.withEventsOf(before);
            if (target.equals(present)) {
                return CompletableFuture.completedFuture(new EventCallbackChange(before, before, false));
            }
            if (!before.isEmpty()
                    && !wanted.isSamePlace(before)
                    && !before.address().equals(expected)) {
                return CompletableFuture.failedFuture(new IllegalStateException(
                        "The account-wide callback of " + connection.region() + " is set already and stays: "
                                + before
                                + ". Another application may need it. If it may be replaced, name its address in "
                                + source + "; the operation getEventCallback tells it"));
            }
            return call(connection, api -> {
                        api.setEventCallback(target);
                        return before;
                    })
                    .thenCompose(set -> eventCallback(connection))
                    .thenApply(after -> new EventCallbackChange(before, after, true));
        });
    }

    private CompletableFuture<EventCallbackSetting> present(Connection connection) {
        return call(connection, IceApi::eventCallback);
    }

    private <T> CompletableFuture<T> call(Connection connection, Function<IceApi, T> question) {
        return answers.to(
                () -> question.apply(connections.get(connection)), task -> budget.run(connection, executor, task));
    }
}
