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

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.request.HighlightRequest;
import io.github.icehighlights.camel.request.RequestLimits;
import io.github.icehighlights.camel.request.RequestMerger;
import io.github.icehighlights.camel.request.Scope;
import io.github.icehighlights.camel.request.Submission;
import io.github.icehighlights.camel.request.SubmissionKeys;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.tracking.Delivery;
import io.github.icehighlights.camel.tracking.Intent;
import io.github.icehighlights.camel.tracking.JobTracker;
import io.github.icehighlights.camel.tracking.Policies;
import io.github.icehighlights.camel.tracking.Submitted;
import io.github.icehighlights.camel.tracking.Waits;

/** Submits an exchange's request and, if it is to, lets the exchange wait for the job. No thread waits. */
final class SubmitOperation {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitOperation.class);

    private final IceHighlightsEndpoint endpoint;
    private final IceHighlightsConfiguration configuration;
    private final JobTracker tracker;
    private final RequestEvaluator evaluator;
    private final RequestMerger merger;
    private final Scope scope;
    private final CarriedHeaders carriedHeaders;
    private final RouteStops routeStops;
    private final JobAddresses addresses;
    private final Policies policies;

    SubmitOperation(IceHighlightsEndpoint endpoint) throws Exception {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.tracker = endpoint.getComponent().tracker();
        this.evaluator = new RequestEvaluator(endpoint);
        this.merger = new RequestMerger(limits(configuration));
        this.scope = new Scope(
                endpoint.getComponent().getStoreNamespace(), endpoint.getChannel(), configuration.getRegion());
        this.carriedHeaders = new CarriedHeaders(configuration.getCarryHeaders());
        this.routeStops = new RouteStops(endpoint.getCamelContext(), tracker.waits());
        this.addresses = configuration.callbacks().jobAddresses();
        this.policies = configuration.policies();
        warnOfUndocumented();
    }

    /** ICE may know more than this component, so what may be a slip of the pen is passed on; but not silently. */
    private void warnOfUndocumented() {
        IceHighlightsOperation operation = configuration.getOperation();
        if (operation == null || operation.submits() == null) {
            return;
        }
        Map<String, Map<String, ?>> options = new LinkedHashMap<>();
        options.put("input", configuration.getInput());
        options.put("strategy", configuration.getStrategy());
        options.put("editing", configuration.getEditing());
        options.put("output", configuration.getOutput());
        List<String> undocumented = merger.undocumented(operation.submits(), options);
        if (!undocumented.isEmpty()) {
            LOG.warn(
                    "Channel {}: ICE documents no {} for {}; passed on as it is. Is it misspelt?",
                    endpoint.getChannel(),
                    String.join(", ", undocumented),
                    operation);
        }
    }

    /** Says once a channel, not with every exchange, what ICE takes but may not do as it was meant. */
    private void advise(HighlightRequest request) {
        for (String advice : merger.advice(request)) {
            String said = "Channel " + endpoint.getChannel() + ": " + advice;
            if (endpoint.getComponent().isNews(said)) {
                LOG.warn(said);
            }
        }
    }

    /** Runs until ICE has the job or, if the exchange waits, until the job or the wait is over. */
    void process(JobType jobType, Exchange exchange, AsyncCallback callback) {
        boolean waits = configuration.isWaitForCompletion();
        if (waits && exchange.isTransacted()) {
            throw new IllegalArgumentException(
                    "waitForCompletion=true in a transacted route would keep the transaction open"
                            + " and its thread blocked for as long as the job takes. Submit without waiting, and consume from"
                            + " ice-highlights:" + endpoint.getChannel());
        }
        HighlightRequest request = merger.merge(evaluator.evaluate(jobType, exchange));
        advise(request);
        String key = key(request, exchange);
        String carried = carriedHeaders.collect(exchange.getMessage());
        if (configuration.isDryRun()) {
            JobHeaders.checked(exchange.getMessage(), submission(request, key, null));
            callback.done(false);
            return;
        }
        Intent intent = supersedes -> reservation(submission(request, key, supersedes), carried, supersedes);

        tracker.submitter()
                .submit(intent, this::firstLook, waits)
                .whenComplete((submitted, error) -> tracker.continueOn(() -> goOn(exchange, callback, () -> {
                    if (error != null) {
                        fail(exchange, error);
                        return true;
                    }
                    JobHeaders.submitted(exchange.getMessage(), submitted);
                    return !waits || isOverAfterSubmission(submitted, exchange, callback);
                })));
    }

    /**
     * One step of an exchange that nobody else watches by now: what it throws ends the exchange, which would hang otherwise.
     *
     * @param step says whether the exchange is over
     */
    private static void goOn(Exchange exchange, AsyncCallback callback, BooleanSupplier step) {
        boolean over = true;
        try {
            over = step.getAsBoolean();
        } catch (RuntimeException e) {
            fail(exchange, e);
        }
        if (over) {
            callback.done(false);
        }
    }

    private boolean isOverAfterSubmission(Submitted submitted, Exchange exchange, AsyncCallback callback) {
        PendingState state = submitted.job().state();
        if (submitted.duplicate() && state == PendingState.ACKNOWLEDGED) {
            resultOfEarlierJob(submitted, exchange, callback);
            return false;
        }
        Set<String> routes = routeStops.watch(exchange);
        String correlationId = submitted.job().correlationId();
        CompletableFuture<Waits.End> end = tracker.waits()
                .begin(correlationId, routes, Duration.ofMillis(configuration.getWaitTimeout()), policies);
        if (routeStops.isStopping(routes)) {
            routes.forEach(tracker.waits()::detachAll);
        }
        // the submission itself, with its request, is not kept for as long as the wait takes
        String jobId = submitted.jobId();
        end.thenAccept(how -> goOn(exchange, callback, () -> {
            if (how instanceof Waits.End.Arrived arrived) {
                arrived(arrived.delivery(), exchange);
            } else if (how instanceof Waits.End.Detached detached) {
                detached(detached.reason(), jobId, exchange);
            }
            return true;
        }));
        return false;
    }

    /** From here on the exchange is the job's delivery. */
    private void arrived(Delivery delivery, Exchange exchange) {
        try {
            deliver(delivery, exchange);
        } catch (RuntimeException e) {
            // nothing else would end the delivery before its time is over
            delivery.failed(e);
            throw e;
        }
    }

    private void deliver(Delivery delivery, Exchange exchange) {
        Message message = exchange.getMessage();
        JobHeaders.delivered(message, delivery.job(), delivery.highlights());
        message.setHeader(IceHighlightsConstants.DETACHED, false);
        message.setHeader(IceHighlightsConstants.DELIVERY_COUNT, delivery.count());
        message.setBody(delivery.highlights());

        boolean asException = configuration.getFailedJobs() == FailedJobs.EXCEPTION
                && delivery.highlights().state().isFailure();
        if (asException) {
            exchange.setException(new IceJobFailedException(delivery.highlights()));
            // a redelivery by the error handler would submit and pay anew: a failed job does not stand for its key
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
        }
        exchange.getExchangeExtension().addOnCompletion(new DeliveryCompletion((failed, cause) -> {
            if (failed && !asException) {
                delivery.failed(cause);
            } else {
                delivery.acknowledged();
            }
        }));
    }

    private void detached(Waits.End.Reason reason, String jobId, Exchange exchange) {
        exchange.getMessage().setHeader(IceHighlightsConstants.DETACHED, true);
        if (reason == Waits.End.Reason.TIMEOUT && configuration.getOnWaitTimeout() == OnWaitTimeout.FAIL) {
            exchange.setException(new ExchangeTimedOutException(
                    exchange,
                    configuration.getWaitTimeout(),
                    "Job " + jobId + " is not finished. It goes on; a redelivery waits for it again"));
        }
    }

    /** The job this exchange would wait for was finished and taken long ago: ICE still knows its result. */
    private void resultOfEarlierJob(Submitted submitted, Exchange exchange, AsyncCallback callback) {
        tracker.desk()
                .report(submitted.job())
                .whenComplete((highlights, error) -> tracker.continueOn(() -> goOn(exchange, callback, () -> {
                    if (error != null) {
                        fail(exchange, error);
                    } else {
                        JobHeaders.result(exchange.getMessage(), highlights);
                        exchange.getMessage().setHeader(IceHighlightsConstants.DETACHED, false);
                        exchange.getMessage().setBody(highlights);
                    }
                    return true;
                })));
    }

    private String key(HighlightRequest request, Exchange exchange) {
        Object header = exchange.getMessage().getHeader(IceHighlightsConstants.IDEMPOTENCY_KEY);
        if (header != null) {
            return SubmissionKeys.explicit(header.toString());
        }
        String option = configuration.getIdempotencyKey();
        return switch (option) {
            case "auto" -> SubmissionKeys.auto(scope, request, MessageOrigin.of(exchange));
            case "none" -> SubmissionKeys.unique();
            default -> SubmissionKeys.explicit(evaluator.text(option, exchange));
        };
    }

    private Duration firstLook(Reservation reservation) {
        return tracker.firstLook(reservation, policies.look());
    }

    private Submission submission(HighlightRequest request, String key, String supersedes) {
        Submission submission = Submission.of(request, scope, key, supersedes);
        return submission.notifying(addresses.of(submission.correlationId()), configuration.getUserDataLimit());
    }

    private Reservation reservation(Submission submission, String carried, String supersedes) {
        return new Reservation(
                submission.correlationId(),
                submission.channel(),
                submission.jobType(),
                submission.key(),
                submission.fingerprint(),
                submission.clientToken(),
                submission.parameters(),
                endpoint.connection(),
                carried,
                supersedes);
    }

    static void fail(Exchange exchange, Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause instanceof IceException e && e.isOutcomeUnknown()) {
            exchange.getMessage().setHeader(IceHighlightsConstants.OUTCOME, "UNKNOWN");
        } else {
            exchange.getMessage().removeHeader(IceHighlightsConstants.OUTCOME);
        }
        exchange.setException(cause);
    }

    private static RequestLimits limits(IceHighlightsConfiguration configuration) {
        RequestLimits limits = RequestLimits.defaults(configuration.getRegion())
                .withCheckRegions(configuration.isCheckRegions())
                .withCheckHosts(configuration.isCheckHosts())
                .withUserDataBytes(configuration.getUserDataLimit())
                .withMaxMedia(configuration.getMaxMedia())
                .withSportsCategories(
                        Arrays.stream(configuration.getSportsCategories().split(","))
                                .map(String::strip)
                                .filter(category -> !category.isEmpty())
                                .collect(Collectors.toSet()));
        return configuration.isCheckSizes() ? limits : limits.withSides(1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
