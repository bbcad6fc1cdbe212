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
import java.util.function.Consumer;

/**
 * The beginning of a fault: which requests it is meant for. The last call says what goes wrong, and puts it into force.
 */
public final class FaultPlan {

    private final Consumer<Fault> register;
    private final String action;
    private final String media;
    private final String job;

    FaultPlan(Consumer<Fault> register, String action, String media, String job) {
        this.register = register;
        this.action = action;
        this.media = media;
        this.job = job;
    }

    /** Only requests in whose InputConfig this text occurs. */
    public FaultPlan media(String text) {
        return new FaultPlan(register, action, text, job);
    }

    /** Only requests about this job. */
    public FaultPlan job(String jobId) {
        return new FaultPlan(register, action, media, jobId.trim());
    }

    /** 400 Throttling.User. */
    public Fault throttle() {
        return error(400, "Throttling.User", "Request was denied due to user flow control.");
    }

    /** 403 Forbidden. */
    public Fault forbidden() {
        return error(403, "Forbidden", "User not authorized to operate on the specified resource.");
    }

    /** 500 InternalError. */
    public Fault internalError() {
        return error(500, "InternalError", "The request processing has failed due to some unknown error.");
    }

    /** 503 ServiceUnavailable. */
    public Fault unavailable() {
        return error(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
    }

    /** Any error in ICE's shape. Nothing is done. */
    public Fault error(int status, String code, String message) {
        return add(new Effect.Refuse(status, code, message));
    }

    /** A page of HTML instead of JSON, as a gateway in trouble sends it. Nothing is done. */
    public Fault html(int status) {
        return add(new Effect.Html(status));
    }

    /** The connection is reset before anything is done. */
    public Fault resetBefore() {
        return add(new Effect.Reset(false));
    }

    /** The request is carried out, a job is created; then the connection is reset. */
    public Fault resetAfter() {
        return add(new Effect.Reset(true));
    }

    /** The request is carried out at once; the answer comes after this time. */
    public Fault delay(Duration time) {
        return add(new Effect.Delay(time));
    }

    /** The request is carried out at once; the answer comes in small pieces over this time. */
    public Fault drip(Duration time) {
        return add(new Effect.Drip(time));
    }

    /** A redirect. Nothing is done. */
    public Fault redirect(int status, String location) {
        return add(new Effect.Redirect(status, location));
    }

    /** The job that is created never ends. */
    public Fault stuck() {
        return add(new Effect.Stuck());
    }

    /** The job that is created fails. */
    public Fault failed(String code, String message) {
        return add(new Effect.Fail(code, message));
    }

    /** The first videos of the batch that is created fail, the others are made. Extractions are no batches. */
    public Fault partlyFailed(int videos, String code, String message) {
        return add(new Effect.PartlyFail(videos, code, message));
    }

    /** The first looks at the job that is created answer 404. */
    public Fault notFound(int looks) {
        return add(new Effect.Hidden(looks, Duration.ZERO));
    }

    /** Looks at the job that is created answer 404 for this time. */
    public Fault notFound(Duration time) {
        return add(new Effect.Hidden(0, time));
    }

    /** A fault of the callbacks of jobs; an action then is the one that created the job. */
    public CallbackFaultPlan callback() {
        return new CallbackFaultPlan(this::add);
    }

    private Fault add(Effect effect) {
        Fault fault = new Fault(action, media, job, effect);
        register.accept(fault);
        return fault;
    }
}
