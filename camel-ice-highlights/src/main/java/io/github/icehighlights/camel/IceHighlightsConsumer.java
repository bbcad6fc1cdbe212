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

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.observe.TrackerHealthCheck;
import io.github.icehighlights.camel.tracking.Delivery;
import io.github.icehighlights.camel.tracking.JobTracker;
import io.github.icehighlights.camel.tracking.Policies;
import io.github.icehighlights.camel.tracking.Receiver;

/** Gives the finished jobs of a channel to a route, and acknowledges each when the route is through with it. */
public class IceHighlightsConsumer extends DefaultConsumer implements Receiver, Suspendable, ShutdownAware {

    /** How long a route that is interrupted has to come to an end. */
    private static final long INTERRUPTED_MILLIS = 3_000;

    private final IceHighlightsEndpoint endpoint;
    private final IceHighlightsConfiguration configuration;
    private final Set<Delivery> inHand = ConcurrentHashMap.newKeySet();
    private JobTracker tracker;
    private ExecutorService executor;
    private Executor steps;
    private CallbackHold callbacks;

    public IceHighlightsConsumer(IceHighlightsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    public String channel() {
        return endpoint.getChannel();
    }

    @Override
    public Policies policies() {
        return configuration.policies();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        tracker = endpoint.getComponent().tracker();
        String threads = "IceHighlights-" + channel();
        ThreadPoolProfile profile = TrackerThreads.endless(threads, configuration.getConcurrentDeliveries());
        // a job that comes too late has to be handed back, not to vanish
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        executor = getEndpoint().getCamelContext().getExecutorServiceManager().newThreadPool(this, threads, profile);
        steps = TrackerThreads.bounded(executor, configuration.getConcurrentDeliveries());
        var healthCheck =
                new TrackerHealthCheck("consumer:" + getRouteId(), tracker::problems, endpoint.getComponent()::notices);
        healthCheck.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
        setHealthCheck(healthCheck);
        try {
            callbacks = new CallbackHold(endpoint, this::isAwake);
            tracker.open(this);
            if (configuration.getUnknownJobs() == UnknownJobs.ADOPT) {
                tracker.adoption().open(channel(), endpoint.connection());
            }
        } catch (Exception e) {
            // Camel does not stop what has not started: a channel left open would deliver into a route that is not
            // there
            tracker.close(this);
            if (callbacks != null) {
                callbacks.letGo();
                callbacks = null;
            }
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(executor);
            throw e;
        }
    }

    private boolean isAwake() {
        return isRunAllowed() && !isSuspendingOrSuspended();
    }

    @Override
    protected void doSuspend() {
        tracker.close(this);
    }

    @Override
    protected void doResume() {
        tracker.open(this);
    }

    @Override
    protected void doStop() throws Exception {
        if (callbacks != null) {
            tracker.adoption().close(channel());
            callbacks.letGo();
            callbacks = null;
        }
        if (tracker != null) {
            tracker.close(this);
        }
        if (executor != null) {
            ExecutorServiceManager manager = getEndpoint().getCamelContext().getExecutorServiceManager();
            if (inHand.isEmpty()) {
                manager.shutdownGraceful(executor);
            } else {
                // Camel's time for the route is over: it is interrupted, and what it had in hand is delivered again
                manager.shutdownNow(executor);
                awaitTheInterrupted(manager);
            }
        }
        super.doStop();
    }

    /** What they give back needs a store that is still there. Camel may have interrupted the thread that stops them, too. */
    private void awaitTheInterrupted(ExecutorServiceManager manager) {
        boolean interrupted = Thread.interrupted();
        try {
            manager.awaitTermination(executor, INTERRUPTED_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return inHand.size();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // nothing: Camel has suspended the consumer long before, and after a stop by force it may say this so late that
        // the
        // route runs again
    }

    @Override
    public void receive(Delivery delivery) {
        inHand.add(delivery);
        run(delivery, () -> {
            boolean byClip = configuration.getSplit() == Split.CLIPS
                    && !delivery.highlights().clips().isEmpty()
                    && !delivery.highlights().state().isFailure();
            if (byClip) {
                deliverClip(delivery, delivery.clipsDelivered());
            } else {
                deliverJob(delivery);
            }
        });
    }

    private void deliverJob(Delivery delivery) {
        Exchange exchange = exchange(delivery);
        Highlights highlights = delivery.highlights();
        exchange.getMessage().setBody(highlights);
        boolean asException = configuration.getFailedJobs() == FailedJobs.EXCEPTION
                && highlights.state().isFailure();
        if (asException) {
            // as Camel does with an exception from outside a route: straight to the error handler, without redelivery
            var failure = new IceJobFailedException(highlights);
            exchange.setException(failure);
            exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
            exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
        }
        process(exchange, delivery, (failed, cause) -> {
            inHand.remove(delivery);
            if (failed && !asException) {
                delivery.failed(cause);
            } else {
                delivery.acknowledged();
            }
        });
    }

    /** Clips go in order; the next one when this one is through and that is written down. */
    private void deliverClip(Delivery delivery, int position) {
        List<Clip> clips = delivery.highlights().clips();
        if (position >= clips.size()) {
            inHand.remove(delivery);
            delivery.acknowledged();
            return;
        }
        if (!isAwake()) {
            inHand.remove(delivery);
            delivery.handBack();
            return;
        }
        Clip clip = clips.get(position);
        Exchange exchange = exchange(delivery);
        Message message = exchange.getMessage();
        message.setBody(clip);
        JobHeaders.clip(message, clip);
        process(exchange, delivery, (failed, cause) -> {
            if (failed) {
                inHand.remove(delivery);
                delivery.failed(cause);
            } else {
                delivery.clipsDelivered(
                        position + 1,
                        () -> run(delivery, () -> deliverClip(delivery, position + 1)),
                        () -> inHand.remove(delivery));
            }
        });
    }

    /** Runs a step of a delivery on the route's threads; when they are gone, the job goes back. */
    private void run(Delivery delivery, Runnable step) {
        try {
            steps.execute(() -> {
                try {
                    step.run();
                } catch (RuntimeException | Error e) {
                    inHand.remove(delivery);
                    delivery.failed(e);
                    getExceptionHandler().handleException(describe(delivery) + " did not reach its route", e);
                }
            });
        } catch (RejectedExecutionException e) {
            inHand.remove(delivery);
            delivery.handBack();
        }
    }

    private Exchange exchange(Delivery delivery) {
        Exchange exchange = createExchange(true);
        Message message = exchange.getMessage();
        CarriedHeaders.restore(delivery.job().reservation().carriedHeaders(), message);
        JobHeaders.delivered(message, delivery.job(), delivery.highlights());
        message.setHeader(IceHighlightsConstants.DELIVERY_COUNT, delivery.count());
        return exchange;
    }

    /** The exchange may be another's as soon as it is completed: nothing is asked of it afterwards. */
    private void process(Exchange exchange, Delivery delivery, DeliveryCompletion.Outcome outcome) {
        var completed = new AtomicBoolean();
        exchange.getExchangeExtension().addOnCompletion(new DeliveryCompletion((failed, cause) -> {
            completed.set(true);
            outcome.completed(failed, cause);
            // a bridge leads to the route's error handler, which has had it
            if (cause != null && !endpoint.isBridgeErrorHandler()) {
                getExceptionHandler().handleException(describe(delivery) + " failed in its route", cause);
            }
        }));
        getAsyncProcessor().process(exchange, doneSync -> {
            if (!completed.get()) {
                delivery.handedOver();
            }
        });
    }

    private String describe(Delivery delivery) {
        return "Delivery " + delivery.count() + " of job " + delivery.job().jobId() + " on channel " + channel();
    }
}
