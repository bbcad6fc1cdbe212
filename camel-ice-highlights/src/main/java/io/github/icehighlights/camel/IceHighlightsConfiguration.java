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
import java.util.HashMap;
import java.util.Map;

import com.aliyun.credentials.Client;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.icehighlights.camel.callback.CallbackAuth;
import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.tracking.DeliveryPolicy;
import io.github.icehighlights.camel.tracking.LookPolicy;
import io.github.icehighlights.camel.tracking.Policies;

/** The options of an endpoint; on the component they are the defaults of its endpoints. */
@UriParams
public class IceHighlightsConfiguration implements Cloneable {

    @UriParam(
            label = "producer",
            description = "What the producer does with an exchange. The header CamelIceHighlightsOperation "
                    + "overrides it.")
    private IceHighlightsOperation operation;

    @UriParam(
            defaultValue = "cn-shanghai",
            description = "The Alibaba Cloud region in which jobs run. Media and output must lie in buckets of the "
                    + "same region.")
    private String region = "cn-shanghai";

    @UriParam(
            description = "Host of the ICE endpoint. By default ice.REGION.aliyuncs.com; set it for a VPC endpoint "
                    + "such as ice-vpc.cn-shanghai.aliyuncs.com, or with http:// for a stand-in on this "
                    + "machine.")
    private String endpoint;

    @UriParam(
            label = "security",
            secret = true,
            description = "AccessKey id. Without keys, Alibaba's default credential chain is used: environment, "
                    + "profile, OIDC, RAM role.")
    private String accessKey;

    @UriParam(label = "security", secret = true, description = "AccessKey secret that goes with accessKey.")
    private String secretKey;

    @UriParam(
            label = "security",
            secret = true,
            description = "Token of temporary (STS) credentials that goes with accessKey and secretKey. It is not "
                    + "refreshed: prefer a credentialsClient or the default chain.")
    private String securityToken;

    @UriParam(
            label = "security",
            description = "A ready-made credentials client of Alibaba's credentials-java, for example one that "
                    + "assumes a RAM role.")
    @Metadata(autowired = true)
    private Client credentialsClient;

    @UriParam(
            label = "advanced",
            description = "A ready-made ICE client. Its signature algorithm is set to ACS3; region and endpoint "
                    + "must be those of the options.")
    @Metadata(autowired = true)
    private com.aliyun.ice20201109.Client iceClient;

    @UriParam(
            label = "producer",
            description = "The video: a URL, oss://bucket/key or the id of a media asset. May hold Simple "
                    + "expressions, evaluated for each exchange. Without it the message body says which media.")
    private String media;

    @UriParam(
            prefix = "input.",
            multiValue = true,
            label = "producer",
            description = "Further fields of ICE's InputConfig, such as input.SportsCategory=basketball. Values may "
                    + "hold Simple expressions.")
    private Map<String, Object> input;

    @UriParam(
            prefix = "strategy.",
            multiValue = true,
            label = "producer",
            description =
                    "Fields of the highlight strategy, such as strategy.Count=3 or strategy.ClipDuration=12, by ICE's "
                            + "names with their capitals. "
                            + "Values may hold Simple expressions.")
    private Map<String, Object> strategy;

    @UriParam(
            prefix = "editing.",
            multiValue = true,
            label = "producer",
            description = "Fields of ICE's EditingConfig. Values may hold Simple expressions.")
    private Map<String, Object> editing;

    @UriParam(
            prefix = "output.",
            multiValue = true,
            label = "producer",
            description = "Fields of ICE's OutputConfig, such as output.NeedExport=true, output.Bucket=clips and "
                    + "output.ObjectKey=${file:name.noext}/{token}-{index}.mp4. {index} numbers the clips, "
                    + "{token} differs from job to job; values may hold Simple expressions.")
    private Map<String, Object> output;

    @UriParam(
            label = "producer",
            description = "A whole InputConfig as JSON text, or as a resource such as classpath:input.json. Options "
                    + "and body are laid over it.")
    @Metadata(supportFileReference = true)
    private String inputConfig;

    @UriParam(label = "producer", description = "A whole EditingConfig as JSON text, or as a resource.")
    @Metadata(supportFileReference = true)
    private String editingConfig;

    @UriParam(label = "producer", description = "A whole OutputConfig as JSON text, or as a resource.")
    @Metadata(supportFileReference = true)
    private String outputConfig;

    @UriParam(
            label = "producer",
            description = "Own data as a JSON object; ICE returns it with the result. With our correlation id it "
                    + "may take 512 bytes. May hold Simple expressions.")
    private String userData;

    @UriParam(
            label = "producer",
            defaultValue = "auto",
            description = "What makes two submissions the same one, so that a repeated message does not pay twice: "
                    + "auto derives it from the request and the message's origin (file, S3 object, Kafka "
                    + "offset, JMS id; without one, of the exchange), none asks for a new job every time, anything else is a Simple "
                    + "expression.")
    private String idempotencyKey = "auto";

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Permits an output path in which nothing differs from job to job, so that each job "
                    + "overwrites the clips of the last one.")
    private boolean allowOverwrite = false;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description =
                    "Whether a submission is only checked: limits, key and tokens as for a real one, with the headers of the "
                            + "submission, but nothing is sent, recorded or paid.")
    private boolean dryRun;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the exchange goes on only when its job is finished, with the highlights as body. "
                    + "No thread waits. Not behind consumers that are synchronous by nature (FTP, SFTP, "
                    + "transacted): there it would block them.")
    private boolean waitForCompletion = false;

    @UriParam(
            label = "producer",
            defaultValue = "3600000",
            javaType = "java.time.Duration",
            description = "How long an exchange waits for its job at most. The job goes on afterwards; its result "
                    + "goes to the channel's consumer.")
    private long waitTimeout = 3_600_000;

    @UriParam(
            label = "producer",
            defaultValue = "CONTINUE",
            description = "What becomes of an exchange whose wait is over before its job: CONTINUE goes on with the "
                    + "header CamelIceHighlightsDetached=true, FAIL fails the exchange; a redelivery then waits "
                    + "for the same job.")
    private OnWaitTimeout onWaitTimeout = OnWaitTimeout.CONTINUE;

    @UriParam(
            label = "producer",
            description = "Headers to store with the job and to restore on its result, on whichever node it "
                    + "arrives: names separated by commas; a name may end in a star. Simple types, 16 KB together. A "
                    + "wildcard never matches headers that carry credentials.")
    private String carryHeaders;

    @UriParam(
            label = "producer",
            description = "Type of the job that getJob asks about, for jobs that this application did not submit.")
    private JobType jobType;

    @UriParam(
            label = "consumer",
            defaultValue = "NONE",
            description = "NONE gives one exchange a job with the highlights as body, CLIPS one exchange a clip.")
    private Split split = Split.NONE;

    @UriParam(
            defaultValue = "EXCHANGE",
            description = "How a failed job reaches the route, at a consumer as at a producer with "
                    + "waitForCompletion: EXCHANGE as a message with state FAILED and its error, EXCEPTION as an "
                    + "exception for the route's error handler. Either way it is delivered once and then "
                    + "acknowledged.")
    private FailedJobs failedJobs = FailedJobs.EXCHANGE;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description = "How many results the route works on at the same time. Jobs are looked at only while "
                    + "there is room.")
    private int concurrentDeliveries = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "10",
            description = "How often a result whose route fails is delivered before the job is parked. Parked jobs "
                    + "are kept and can be replayed.")
    private int maxDeliveries = 10;

    @UriParam(
            label = "consumer",
            defaultValue = "5000",
            javaType = "java.time.Duration",
            description = "Wait before a result whose route failed is delivered again. It doubles with every "
                    + "delivery, up to a hundredfold.")
    private long redeliveryDelay = 5_000;

    @UriParam(
            label = "consumer",
            defaultValue = "1800000",
            javaType = "java.time.Duration",
            description = "How long the route may take for a result before another node may take it over.")
    private long maxProcessingTime = 1_800_000;

    @UriParam(
            label = "producer,tracking",
            defaultValue = "15000",
            javaType = "java.time.Duration",
            description =
                    "Time from the submission to the first look at the job. An option of the producer that submits "
                            + "it. Where it is not set, the default holds only until 20 jobs of the channel and job type are "
                            + "known: then it is learned, as what 98 % of the newest ones took at least.")
    private long firstLook = 15_000;

    /** No option: whether the user has set the one before. */
    private transient boolean firstLookSet;

    @UriParam(
            label = "tracking",
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description = "Time between two looks at a job that is not finished. Where firstLook is not set and such "
                    + "jobs take nearly the same time, looks are closer together when many end and further apart when few do. "
                    + "Like maxJobAge and notFoundGrace an option of whoever gets the result: the consumer, or the producer "
                    + "with waitForCompletion.")
    private long lookInterval = 10_000;

    @UriParam(
            label = "tracking",
            defaultValue = "86400000",
            javaType = "java.time.Duration",
            description = "Age at which a job that is still not finished is delivered with state EXPIRED.")
    private long maxJobAge = 86_400_000;

    @UriParam(
            label = "tracking",
            defaultValue = "120000",
            javaType = "java.time.Duration",
            description = "Age up to which a job that ICE does not know is simply too young. Older ones are "
                    + "delivered with state LOST.")
    private long notFoundGrace = 120_000;

    @UriParam(
            label = "callback",
            description =
                    "Path at which Camel's HTTP server takes ICE's callbacks, such as /ice/callback. Opened by the "
                            + "consumers, and by producers with waitForCompletion, that have it; on the component by all "
                            + "of them.")
    private String callbackPath;

    @UriParam(
            label = "callback",
            description =
                    "The same address as ICE knows it, such as https://media.example.com/ice/callback, exactly as "
                            + "it is configured at Alibaba: ICE signs it. Proxies in between do not matter. Producers give "
                            + "it to their jobs.")
    private String callbackUrl;

    @UriParam(
            label = "callback",
            description = "The component that serves callbackPath, such as jetty. By default the one that REST is "
                    + "configured for, else platform-http, else the only HTTP server there is.")
    private String callbackServer;

    @UriParam(
            label = "callback",
            defaultValue = "EITHER",
            description = "What makes a posted callback worth a hint: SIGNATURE that of ICE, TOKEN the token that "
                    + "producers put into the address of each job (ICE may not sign callbacks to it), EITHER one of "
                    + "both, NONE nothing. Even a forged one can do no more than have a job looked at.")
    private CallbackAuth callbackAuth = CallbackAuth.EITHER;

    @UriParam(
            label = "callback,security",
            secret = true,
            description = "The AuthKey that is configured at Alibaba for callbacks, 32 characters at most. Tokens are "
                    + "made with it too; without ICE's signature it may be any long secret of your own, the same on "
                    + "all nodes.")
    private String callbackAuthKey;

    @UriParam(
            label = "callback,security",
            secret = true,
            description = "The callbackAuthKey before the present one: accepted too, so that keys can be changed while "
                    + "jobs run.")
    private String callbackPreviousAuthKey;

    @UriParam(
            label = "callback",
            description =
                    "Queue of Alibaba's SMQ (MNS) into which ICE writes its events, in the region of the jobs; its "
                            + "name begins with ice-callback-. Consumers, and producers with waitForCompletion, read it; it "
                            + "must be for this application alone. Producers give it to their jobs, before callbackUrl.")
    private String callbackQueue;

    @UriParam(
            label = "callback",
            description =
                    "Address of the account's queues, such as https://ACCOUNT.mns.cn-shanghai.aliyuncs.com with the "
                            + "number of the account. Whoever reads callbackQueue needs it.")
    private String callbackQueueEndpoint;

    @UriParam(
            label = "callback",
            defaultValue = "20",
            description =
                    "How often a message of callbackQueue is received that names no job of this application, or is "
                            + "no event, before it is removed. In between it rests for the VisibilityTimeout of the queue.")
    private int callbackQueueMaxReceives = 20;

    @UriParam(
            label = "callback,consumer",
            defaultValue = "IGNORE",
            description = "What becomes of events about jobs that this application did not submit: IGNORE, or ADOPT to "
                    + "deliver them on this channel, the only one with that. Only for events that are signed, from "
                    + "callbackQueue or from acceptCallback: each costs one or two calls.")
    private UnknownJobs unknownJobs = UnknownJobs.IGNORE;

    @UriParam(
            label = "callback,producer",
            defaultValue = "true",
            description =
                    "Whether the producer gives each job its callback address (callbackQueue, else callbackUrl) as "
                            + "NotifyAddress in UserData. A NotifyAddress of the user's own stays. Switch it off where only "
                            + "the account-wide callback is used.")
    private boolean jobCallback = true;

    @UriParam(
            label = "callback,producer",
            description =
                    "The events that setEventCallback asks ICE for, by ICE's names, separated by commas. Without it those that"
                            + " are set stay; what ICE sends when none are named is not documented.")
    private String callbackEventTypes;

    @UriParam(
            label = "callback",
            defaultValue = "900000",
            javaType = "java.time.Duration",
            description =
                    "Time from the submission to the first look while callbacks come: later than most jobs take. It "
                            + "stands for firstLook where callbackPath, callbackQueue or callbackUrl is set. Where it is not "
                            + "set, the default holds only until 20 jobs of the channel and job type are known: then it is "
                            + "learned, as a little more than what 98 % of the newest ones took at most. When three jobs in a "
                            + "row end without a callback, firstLook and lookInterval hold again, until three in a row have one.")
    private long safetyFirstLook = 900_000;

    /** No option: whether the user has set the one before. */
    private transient boolean safetyFirstLookSet;

    @UriParam(
            label = "callback",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description =
                    "Time between two looks while callbacks come. It stands for lookInterval as safetyFirstLook does "
                            + "for firstLook.")
    private long safetyLookInterval = 600_000;

    @UriParam(
            label = "callback",
            defaultValue = "300000",
            javaType = "java.time.Duration",
            description = "How far the time of a signed callback may be from ours, in either direction.")
    private long callbackMaxAge = 300_000;

    @UriParam(
            label = "callback",
            defaultValue = "65536",
            description = "Bytes of a posted callback; larger ones are answered with 413.")
    private int callbackMaxBytes = 65_536;

    @UriParam(
            label = "advanced",
            defaultValue = "5000",
            javaType = "java.time.Duration",
            description =
                    "Time for connecting to ICE. Endpoints with the same connection (region, endpoint, keys) share "
                            + "one client; the time-outs of the first of them hold.")
    private long connectTimeout = 5_000;

    @UriParam(
            label = "advanced",
            defaultValue = "20000",
            javaType = "java.time.Duration",
            description = "Time ICE may stay silent within a call. Shared like connectTimeout.")
    private long readTimeout = 20_000;

    @UriParam(
            label = "advanced",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description = "Time for a whole call to ICE. Shared like connectTimeout.")
    private long callTimeout = 30_000;

    @UriParam(label = "advanced", defaultValue = "512", description = "Bytes (UTF-8) that ICE accepts as UserData.")
    private int userDataLimit = 512;

    @UriParam(
            label = "advanced",
            defaultValue = "true",
            description =
                    "Whether media URLs are refused that do not lead to OSS itself but to a CDN, an accelerator or another "
                            + "server.")
    private boolean checkHosts = true;

    @UriParam(label = "advanced", defaultValue = "30", description = "How many media ICE takes in one job.")
    private int maxMedia = 30;

    @UriParam(
            label = "advanced",
            defaultValue = "true",
            description = "Whether requests are refused that need a region in which ICE does not offer them, or "
                    + "name a bucket of another region.")
    private boolean checkRegions = true;

    @UriParam(
            label = "advanced",
            defaultValue = "true",
            description = "Whether Width and Height of the output are refused beyond what Alibaba documents for edited "
                    + "videos in general: 128 to 4096 pixels a side, the shorter one up to 2160.")
    private boolean checkSizes = true;

    @UriParam(
            label = "advanced",
            defaultValue = "basketball,pingpong",
            description = "What ICE takes as SportsCategory, separated by commas.")
    private String sportsCategories = "basketball,pingpong";

    public IceHighlightsOperation getOperation() {
        return operation;
    }

    public void setOperation(IceHighlightsOperation operation) {
        this.operation = operation;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }

    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public String getAccessKey() {
        return accessKey;
    }

    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    public String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public String getSecurityToken() {
        return securityToken;
    }

    public void setSecurityToken(String securityToken) {
        this.securityToken = securityToken;
    }

    public Client getCredentialsClient() {
        return credentialsClient;
    }

    public void setCredentialsClient(Client credentialsClient) {
        this.credentialsClient = credentialsClient;
    }

    public com.aliyun.ice20201109.Client getIceClient() {
        return iceClient;
    }

    public void setIceClient(com.aliyun.ice20201109.Client iceClient) {
        this.iceClient = iceClient;
    }

    public String getMedia() {
        return media;
    }

    public void setMedia(String media) {
        this.media = media;
    }

    public Map<String, Object> getInput() {
        return input;
    }

    public void setInput(Map<String, Object> input) {
        this.input = input;
    }

    public Map<String, Object> getStrategy() {
        return strategy;
    }

    public void setStrategy(Map<String, Object> strategy) {
        this.strategy = strategy;
    }

    public Map<String, Object> getEditing() {
        return editing;
    }

    public void setEditing(Map<String, Object> editing) {
        this.editing = editing;
    }

    public Map<String, Object> getOutput() {
        return output;
    }

    public void setOutput(Map<String, Object> output) {
        this.output = output;
    }

    public String getInputConfig() {
        return inputConfig;
    }

    public void setInputConfig(String inputConfig) {
        this.inputConfig = inputConfig;
    }

    public String getEditingConfig() {
        return editingConfig;
    }

    public void setEditingConfig(String editingConfig) {
        this.editingConfig = editingConfig;
    }

    public String getOutputConfig() {
        return outputConfig;
    }

    public void setOutputConfig(String outputConfig) {
        this.outputConfig = outputConfig;
    }

    public String getUserData() {
        return userData;
    }

    public void setUserData(String userData) {
        this.userData = userData;
    }

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    public void setIdempotencyKey(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    public boolean isAllowOverwrite() {
        return allowOverwrite;
    }

    public void setAllowOverwrite(boolean allowOverwrite) {
        this.allowOverwrite = allowOverwrite;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public boolean isWaitForCompletion() {
        return waitForCompletion;
    }

    public void setWaitForCompletion(boolean waitForCompletion) {
        this.waitForCompletion = waitForCompletion;
    }

    public long getWaitTimeout() {
        return waitTimeout;
    }

    public void setWaitTimeout(long waitTimeout) {
        this.waitTimeout = waitTimeout;
    }

    public OnWaitTimeout getOnWaitTimeout() {
        return onWaitTimeout;
    }

    public void setOnWaitTimeout(OnWaitTimeout onWaitTimeout) {
        this.onWaitTimeout = onWaitTimeout;
    }

    public String getCarryHeaders() {
        return carryHeaders;
    }

    public void setCarryHeaders(String carryHeaders) {
        this.carryHeaders = carryHeaders;
    }

    public JobType getJobType() {
        return jobType;
    }

    public void setJobType(JobType jobType) {
        this.jobType = jobType;
    }

    public Split getSplit() {
        return split;
    }

    public void setSplit(Split split) {
        this.split = split;
    }

    public FailedJobs getFailedJobs() {
        return failedJobs;
    }

    public void setFailedJobs(FailedJobs failedJobs) {
        this.failedJobs = failedJobs;
    }

    public int getConcurrentDeliveries() {
        return concurrentDeliveries;
    }

    public void setConcurrentDeliveries(int concurrentDeliveries) {
        this.concurrentDeliveries = concurrentDeliveries;
    }

    public int getMaxDeliveries() {
        return maxDeliveries;
    }

    public void setMaxDeliveries(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
    }

    public long getRedeliveryDelay() {
        return redeliveryDelay;
    }

    public void setRedeliveryDelay(long redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
    }

    public long getMaxProcessingTime() {
        return maxProcessingTime;
    }

    public void setMaxProcessingTime(long maxProcessingTime) {
        this.maxProcessingTime = maxProcessingTime;
    }

    public long getFirstLook() {
        return firstLook;
    }

    public void setFirstLook(long firstLook) {
        this.firstLook = firstLook;
        firstLookSet = true;
    }

    public long getLookInterval() {
        return lookInterval;
    }

    public void setLookInterval(long lookInterval) {
        this.lookInterval = lookInterval;
    }

    public long getMaxJobAge() {
        return maxJobAge;
    }

    public void setMaxJobAge(long maxJobAge) {
        this.maxJobAge = maxJobAge;
    }

    public long getNotFoundGrace() {
        return notFoundGrace;
    }

    public void setNotFoundGrace(long notFoundGrace) {
        this.notFoundGrace = notFoundGrace;
    }

    public String getCallbackPath() {
        return callbackPath;
    }

    public void setCallbackPath(String callbackPath) {
        this.callbackPath = callbackPath;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public String getCallbackServer() {
        return callbackServer;
    }

    public void setCallbackServer(String callbackServer) {
        this.callbackServer = callbackServer;
    }

    public CallbackAuth getCallbackAuth() {
        return callbackAuth;
    }

    public void setCallbackAuth(CallbackAuth callbackAuth) {
        this.callbackAuth = callbackAuth;
    }

    public String getCallbackAuthKey() {
        return callbackAuthKey;
    }

    public void setCallbackAuthKey(String callbackAuthKey) {
        this.callbackAuthKey = callbackAuthKey;
    }

    public String getCallbackPreviousAuthKey() {
        return callbackPreviousAuthKey;
    }

    public void setCallbackPreviousAuthKey(String callbackPreviousAuthKey) {
        this.callbackPreviousAuthKey = callbackPreviousAuthKey;
    }

    public String getCallbackQueue() {
        return callbackQueue;
    }

    public void setCallbackQueue(String callbackQueue) {
        this.callbackQueue = callbackQueue;
    }

    public String getCallbackQueueEndpoint() {
        return callbackQueueEndpoint;
    }

    public void setCallbackQueueEndpoint(String callbackQueueEndpoint) {
        this.callbackQueueEndpoint = callbackQueueEndpoint;
    }

    public int getCallbackQueueMaxReceives() {
        return callbackQueueMaxReceives;
    }

    public void setCallbackQueueMaxReceives(int callbackQueueMaxReceives) {
        this.callbackQueueMaxReceives = callbackQueueMaxReceives;
    }

    public UnknownJobs getUnknownJobs() {
        return unknownJobs;
    }

    public void setUnknownJobs(UnknownJobs unknownJobs) {
        this.unknownJobs = unknownJobs;
    }

    public boolean isJobCallback() {
        return jobCallback;
    }

    public void setJobCallback(boolean jobCallback) {
        this.jobCallback = jobCallback;
    }

    public String getCallbackEventTypes() {
        return callbackEventTypes;
    }

    public void setCallbackEventTypes(String callbackEventTypes) {
        this.callbackEventTypes = callbackEventTypes;
    }

    public long getSafetyFirstLook() {
        return safetyFirstLook;
    }

    public void setSafetyFirstLook(long safetyFirstLook) {
        this.safetyFirstLook = safetyFirstLook;
        safetyFirstLookSet = true;
    }

    public long getSafetyLookInterval() {
        return safetyLookInterval;
    }

    public void setSafetyLookInterval(long safetyLookInterval) {
        this.safetyLookInterval = safetyLookInterval;
    }

    public long getCallbackMaxAge() {
        return callbackMaxAge;
    }

    public void setCallbackMaxAge(long callbackMaxAge) {
        this.callbackMaxAge = callbackMaxAge;
    }

    public int getCallbackMaxBytes() {
        return callbackMaxBytes;
    }

    public void setCallbackMaxBytes(int callbackMaxBytes) {
        this.callbackMaxBytes = callbackMaxBytes;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getReadTimeout() {
        return readTimeout;
    }

    public void setReadTimeout(long readTimeout) {
        this.readTimeout = readTimeout;
    }

    public long getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(long callTimeout) {
        this.callTimeout = callTimeout;
    }

    public int getUserDataLimit() {
        return userDataLimit;
    }

    public void setUserDataLimit(int userDataLimit) {
        this.userDataLimit = userDataLimit;
    }

    public boolean isCheckHosts() {
        return checkHosts;
    }

    public void setCheckHosts(boolean checkHosts) {
        this.checkHosts = checkHosts;
    }

    public int getMaxMedia() {
        return maxMedia;
    }

    public void setMaxMedia(int maxMedia) {
        this.maxMedia = maxMedia;
    }

    public boolean isCheckRegions() {
        return checkRegions;
    }

    public void setCheckRegions(boolean checkRegions) {
        this.checkRegions = checkRegions;
    }

    public boolean isCheckSizes() {
        return checkSizes;
    }

    public void setCheckSizes(boolean checkSizes) {
        this.checkSizes = checkSizes;
    }

    public String getSportsCategories() {
        return sportsCategories;
    }

    public void setSportsCategories(String sportsCategories) {
        this.sportsCategories = sportsCategories;
    }

    /** Null where looks follow what is learned. */
    Duration firstSafetyLook() {
        return safetyFirstLookSet ? Duration.ofMillis(safetyFirstLook) : null;
    }

    Policies policies() {
        return new Policies(
                new LookPolicy(
                        firstLookSet ? Duration.ofMillis(firstLook) : null,
                        Duration.ofMillis(lookInterval),
                        Duration.ofMillis(maxJobAge),
                        Duration.ofMillis(notFoundGrace),
                        callbacks().safetyNet()),
                new DeliveryPolicy(
                        concurrentDeliveries,
                        maxDeliveries,
                        Duration.ofMillis(redeliveryDelay),
                        Duration.ofMillis(maxProcessingTime)));
    }

    /** What these options say of callbacks. */
    CallbackOptions callbacks() {
        return new CallbackOptions(this);
    }

    /** @throws IllegalArgumentException for a value that no job could go with */
    void check() {
        OptionLimit.atLeast(1, "concurrentDeliveries", concurrentDeliveries);
        OptionLimit.atLeast(1, "maxDeliveries", maxDeliveries);
        OptionLimit.atLeast(1, "maxMedia", maxMedia);
        OptionLimit.atLeast(0, "userDataLimit", userDataLimit);
        OptionLimit.atLeast(0, "waitTimeout", waitTimeout);
        OptionLimit.atLeast(0, "firstLook", firstLook);
        OptionLimit.atLeast(1, "lookInterval", lookInterval);
        OptionLimit.atLeast(0, "redeliveryDelay", redeliveryDelay);
        OptionLimit.atLeast(1, "maxProcessingTime", maxProcessingTime);
        OptionLimit.atLeast(1, "maxJobAge", maxJobAge);
        OptionLimit.atLeast(0, "notFoundGrace", notFoundGrace);
        OptionLimit.atLeast(0, "safetyFirstLook", safetyFirstLook);
        OptionLimit.atLeast(1, "safetyLookInterval", safetyLookInterval);
        callbacks().check();
        OptionLimit.atLeast(1, "connectTimeout", connectTimeout);
        OptionLimit.atLeast(1, "readTimeout", readTimeout);
        OptionLimit.atLeast(1, "callTimeout", callTimeout);
    }

    /** A copy that can be changed without changing this one. */
    public IceHighlightsConfiguration copy() {
        try {
            var copy = (IceHighlightsConfiguration) clone();
            copy.input = copyOf(input);
            copy.strategy = copyOf(strategy);
            copy.editing = copyOf(editing);
            copy.output = copyOf(output);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    private static Map<String, Object> copyOf(Map<String, Object> map) {
        return map == null ? null : new HashMap<>(map);
    }
}
