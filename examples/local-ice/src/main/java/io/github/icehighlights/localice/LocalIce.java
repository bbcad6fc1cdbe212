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
package io.github.icehighlights.localice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.github.icehighlights.localice.action.BatchInfo;
import io.github.icehighlights.localice.action.DeleteSmartJob;
import io.github.icehighlights.localice.action.GetBatchMediaProducingJob;
import io.github.icehighlights.localice.action.GetEventCallback;
import io.github.icehighlights.localice.action.GetSmartHandleJob;
import io.github.icehighlights.localice.action.HoldSwitch;
import io.github.icehighlights.localice.action.JobInfo;
import io.github.icehighlights.localice.action.JobLookup;
import io.github.icehighlights.localice.action.JobPages;
import io.github.icehighlights.localice.action.ListBatchMediaProducingJobs;
import io.github.icehighlights.localice.action.ListSmartJobs;
import io.github.icehighlights.localice.action.SetEventCallback;
import io.github.icehighlights.localice.action.SubmitJob;
import io.github.icehighlights.localice.bucket.Buckets;
import io.github.icehighlights.localice.callback.Callbacks;
import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.JobKind;
import io.github.icehighlights.localice.job.JobRunner;
import io.github.icehighlights.localice.job.Jobs;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.job.Outcome;
import io.github.icehighlights.localice.limits.CommonLimits;
import io.github.icehighlights.localice.media.Materials;
import io.github.icehighlights.localice.media.MediaRegistry;
import io.github.icehighlights.localice.media.OssUrls;
import io.github.icehighlights.localice.queue.QueueServer;
import io.github.icehighlights.localice.queue.Queues;
import io.github.icehighlights.localice.server.AdminApi;
import io.github.icehighlights.localice.server.IceServer;
import io.github.icehighlights.localice.server.IceService;
import io.github.icehighlights.localice.wire.Acs3Verifier;
import io.github.icehighlights.localice.wire.Action;
import io.github.icehighlights.localice.wire.Credentials;
import io.github.icehighlights.localice.wire.JsonLog;

/**
 * A stand-in for Alibaba Cloud ICE, OSS and SMQ on 127.0.0.1. It answers the actions around highlight jobs, checks
 * signatures and documented limits, and really cuts loud passages out of the MP4s in its buckets. It is not ICE.
 */
public final class LocalIce implements AutoCloseable {

    private static final Duration WORK_AT_MOST = Duration.ofSeconds(60);

    private final OpenParts parts = new OpenParts();
    private final Faults faults = new Faults();
    private final HoldSwitch holdSwitch = new HoldSwitch();
    private final String region;
    private final Credentials credentials;
    private final StateFolder folder;
    private final OssUrls urls;
    private final MediaRegistry registry;
    private final S3Access s3;
    private final Lifecycle lifecycle;
    private final Jobs jobs;
    private final Queues queues;
    private final Callbacks callbacks;
    private final JobRunner runner;
    private final IceService service;
    private final IceServer server;
    private final QueueServer queueServer;

    LocalIce(LocalIceBuilder settings) {
        region = settings.region;
        credentials = new Credentials(settings.accessKey, settings.secretKey, settings.securityToken);
        urls = new OssUrls(region);
        lifecycle = new Lifecycle(settings.clock, settings.speed);
        Acs3Verifier verifier = new Acs3Verifier(credentials, Clock.systemUTC());
        try {
            folder = parts.add(StateFolder.open(settings.directory), StateFolder::close);
            registry = parts.add(new MediaRegistry(directory().resolve("media.jsonl")), MediaRegistry::close);
            JsonLog log = parts.add(new JsonLog(directory().resolve("jobs.jsonl")), JsonLog::close);
            jobs = new Jobs(log, settings.clock, settings.tokenWindow);
            Buckets buckets = parts.add(buckets(settings), Buckets::close);
            settings.buckets.forEach(buckets::create);
            s3 = parts.add(
                    new S3Access(serviceHost(), buckets.port(), region, credentials, buckets::create), S3Access::close);
            Materials materials =
                    new Materials(buckets, registry, urls, directory().resolve("work"));
            Duties duties = new Duties(new CommonLimits(region, settings.maxUserDataBytes), materials);
            queues = parts.add(
                    new Queues(new JsonLog(directory().resolve("queues.jsonl")), settings.clock), Queues::close);
            settings.queues.forEach(queues::create);
            callbacks = parts.add(
                    new Callbacks(
                            directory(), jobs, lifecycle, settings.clock, faults, queues, settings.callbackSettings()),
                    Callbacks::close);
            runner = parts.add(new JobRunner(jobs, duties::work), JobRunner::close);
            service = new IceService(region, verifier, faults, actions(settings, duties));
            AdminApi admin = new AdminApi(new LocalControls(this), faults);
            server = parts.add(
                    new IceServer(loopback().getHostAddress(), settings.port, service, admin), IceServer::close);
            queueServer = parts.add(
                    new QueueServer(loopback(), settings.queuePort, queues, credentials, region), QueueServer::close);
        } catch (RuntimeException e) {
            // a port is taken, for example: nothing of what has started may go on
            parts.close();
            throw e;
        }
        jobs.all().forEach(runner::start);
    }

    private Buckets buckets(LocalIceBuilder settings) {
        return new Buckets(
                directory().resolve("buckets"),
                loopback(),
                settings.s3Port,
                serviceHost(),
                credentials.accessKey(),
                credentials.secretKey(),
                settings.pathStyleAllowed);
    }

    private String serviceHost() {
        return "oss-" + region + ".localhost";
    }

    private Map<String, Action> actions(LocalIceBuilder settings, Duties duties) {
        JobLookup extractions = new JobLookup(jobs, false, runner, lifecycle, settings.clock, settings.notFoundCode);
        JobLookup batches = new JobLookup(jobs, true, runner, lifecycle, settings.clock, settings.notFoundCode);
        JobPages smartPages =
                new JobPages(jobs, extractions, settings.clock, settings.listLag, settings.extractionsListed);
        JobPages batchPages = new JobPages(jobs, batches, settings.clock, settings.listLag, true);
        JobInfo smartInfo = new JobInfo(settings.jobType);
        BatchInfo batchInfo = new BatchInfo(lifecycle, settings.brokenEchoes, settings.oneSlashUrls);

        Map<String, Action> actions = new HashMap<>();
        for (JobKind kind : JobKind.values()) {
            actions.put(kind.action(), new SubmitJob(kind, duties.limits(kind), jobs, runner, faults, holdSwitch));
        }
        actions.put("GetSmartHandleJob", new GetSmartHandleJob(extractions, lifecycle, smartInfo));
        actions.put("ListSmartJobs", new ListSmartJobs(smartPages, lifecycle, smartInfo));
        actions.put("DeleteSmartJob", new DeleteSmartJob(jobs, extractions));
        actions.put("GetBatchMediaProducingJob", new GetBatchMediaProducingJob(batches, batchInfo, duties::videos));
        actions.put("SetEventCallback", new SetEventCallback(callbacks.setting()));
        actions.put("GetEventCallback", new GetEventCallback(callbacks.setting()));
        actions.put("ListBatchMediaProducingJobs", new ListBatchMediaProducingJobs(batchPages, batchInfo));
        return actions;
    }

    /** Begins the settings of a stand-in. */
    public static LocalIceBuilder builder() {
        return new LocalIceBuilder();
    }

    /** A small MP4 (12 s, H.264 and AAC, under 100 KB) that is loud from second 6 to second 9 and quiet else. */
    public static byte[] sampleVideo() {
        return SampleVideo.bytes();
    }

    /** URL of the ICE actions, for example {@code http://127.0.0.1:40123}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.port();
    }

    /** URL of the SMQ queues: the endpoint of an {@code MNSClient}. */
    public String queueEndpoint() {
        return "http://127.0.0.1:" + queueServer.port();
    }

    /** URL of the administration. */
    public String adminUrl() {
        return endpoint() + "/admin";
    }

    /** Region of service and buckets. */
    public String region() {
        return region;
    }

    /** Id of the access key. */
    public String accessKey() {
        return credentials.accessKey();
    }

    /** Secret of the access key. */
    public String secretKey() {
        return credentials.secretKey();
    }

    /** Token of temporary credentials, or null. */
    public String securityToken() {
        return credentials.securityToken();
    }

    /** Where jobs and buckets are kept. */
    public Path directory() {
        return folder.path();
    }

    /** The buckets. */
    public S3Access s3() {
        return s3;
    }

    /** The SMQ queues. */
    public Queues queues() {
        return queues;
    }

    /** The callbacks that are sent, and how they fared. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** The faults that can be asked for. */
    public Faults faults() {
        return faults;
    }

    /** How many jobs were created, deleted ones too. A repeated client token creates none. */
    public int created() {
        return createdByAction().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many jobs this action created. */
    public int created(String action) {
        return createdByAction().getOrDefault(action, 0);
    }

    Map<String, Integer> createdByAction() {
        return jobs.created();
    }

    /** How many requests for this action arrived since the start, refused ones too. */
    public int requests(String action) {
        return requestsByAction().getOrDefault(action, 0);
    }

    Map<String, Integer> requestsByAction() {
        return service.requests();
    }

    /** All jobs that are not deleted, oldest first. */
    public List<JobSummary> jobs() {
        return jobs.all().stream().map(this::summary).toList();
    }

    /**
     * Ends a job now, whether it is waiting, held or stuck: with what its work brings, for which this call waits.
     *
     * @throws NoSuchElementException if there is no such job
     */
    public void finish(String jobId) {
        String id = existing(jobId);
        jobs.end(id);
        runner.await(id, WORK_AT_MOST);
    }

    /**
     * Ends a job now, as failed.
     *
     * @throws NoSuchElementException if there is no such job
     */
    public void fail(String jobId, String code, String message) {
        jobs.end(existing(jobId), Outcome.failure(code, message, 0));
    }

    /** Whether the work of a job is done, which its state may not show yet. */
    boolean isWorkDone(String jobId) {
        return jobs.find(jobId).filter(job -> job.outcome() != null).isPresent();
    }

    /** With true, jobs that are created from now on stay Executing. With false, all held jobs go on. */
    public void holdAll(boolean hold) {
        holdSwitch.turn(hold);
        if (!hold) {
            jobs.release();
        }
    }

    /** Makes an OSS URL known as a media asset. */
    public void registerMedia(String mediaId, String url) {
        registry.register(mediaId, urls.parse(url));
    }

    /**
     * Forgets jobs, tokens, counts, faults, holding, callbacks and their setting, and the messages of queues. Queues,
     * buckets and media assets stay.
     */
    public void reset() {
        faults.clear();
        holdSwitch.turn(false);
        jobs.clear();
        callbacks.clear();
        queues.clear();
        service.clearCounts();
    }

    @Override
    public void close() {
        parts.close();
    }

    private String existing(String jobId) {
        String id = jobId.trim();
        return jobs.find(id)
                .orElseThrow(() -> new NoSuchElementException("No such job: " + id))
                .id();
    }

    private JobSummary summary(Job job) {
        return new JobSummary(
                job.id(),
                job.action(),
                job.clientToken(),
                job.userData(),
                lifecycle.of(job).state().name(),
                job.createdAt());
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
