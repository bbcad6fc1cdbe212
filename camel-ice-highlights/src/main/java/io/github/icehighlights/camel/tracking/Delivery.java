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

import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.store.PendingJob;

/**
 * A finished job in the hands of a receiver, under a lease that is renewed until the receiver says what came of it.
 * {@link #acknowledged} and {@link #failed} return at once, and only the first of them counts.
 */
public interface Delivery {

    /** The job as it was when it was claimed. */
    PendingJob job();

    /** What became of the job. */
    Highlights highlights();

    /** Which delivery of the job this is, from 1. */
    int count();

    /** How many clips earlier deliveries have brought through; with {@code split=clips} this one goes on behind them. */
    int clipsDelivered();

    /**
     * The route has taken the first {@code count} clips.
     *
     * @param next runs when that is recorded, on a worker
     * @param lost runs instead when the lease was lost: somebody else goes on with the job, and this delivery is over
     */
    void clipsDelivered(int count, Runnable next, Runnable lost);

    /** The route has taken the result. */
    void acknowledged();

    /** The receiver stops before the route has begun: the job is due again at once, here or elsewhere. */
    void handBack();

    /**
     * The exchange has left the receiver's route: what took it over (a queue) will say what came of it. If that says
     * nothing within {@code maxProcessingTime}, the place of the delivery is free again.
     */
    void handedOver();

    /** The route has failed. */
    void failed(Throwable cause);
}
