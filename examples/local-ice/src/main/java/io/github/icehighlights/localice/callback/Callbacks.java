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
package io.github.icehighlights.localice.callback;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobState;
import io.github.icehighlights.localice.job.Jobs;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.queue.Queues;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * Callbacks: sends them when jobs end, tells what became of them, and posts what a test likes to post.
 */
public final class Callbacks implements AutoCloseable {

    private final Clock realTime = Clock.systemUTC();
    private final Attempts attempts = new Attempts();
    private final Jobs jobs;
    private final Lifecycle lifecycle;
    private final EventCallbackSetting setting;
    private final Letters letters;
    private final HttpPost http;
    private final Courier courier;
    private final Told told;
    private final Announcer announcer;

    /**
     * Begins to watch the jobs.
     *
     * @param directory keeps what is set and what is sent
     * @param jobs      the jobs
     * @param lifecycle tells when they end
     * @param clock     tells the time of events
     * @param faults    what goes wrong
     * @param queues    take callbacks too
     * @param settings  how callbacks are sent
     */
    public Callbacks(
            Path directory,
            Jobs jobs,
            Lifecycle lifecycle,
            Clock clock,
            Faults faults,
            Queues queues,
            CallbackSettings settings) {
        this.jobs = jobs;
        this.lifecycle = lifecycle;
        this.setting =
                new EventCallbackSetting(new JsonLog(directory.resolve("event-callback.jsonl")), settings.first());
        this.letters = new Letters(new Events(settings.extractionType()), setting, settings.signNotifyAddresses());
        this.http = new HttpPost(settings.pace().timeout());
        this.courier = new Courier(
                new HttpTransport(http, realTime),
                new QueueTransport(queues, settings.base64Messages()),
                settings.pace(),
                attempts);
        this.told = new Told(new JsonLog(directory.resolve("callbacks.jsonl")));
        this.announcer = new Announcer(jobs, lifecycle, clock, faults, letters, told, new Outbox(courier));
        jobs.listen(announcer);
        jobs.all().forEach(announcer::changed);
    }

    /** The account-wide setting. */
    public EventCallbackSetting setting() {
        return setting;
    }

    /** The last attempts to bring callbacks to their receivers, up to 100,000, oldest first. */
    public List<Attempt> attempts() {
        return attempts.all();
    }

    /** The attempts for one job, oldest first. */
    public List<Attempt> attempts(String jobId) {
        return attempts().stream()
                .filter(attempt -> attempt.jobId().equals(jobId))
                .toList();
    }

    /** Whether the job has ended and all its callbacks have come through or are dropped, late ones too. */
    public boolean areThrough(String jobId) {
        return told.isDone(jobId);
    }

    /**
     * The body of the callback of a job: as it is or was at its end; of a job at work, as if it had finished now.
     *
     * @throws NoSuchElementException if there is no such job
     */
    public String event(String jobId) {
        Job job = jobs.find(jobId).orElseThrow();
        return new String(letters.events().end(job, end(job)).envelope(), StandardCharsets.UTF_8);
    }

    private Lifecycle.Moment end(Job job) {
        Lifecycle.Moment now = lifecycle.of(job);
        boolean ended = now.state() == JobState.Finished || now.state() == JobState.Failed;
        return ended ? now : new Lifecycle.Moment(JobState.Finished, now.since());
    }

    /** The headers with which ICE would sign a callback to this URL now; none as long as no key is set. */
    public Map<String, String> signature(String url) {
        return Stamp.with(setting.get().authKey()).headers(url, realTime);
    }

    /**
     * Posts anything anywhere, once, with the time-out of callbacks. Many can be posted at once: 128 are on their way
     * at a time, the others wait. What comes back never completes if the stand-in stops before.
     */
    public CompletableFuture<Reply> post(String url, Map<String, String> headers, byte[] body) {
        return http.post(url, headers, body);
    }

    /** Forgets what was sent, what waits to be sent, and what is set. */
    public void clear() {
        announcer.clear();
        courier.clear();
        attempts.clear();
        setting.clear();
    }

    /** Stops; what is on its way is broken off, and sent again after the next start. */
    @Override
    public void close() {
        announcer.close();
        courier.close();
        http.close();
        told.close();
        setting.close();
    }
}
