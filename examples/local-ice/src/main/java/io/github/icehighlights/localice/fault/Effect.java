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
package io.github.icehighlights.localice.fault;

import java.time.Duration;

import io.github.icehighlights.localice.job.JobKind;

/**
 * What goes wrong.
 */
public sealed interface Effect
        permits CallbackEffect,
                Effect.Refuse,
                Effect.Html,
                Effect.Redirect,
                Effect.Reset,
                Effect.Delay,
                Effect.Drip,
                Effect.Stuck,
                Effect.Fail,
                Effect.PartlyFail,
                Effect.Hidden {

    /** ICE answers an error in its own shape; nothing is done. */
    record Refuse(int status, String code, String message) implements Effect {}

    /** Something before ICE answers a page of HTML; nothing is done. */
    record Html(int status) implements Effect {}

    /** Something before ICE redirects; nothing is done. */
    record Redirect(int status, String location) implements Effect {}

    /** The connection is reset. */
    record Reset(boolean afterTheDeed) implements Effect {}

    /** The request is carried out at once, its answer comes late. */
    record Delay(Duration time) implements Effect {}

    /** The request is carried out at once, its answer comes in small pieces over this time. */
    record Drip(Duration time) implements Effect {}

    /** The new job never ends. */
    record Stuck() implements Effect {}

    /** The new job fails. */
    record Fail(String code, String message) implements Effect {}

    /** The first videos of the new batch fail. */
    record PartlyFail(int videos, String code, String message) implements Effect {}

    /** The new job is not found at first. */
    record Hidden(int looks, Duration time) implements Effect {}

    /** Whether it befalls a job when it is created. */
    default boolean befallsJobs() {
        return this instanceof Stuck || this instanceof Fail || this instanceof PartlyFail || this instanceof Hidden;
    }

    /** Whether it befalls a request. */
    default boolean befallsRequests() {
        return !befallsJobs() && !(this instanceof CallbackEffect);
    }

    /** Whether it can befall a job of this kind. */
    default boolean canBefall(JobKind kind) {
        return befallsJobs() && (kind.isBatch() || !(this instanceof PartlyFail));
    }
}
