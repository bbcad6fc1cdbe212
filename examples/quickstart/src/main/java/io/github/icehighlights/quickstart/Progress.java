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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

import io.github.icehighlights.camel.IceHighlightsConstants;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.quickstart.page.HighlightPage;
import io.github.icehighlights.quickstart.page.JobTitle;

/**
 * Tells what the routes do while they do it. It listens to Camel's own events, so that the routes need to know nothing
 * of it.
 */
final class Progress extends EventNotifierSupport {

    private final Console console;
    private final CompletableFuture<List<Highlights>> end = new CompletableFuture<>();
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(Console console) {
        this.console = console;
        ticker.scheduleAtFixedRate(this::tellPending, 1, 1, TimeUnit.SECONDS);
    }

    /** Completes when a job of each type has gone all the way, when a job has failed, or with what failed on the way. */
    CompletableFuture<List<Highlights>> end() {
        return end;
    }

    /** Where things stand, for the message when they took too long. */
    String state() {
        return pending.isEmpty()
                ? "no job is pending"
                : "still pending: "
                        + pending.values().stream().map(Pending::name).collect(Collectors.joining(", "));
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeEvent || event instanceof CamelContextStartedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSendingEvent sending) {
            sending(sending.getExchange(), sending.getEndpoint().getEndpointUri());
        } else if (event instanceof ExchangeSentEvent sent
                && !sent.getExchange().isFailed()) {
            sent(sent.getExchange(), sent.getEndpoint().getEndpointUri());
        } else if (event instanceof ExchangeCompletedEvent completed) {
            completed(completed.getExchange());
        } else if (event instanceof ExchangeFailedEvent failed) {
            failed(failed.getExchange());
        } else if (event instanceof CamelContextStartedEvent started) {
            // an earlier process may have died when all was done
            endIfAllIsDone(started.getContext());
        }
    }

    private void sending(Exchange exchange, String to) {
        if (to.startsWith("aws2-s3:") && isUpload(exchange)) {
            long size = exchange.getMessage().getHeader(Exchange.FILE_LENGTH, 0L, Long.class);
            console.tell("uploading   %s (%s) from FTP to the bucket", fileName(exchange), Console.size(size));
        }
    }

    private void sent(Exchange exchange, String to) {
        if (to.startsWith("ice-highlights:")) {
            submitted(exchange);
        } else if (to.startsWith("aws2-s3:") && !isUpload(exchange)) {
            console.tell("fetched     %s", exchange.getMessage().getHeader("CamelAwsS3ProducedKey"));
        } else if (to.startsWith("bean:")) {
            ended(exchange.getMessage().getBody(Highlights.class));
        }
    }

    private void submitted(Exchange exchange) {
        String id = exchange.getMessage().getHeader(IceHighlightsConstants.JOB_ID, String.class);
        JobType type = exchange.getMessage().getHeader(IceHighlightsConstants.JOB_TYPE, JobType.class);
        if (exchange.getMessage().getHeader(IceHighlightsConstants.DUPLICATE, false, boolean.class)) {
            console.tell("recognised  %s for %s", name(type, id), fileName(exchange));
            return;
        }
        Pending job = new Pending(name(type, id), System.nanoTime());
        pending.put(id, job);
        console.tell("submitted   %s for %s", job.name(), fileName(exchange));
    }

    private void ended(Highlights highlights) {
        Pending job = pending.remove(highlights.jobId());
        String waited = job == null ? "" : " after " + job.seconds() + " s";
        String state = highlights.state().name().toLowerCase(Locale.ROOT);
        console.tell("%-11s %s%s", state, name(highlights.jobType(), highlights.jobId()), waited);
    }

    private void completed(Exchange exchange) {
        boolean partOfSplit = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null;
        if (!partOfSplit && exchange.getMessage().getBody() instanceof Highlights) {
            endIfAllIsDone(exchange.getContext());
        }
    }

    private void endIfAllIsDone(CamelContext context) {
        List<Highlights> jobs = context.getRegistry()
                .lookupByNameAndType("page", HighlightPage.class)
                .jobs();
        boolean oneOfEachType =
                jobs.stream().map(Highlights::jobType).distinct().count() == JobType.values().length;
        if (oneOfEachType || jobs.stream().anyMatch(job -> job.state().isFailure())) {
            end.complete(jobs);
        }
    }

    private void failed(Exchange exchange) {
        Exception cause = exchange.getException();
        String step = exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT, String.class);
        end.completeExceptionally(new IllegalStateException(
                "route " + exchange.getFromRouteId() + (step == null ? "" : ", at " + step) + ": " + cause, cause));
    }

    private void tellPending() {
        pending.values().stream()
                .filter(job -> isWorthALine(job.seconds()))
                .forEach(job -> console.tell("pending     %s for %d s", job.name(), job.seconds()));
    }

    /** Each second at first, each minute in the end: jobs of the real cloud take long. */
    private static boolean isWorthALine(long seconds) {
        return seconds < 10 || seconds % (seconds < 60 ? 10 : 60) == 0;
    }

    private static boolean isUpload(Exchange exchange) {
        return "submit".equals(exchange.getFromRouteId());
    }

    private static String name(JobType type, String jobId) {
        return JobTitle.of(type) + ", job " + jobId;
    }

    private static String fileName(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }

    @Override
    protected void doStop() {
        ticker.shutdownNow();
    }

    /** A job at work, and since when. */
    private record Pending(String name, long since) {

        long seconds() {
            return Duration.ofNanos(System.nanoTime() - since).toSeconds();
        }
    }
}
