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
package io.github.icehighlights.quickstart;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

import io.github.icehighlights.camel.model.Highlights;

/**
 * Tells what the routes do while they do it. It listens to Camel's own events, so that the routes need to know nothing
 * of it.
 */
final class Progress extends EventNotifierSupport {

    private final Console console;
    private final CompletableFuture<Highlights> firstResult = new CompletableFuture<>();
    private final Map<String, Long> pending = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(Console console) {
        this.console = console;
        ticker.scheduleAtFixedRate(this::tellPending, 1, 1, TimeUnit.SECONDS);
    }

    /** Completes with the first job that went all the way, or with what failed on the way. */
    CompletableFuture<Highlights> firstResult() {
        return firstResult;
    }

    /** Where things stand, for the message when they took too long. */
    String state() {
        return pending.isEmpty() ? "no job is pending" : "still pending: " + String.join(", ", pending.keySet());
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSendingEvent sending && isRoute(sending.getExchange(), "submit")) {
            sending(sending.getExchange(), sending.getEndpoint().getEndpointUri());
        } else if (event instanceof ExchangeSentEvent sent
                && !sent.getExchange().isFailed()) {
            sent(sent.getExchange(), sent.getEndpoint().getEndpointUri());
        } else if (event instanceof ExchangeCompletedEvent completed
                && isRoute(completed.getExchange(), "highlights")) {
            completed(completed.getExchange());
        } else if (event instanceof ExchangeFailedEvent failed) {
            failed(failed.getExchange());
        }
    }

    private void sending(Exchange exchange, String to) {
        if (to.startsWith("aws2-s3:")) {
            long size = exchange.getMessage().getHeader(Exchange.FILE_LENGTH, 0L, Long.class);
            console.tell("uploading   %s (%s) from FTP to the bucket", fileName(exchange), Console.size(size));
        }
    }

    private void sent(Exchange exchange, String to) {
        if (isRoute(exchange, "submit") && to.startsWith("ice-highlights:")) {
            String job = exchange.getMessage().getHeader("CamelIceHighlightsJobId", String.class);
            pending.put(job, System.nanoTime());
            console.tell("submitted   job %s for %s", job, fileName(exchange));
        } else if (isRoute(exchange, "highlights") && to.startsWith("aws2-s3:")) {
            console.tell("fetched     %s", exchange.getMessage().getHeader("CamelAwsS3ProducedKey"));
        }
    }

    private void completed(Exchange exchange) {
        boolean partOfSplit = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null;
        if (!partOfSplit && exchange.getMessage().getBody() instanceof Highlights highlights) {
            Long since = pending.remove(highlights.jobId());
            String waited = since == null ? "" : " after " + seconds(since) + " s";
            console.tell("%-11s job %s%s", highlights.state().name().toLowerCase(), highlights.jobId(), waited);
            firstResult.complete(highlights);
        }
    }

    private void failed(Exchange exchange) {
        Exception cause = exchange.getException();
        String step = exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT, String.class);
        firstResult.completeExceptionally(new IllegalStateException(
                "route " + exchange.getFromRouteId() + (step == null ? "" : ", at " + step) + ": " + cause, cause));
    }

    private void tellPending() {
        pending.forEach((job, since) -> {
            long seconds = seconds(since);
            if (isWorthALine(seconds)) {
                console.tell("pending     job %s for %d s", job, seconds);
            }
        });
    }

    /** Each second at first, each minute in the end: jobs of the real cloud take long. */
    private static boolean isWorthALine(long seconds) {
        return seconds < 10 || seconds % (seconds < 60 ? 10 : 60) == 0;
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    private static boolean isRoute(Exchange exchange, String id) {
        return id.equals(exchange.getFromRouteId());
    }

    private static String fileName(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }

    @Override
    protected void doStop() {
        ticker.shutdownNow();
    }
}
