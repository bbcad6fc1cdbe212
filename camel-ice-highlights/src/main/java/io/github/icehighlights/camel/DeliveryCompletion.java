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

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Tells what came of an exchange, after everything else that wants to know it has been told. Where the exchange is handed
 * over (seda), that of the one that took it over counts.
 */
final class DeliveryCompletion extends SynchronizationAdapter {

    private final Outcome outcome;

    /** Hears how the exchange ended. */
    interface Outcome {

        /**
         * The exchange is completed.
         *
         * @param failed whether an exception is left over or it was rolled back
         * @param cause  the exception, or null
         */
        void completed(boolean failed, Throwable cause);
    }

    DeliveryCompletion(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public void onDone(Exchange exchange) {
        boolean rolledBack = exchange.isRollbackOnly() || exchange.isRollbackOnlyLast();
        outcome.completed(exchange.isFailed() || rolledBack, exchange.getException());
    }

    @Override
    public int getOrder() {
        return LOWEST;
    }
}
