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

import java.util.EnumSet;
import java.util.Set;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;

import io.github.icehighlights.camel.callback.EventBody;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.observe.TrackerHealthCheck;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.tracking.Hint;
import io.github.icehighlights.camel.tracking.JobTracker;

/** Carries out the operation of an exchange. Always asynchronous: stores and ICE are asked on the tracker's workers. */
public class IceHighlightsProducer extends DefaultAsyncProducer {

    /** What is pending: everything that may still reach a route. */
    private static final Set<PendingState> PENDING =
            EnumSet.of(PendingState.RESERVED, PendingState.ACTIVE, PendingState.PARKED, PendingState.UNCERTAIN);

    private final IceHighlightsEndpoint endpoint;
    private SubmitOperation submit;
    private JobTracker tracker;
    private WritableHealthCheckRepository healthChecks;
    private TrackerHealthCheck healthCheck;
    private CallbackHold callbacks;

    public IceHighlightsProducer(IceHighlightsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        tracker = endpoint.getComponent().tracker();
        submit = new SubmitOperation(endpoint);
        if (endpoint.getConfiguration().isWaitForCompletion()) {
            callbacks = new CallbackHold(endpoint, this::isRunAllowed);
        }
        registerHealthCheck();
    }

    @Override
    protected void doStop() throws Exception {
        if (callbacks != null) {
            callbacks.letGo();
            callbacks = null;
        }
        if (healthChecks != null) {
            healthChecks.removeHealthCheck(healthCheck);
            healthChecks = null;
        }
        super.doStop();
    }

    /** Camel asks producers only when camel.health.producersEnabled is set. */
    private void registerHealthCheck() {
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null) {
            healthCheck = new TrackerHealthCheck(
                    "producer:ice-highlights-" + endpoint.getChannel(),
                    tracker::problems,
                    endpoint.getComponent()::notices);
            healthCheck.setEnabled(endpoint.getComponent().isHealthCheckProducerEnabled());
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback done) {
        AsyncCallback callback = doneSync -> {
            // used up; but a redelivery of a failed exchange needs them once more
            if (exchange.getException() == null) {
                exchange.getMessage().removeHeader(IceHighlightsConstants.OPERATION);
                exchange.getMessage().removeHeader(IceHighlightsConstants.IDEMPOTENCY_KEY);
                exchange.getMessage().removeHeader(IceHighlightsConstants.EXPECTED_CALLBACK);
            }
            done.done(doneSync);
        };
        try {
            IceHighlightsOperation operation = operation(exchange.getMessage());
            if (operation.submits() != null) {
                submit.process(operation.submits(), exchange, callback);
            } else {
                switch (operation) {
                    case getJob -> getJob(exchange, callback);
                    case listJobs -> listJobs(exchange, callback);
                    case replay -> replay(exchange, callback);
                    case forget -> forget(exchange, callback);
                    case acceptCallback -> acceptCallback(exchange, callback);
                    case deleteJob -> deleteJob(exchange, callback);
                    case getEventCallback -> getEventCallback(exchange, callback);
                    case setEventCallback -> setEventCallback(exchange, callback);
                    default -> throw new IllegalStateException(operation.name());
                }
            }
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void getJob(Exchange exchange, AsyncCallback callback) {
        Message message = exchange.getMessage();
        String jobId = jobId(message, IceHighlightsOperation.getJob);
        tracker.desk()
                .report(jobId, jobType(message), endpoint.getChannel(), endpoint.connection())
                .whenComplete((highlights, error) -> complete(exchange, callback, error, () -> {
                    JobHeaders.result(message, highlights);
                    message.setBody(highlights);
                }));
    }

    private void listJobs(Exchange exchange, AsyncCallback callback) {
        tracker.desk()
                .list(endpoint.getChannel(), PENDING)
                .whenComplete((jobs, error) -> complete(exchange, callback, error, () -> exchange.getMessage()
                        .setBody(jobs.stream().map(JobSummary::of).toList())));
    }

    private void replay(Exchange exchange, AsyncCallback callback) {
        Named job = named(exchange.getMessage(), IceHighlightsOperation.replay);
        tracker.desk()
                .replay(endpoint.getChannel(), job.correlationId(), job.jobId())
                .whenComplete((found, error) -> complete(
                        exchange,
                        callback,
                        error,
                        () -> require(found, exchange, job + " is not parked or uncertain on this channel")));
    }

    private void forget(Exchange exchange, AsyncCallback callback) {
        Named job = named(exchange.getMessage(), IceHighlightsOperation.forget);
        tracker.desk()
                .forget(endpoint.getChannel(), job.correlationId(), job.jobId())
                .whenComplete((found, error) -> complete(
                        exchange,
                        callback,
                        error,
                        () -> require(found, exchange, job + " is not known on this channel")));
    }

    private void acceptCallback(Exchange exchange, AsyncCallback callback) {
        Message message = exchange.getMessage();
        tracker.hints()
                .accept(Hint.of(EventBody.read(message)))
                .whenComplete((heard, error) -> complete(
                        exchange, callback, error, () -> message.setHeader(IceHighlightsConstants.HEARD, heard)));
    }

    private void deleteJob(Exchange exchange, AsyncCallback callback) {
        Message message = exchange.getMessage();
        tracker.desk()
                .delete(jobId(message, IceHighlightsOperation.deleteJob), jobType(message), endpoint.connection())
                .whenComplete((done, error) -> complete(exchange, callback, error, () -> {}));
    }

    private void getEventCallback(Exchange exchange, AsyncCallback callback) {
        tracker.account()
                .eventCallback(endpoint.connection())
                .whenComplete((present, error) -> complete(
                        exchange, callback, error, () -> exchange.getMessage().setBody(present)));
    }

    private void setEventCallback(Exchange exchange, AsyncCallback callback) {
        Message message = exchange.getMessage();
        tracker.account()
                .setEventCallback(
                        endpoint.connection(),
                        endpoint.getConfiguration().callbacks().account(),
                        message.getHeader(IceHighlightsConstants.EXPECTED_CALLBACK, String.class),
                        "the header " + IceHighlightsConstants.EXPECTED_CALLBACK)
                .whenComplete((change, error) -> complete(exchange, callback, error, () -> message.setBody(change)));
    }

    private static void require(boolean found, Exchange exchange, String otherwise) {
        if (!found) {
            exchange.setException(new IllegalArgumentException(otherwise));
        }
    }

    /** A submission as a route names it. */
    private record Named(String correlationId, String jobId) {

        @Override
        public String toString() {
            return correlationId == null ? "Job " + jobId : "Submission " + correlationId;
        }
    }

    private static Named named(Message message, IceHighlightsOperation operation) {
        String correlationId = message.getHeader(IceHighlightsConstants.CORRELATION_ID, String.class);
        String jobId = message.getHeader(IceHighlightsConstants.JOB_ID, String.class);
        if (correlationId == null && jobId == null) {
            throw new IllegalArgumentException("The operation " + operation + " needs a job in the header "
                    + IceHighlightsConstants.JOB_ID + ", or a submission in the header "
                    + IceHighlightsConstants.CORRELATION_ID);
        }
        return new Named(correlationId, jobId);
    }

    private static String jobId(Message message, IceHighlightsOperation operation) {
        String jobId = message.getHeader(IceHighlightsConstants.JOB_ID, String.class);
        if (jobId == null || jobId.isBlank()) {
            throw new IllegalArgumentException(
                    "The operation " + operation + " needs the job id in the header " + IceHighlightsConstants.JOB_ID);
        }
        return jobId.strip();
    }

    private JobType jobType(Message message) {
        return message.getHeader(
                IceHighlightsConstants.JOB_TYPE, endpoint.getConfiguration().getJobType(), JobType.class);
    }

    private void complete(Exchange exchange, AsyncCallback callback, Throwable error, Runnable success) {
        tracker.continueOn(() -> {
            if (error != null) {
                SubmitOperation.fail(exchange, error);
            } else {
                try {
                    success.run();
                } catch (RuntimeException e) {
                    exchange.setException(e);
                }
            }
            callback.done(false);
        });
    }

    private IceHighlightsOperation operation(Message message) {
        Object header = message.getHeader(IceHighlightsConstants.OPERATION);
        if (header == null) {
            IceHighlightsOperation operation = endpoint.getConfiguration().getOperation();
            if (operation == null) {
                throw new IllegalArgumentException(
                        "No operation: set the option operation, or the header " + IceHighlightsConstants.OPERATION
                                + ", to one of " + EnumSet.allOf(IceHighlightsOperation.class));
            }
            return operation;
        }
        try {
            return header instanceof IceHighlightsOperation operation
                    ? operation
                    : IceHighlightsOperation.valueOf(header.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Unknown operation '" + header + "' in the header "
                    + IceHighlightsConstants.OPERATION + "; there are " + EnumSet.allOf(IceHighlightsOperation.class));
        }
    }
}
