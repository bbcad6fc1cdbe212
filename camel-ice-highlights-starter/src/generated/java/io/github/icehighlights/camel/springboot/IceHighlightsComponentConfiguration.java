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
package io.github.icehighlights.camel.springboot;

import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Options of the component ice-highlights. Generated from its catalog by GeneratedSourcesTest: not to be edited. */
@ConfigurationProperties(prefix = "camel.component.ice-highlights")
public class IceHighlightsComponentConfiguration extends ComponentConfigurationPropertiesCommon {

    /**
     * The defaults of all endpoints.
     */
    private io.github.icehighlights.camel.IceHighlightsConfiguration configuration;

    /**
     * Host of the ICE endpoint. By default ice.REGION.aliyuncs.com; set it for a VPC endpoint such as
     * ice-vpc.cn-shanghai.aliyuncs.com, or with http:// for a stand-in on this machine.
     */
    private String endpoint;

    /**
     * How a failed job reaches the route, at a consumer as at a producer with waitForCompletion: EXCHANGE as a message
     * with state FAILED and its error, EXCEPTION as an exception for the route's error handler. Either way it is
     * delivered once and then acknowledged.
     */
    private io.github.icehighlights.camel.FailedJobs failedJobs;

    /**
     * Where pending jobs are kept. memory (the default): on this node, and lost when it ends. jdbc: in the database of
     * the one DataSource in the registry, or of jobStoreUrl; they survive crashes, and many nodes can share them. Or a
     * bean, as in #bean:name: a DataSource, or your own JobStore; the one JobStore in the registry is taken if nothing
     * else is said.
     */
    private String jobStore;

    /**
     * An H2 database file for the pending jobs of one node, as in jdbc:h2:file:./data/jobs; made when it is not there.
     * Needs the dependency com.h2database:h2. Implies jobStore=jdbc.
     */
    private String jobStoreUrl;

    /**
     * The Alibaba Cloud region in which jobs run. Media and output must lie in buckets of the same region.
     */
    private String region;

    /**
     * Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible)
     * occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as
     * a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component
     * allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and
     * therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook
     * into the 3rd party component and make this possible for future releases. By default the consumer will use the
     * org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and
     * ignored.
     */
    private Boolean bridgeErrorHandler;

    /**
     * How many results the route works on at the same time. Jobs are looked at only while there is room.
     */
    private Integer concurrentDeliveries;

    /**
     * How often a result whose route fails is delivered before the job is parked. Parked jobs are kept and can be
     * replayed.
     */
    private Integer maxDeliveries;

    /**
     * How long the route may take for a result before another node may take it over.
     */
    private java.time.Duration maxProcessingTime;

    /**
     * Wait before a result whose route failed is delivered again. It doubles with every delivery, up to a hundredfold.
     */
    private java.time.Duration redeliveryDelay;

    /**
     * NONE gives one exchange a job with the highlights as body, CLIPS one exchange a clip.
     */
    private io.github.icehighlights.camel.Split split;

    /**
     * What becomes of events about jobs that this application did not submit: IGNORE, or ADOPT to deliver them on this
     * channel, the only one with that. Only for events that are signed, from callbackQueue or from acceptCallback:
     * each costs one or two calls.
     */
    private io.github.icehighlights.camel.UnknownJobs unknownJobs;

    /**
     * Permits an output path in which nothing differs from job to job, so that each job overwrites the clips of the
     * last one.
     */
    private Boolean allowOverwrite;

    /**
     * Headers to store with the job and to restore on its result, on whichever node it arrives: names separated by
     * commas; a name may end in a star. Simple types, 16 KB together. A wildcard never matches headers that carry
     * credentials.
     */
    private String carryHeaders;

    /**
     * Whether a submission is only checked: limits, key and tokens as for a real one, with the headers of the
     * submission, but nothing is sent, recorded or paid.
     */
    private Boolean dryRun;

    /**
     * Fields of ICE's EditingConfig. Values may hold Simple expressions. This is a multi-value option with prefix:
     * editing.
     */
    private java.util.Map<java.lang.String, java.lang.Object> editing;

    /**
     * A whole EditingConfig as JSON text, or as a resource.
     */
    private String editingConfig;

    /**
     * What makes two submissions the same one, so that a repeated message does not pay twice: auto derives it from the
     * request and the message's origin (file, S3 object, Kafka offset, JMS id; without one, of the exchange), none
     * asks for a new job every time, anything else is a Simple expression.
     */
    private String idempotencyKey;

    /**
     * Further fields of ICE's InputConfig, such as input.SportsCategory=basketball. Values may hold Simple
     * expressions. This is a multi-value option with prefix: input.
     */
    private java.util.Map<java.lang.String, java.lang.Object> input;

    /**
     * A whole InputConfig as JSON text, or as a resource such as classpath:input.json. Options and body are laid over
     * it.
     */
    private String inputConfig;

    /**
     * Whether the producer gives each job its callback address (callbackQueue, else callbackUrl) as NotifyAddress in
     * UserData. A NotifyAddress of the user's own stays. Switch it off where only the account-wide callback is used.
     */
    private Boolean jobCallback;

    /**
     * Type of the job that getJob asks about, for jobs that this application did not submit.
     */
    private io.github.icehighlights.camel.model.JobType jobType;

    /**
     * Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow
     * CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause
     * the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled
     * during routing messages via Camel's routing error handlers. Beware that when the first message is processed then
     * creating and starting the producer may take a little time and prolong the total processing time of the
     * processing.
     */
    private Boolean lazyStartProducer;

    /**
     * The video: a URL, oss://bucket/key or the id of a media asset. May hold Simple expressions, evaluated for each
     * exchange. Without it the message body says which media.
     */
    private String media;

    /**
     * What becomes of an exchange whose wait is over before its job: CONTINUE goes on with the header
     * CamelIceHighlightsDetached=true, FAIL fails the exchange; a redelivery then waits for the same job.
     */
    private io.github.icehighlights.camel.OnWaitTimeout onWaitTimeout;

    /**
     * What the producer does with an exchange. The header CamelIceHighlightsOperation overrides it.
     */
    private io.github.icehighlights.camel.IceHighlightsOperation operation;

    /**
     * Fields of ICE's OutputConfig, such as output.NeedExport=true, output.Bucket=clips and
     * output.ObjectKey=${file:name.noext}/{token}-{index}.mp4. {index} numbers the clips, {token} differs from job to
     * job; values may hold Simple expressions. This is a multi-value option with prefix: output.
     */
    private java.util.Map<java.lang.String, java.lang.Object> output;

    /**
     * A whole OutputConfig as JSON text, or as a resource.
     */
    private String outputConfig;

    /**
     * Fields of the highlight strategy, such as strategy.Count=3 or strategy.ClipDuration=12, by ICE's names with
     * their capitals. Values may hold Simple expressions. This is a multi-value option with prefix: strategy.
     */
    private java.util.Map<java.lang.String, java.lang.Object> strategy;

    /**
     * Own data as a JSON object; ICE returns it with the result. With our correlation id it may take 512 bytes. May
     * hold Simple expressions.
     */
    private String userData;

    /**
     * Whether the exchange goes on only when its job is finished, with the highlights as body. No thread waits. Not
     * behind consumers that are synchronous by nature (FTP, SFTP, transacted): there it would block them.
     */
    private Boolean waitForCompletion;

    /**
     * How long an exchange waits for its job at most. The job goes on afterwards; its result goes to the channel's
     * consumer.
     */
    private java.time.Duration waitTimeout;

    /**
     * Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as
     * autowired) by looking up in the registry to find if there is a single instance of matching type, which then gets
     * configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection
     * factories, AWS Clients, etc.
     */
    private Boolean autowiredEnabled;

    /**
     * Time for a whole call to ICE. Shared like connectTimeout.
     */
    private java.time.Duration callTimeout;

    /**
     * Whether media URLs are refused that do not lead to OSS itself but to a CDN, an accelerator or another server.
     */
    private Boolean checkHosts;

    /**
     * Whether requests are refused that need a region in which ICE does not offer them, or name a bucket of another
     * region.
     */
    private Boolean checkRegions;

    /**
     * Whether Width and Height of the output are refused beyond what Alibaba documents for edited videos in general:
     * 128 to 4096 pixels a side, the shorter one up to 2160.
     */
    private Boolean checkSizes;

    /**
     * Time for connecting to ICE. Endpoints with the same connection (region, endpoint, keys) share one client; the
     * time-outs of the first of them hold.
     */
    private java.time.Duration connectTimeout;

    /**
     * A ready-made ICE client. Its signature algorithm is set to ACS3; region and endpoint must be those of the
     * options.
     */
    private com.aliyun.ice20201109.Client iceClient;

    /**
     * Whether the table of pending jobs is made, or brought up to date, on start. If not, run the SQL files
     * META-INF/ice-highlights/schema-.sql of the jar; a table that does not fit fails the start.
     */
    private Boolean jobStoreAutoCreate;

    /**
     * How long a node keeps a job to itself without renewing. After a crash, its jobs go on elsewhere then.
     */
    private java.time.Duration leaseDuration;

    /**
     * How late a job may show in ICE's lists.
     */
    private java.time.Duration listLag;

    /**
     * Calls a second that this node makes to ICE at most, for each set of credentials, region and endpoint. The limits
     * of an account hold for all its nodes together: this is the node's share.
     */
    private Double maxCallsPerSecond;

    /**
     * How many media ICE takes in one job.
     */
    private Integer maxMedia;

    /**
     * Time ICE may stay silent within a call. Shared like connectTimeout.
     */
    private java.time.Duration readTimeout;

    /**
     * How long acknowledged jobs are kept, so that a repeated submission is recognised.
     */
    private java.time.Duration retention;

    /**
     * How long a submission is retried (throttling, outages) before its exchange fails.
     */
    private java.time.Duration retryTimeout;

    /**
     * What ICE takes as SportsCategory, separated by commas.
     */
    private String sportsCategories;

    /**
     * Separates applications: those with the same channels and keys on one table, or in one account, do not get each
     * other's jobs. The nodes of one application share it.
     */
    private String storeNamespace;

    /**
     * How long ICE surely remembers the client token of a submission. Alibaba does not document it; within this time a
     * submission whose outcome is unknown is sent again, later it is only searched for.
     */
    private java.time.Duration tokenWindow;

    /**
     * What becomes of a submission of which nobody can tell whether ICE has it: its answer was lost, its client token
     * (mashups have none) may be forgotten, and ICE's lists did not show it twice. PARK keeps it until somebody looks
     * into ICE's console, and replays or forgets it. RESUBMIT sends it once more by itself: then nobody is needed, but
     * whatever ICE shows later than listLag, or not at all, is made and paid twice; and a node that was paused just
     * before sending cannot be stopped from sending when it wakes up. If that is refused or lost too, the submission
     * is kept as with PARK; only if the node dies meanwhile may it be sent yet again.
     */
    private io.github.icehighlights.camel.Uncertain uncertain;

    /**
     * Bytes (UTF-8) that ICE accepts as UserData.
     */
    private Integer userDataLimit;

    /**
     * What makes a posted callback worth a hint: SIGNATURE that of ICE, TOKEN the token that producers put into the
     * address of each job (ICE may not sign callbacks to it), EITHER one of both, NONE nothing. Even a forged one can
     * do no more than have a job looked at.
     */
    private io.github.icehighlights.camel.callback.CallbackAuth callbackAuth;

    /**
     * How far the time of a signed callback may be from ours, in either direction.
     */
    private java.time.Duration callbackMaxAge;

    /**
     * Bytes of a posted callback; larger ones are answered with 413.
     */
    private Integer callbackMaxBytes;

    /**
     * Path at which Camel's HTTP server takes ICE's callbacks, such as /ice/callback. Opened by the consumers, and by
     * producers with waitForCompletion, that have it; on the component by all of them.
     */
    private String callbackPath;

    /**
     * Queue of Alibaba's SMQ (MNS) into which ICE writes its events, in the region of the jobs; its name begins with
     * ice-callback-. Consumers, and producers with waitForCompletion, read it; it must be for this application alone.
     * Producers give it to their jobs, before callbackUrl.
     */
    private String callbackQueue;

    /**
     * Address of the account's queues, such as https://ACCOUNT.mns.cn-shanghai.aliyuncs.com with the number of the
     * account. Whoever reads callbackQueue needs it.
     */
    private String callbackQueueEndpoint;

    /**
     * How often a message of callbackQueue is received that names no job of this application, or is no event, before
     * it is removed. In between it rests for the VisibilityTimeout of the queue.
     */
    private Integer callbackQueueMaxReceives;

    /**
     * The component that serves callbackPath, such as jetty. By default the one that REST is configured for, else
     * platform-http, else the only HTTP server there is.
     */
    private String callbackServer;

    /**
     * The same address as ICE knows it, such as https://media.example.com/ice/callback, exactly as it is configured at
     * Alibaba: ICE signs it. Proxies in between do not matter. Producers give it to their jobs.
     */
    private String callbackUrl;

    /**
     * Time from the submission to the first look while callbacks come: later than most jobs take. It stands for
     * firstLook where callbackPath, callbackQueue or callbackUrl is set. Where it is not set, the default holds only
     * until 20 jobs of the channel and job type are known: then it is learned, as a little more than what 98 % of the
     * newest ones took at most. When three jobs in a row end without a callback, firstLook and lookInterval hold
     * again, until three in a row have one.
     */
    private java.time.Duration safetyFirstLook;

    /**
     * Time between two looks while callbacks come. It stands for lookInterval as safetyFirstLook does for firstLook.
     */
    private java.time.Duration safetyLookInterval;

    /**
     * Used for enabling or disabling all consumer based health checks from this component
     */
    private Boolean healthCheckConsumerEnabled;

    /**
     * Used for enabling or disabling all producer based health checks from this component. Notice: Camel has by
     * default disabled all producer based health-checks. You can turn on producer checks globally by setting
     * camel.health.producersEnabled=true.
     */
    private Boolean healthCheckProducerEnabled;

    /**
     * AccessKey id. Without keys, Alibaba's default credential chain is used: environment, profile, OIDC, RAM role.
     */
    private String accessKey;

    /**
     * The AuthKey that is configured at Alibaba for callbacks, 32 characters at most. Tokens are made with it too;
     * without ICE's signature it may be any long secret of your own, the same on all nodes.
     */
    private String callbackAuthKey;

    /**
     * The callbackAuthKey before the present one: accepted too, so that keys can be changed while jobs run.
     */
    private String callbackPreviousAuthKey;

    /**
     * A ready-made credentials client of Alibaba's credentials-java, for example one that assumes a RAM role.
     */
    private com.aliyun.credentials.Client credentialsClient;

    /**
     * AccessKey secret that goes with accessKey.
     */
    private String secretKey;

    /**
     * Token of temporary (STS) credentials that goes with accessKey and secretKey. It is not refreshed: prefer a
     * credentialsClient or the default chain.
     */
    private String securityToken;

    /**
     * Time from the submission to the first look at the job. An option of the producer that submits it. Where it is
     * not set, the default holds only until 20 jobs of the channel and job type are known: then it is learned, as what
     * 98 % of the newest ones took at least.
     */
    private java.time.Duration firstLook;

    /**
     * Time between two looks at a job that is not finished. Where firstLook is not set and such jobs take nearly the
     * same time, looks are closer together when many end and further apart when few do. Like maxJobAge and
     * notFoundGrace an option of whoever gets the result: the consumer, or the producer with waitForCompletion.
     */
    private java.time.Duration lookInterval;

    /**
     * Age at which a job that is still not finished is delivered with state EXPIRED.
     */
    private java.time.Duration maxJobAge;

    /**
     * Age up to which a job that ICE does not know is simply too young. Older ones are delivered with state LOST.
     */
    private java.time.Duration notFoundGrace;

    public io.github.icehighlights.camel.IceHighlightsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(io.github.icehighlights.camel.IceHighlightsConfiguration configuration) {
        this.configuration = configuration;
    }

    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public io.github.icehighlights.camel.FailedJobs getFailedJobs() {
        return failedJobs;
    }

    public void setFailedJobs(io.github.icehighlights.camel.FailedJobs failedJobs) {
        this.failedJobs = failedJobs;
    }

    public String getJobStore() {
        return jobStore;
    }

    public void setJobStore(String jobStore) {
        this.jobStore = jobStore;
    }

    public String getJobStoreUrl() {
        return jobStoreUrl;
    }

    public void setJobStoreUrl(String jobStoreUrl) {
        this.jobStoreUrl = jobStoreUrl;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }

    public Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public Integer getConcurrentDeliveries() {
        return concurrentDeliveries;
    }

    public void setConcurrentDeliveries(Integer concurrentDeliveries) {
        this.concurrentDeliveries = concurrentDeliveries;
    }

    public Integer getMaxDeliveries() {
        return maxDeliveries;
    }

    public void setMaxDeliveries(Integer maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
    }

    public java.time.Duration getMaxProcessingTime() {
        return maxProcessingTime;
    }

    public void setMaxProcessingTime(java.time.Duration maxProcessingTime) {
        this.maxProcessingTime = maxProcessingTime;
    }

    public java.time.Duration getRedeliveryDelay() {
        return redeliveryDelay;
    }

    public void setRedeliveryDelay(java.time.Duration redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
    }

    public io.github.icehighlights.camel.Split getSplit() {
        return split;
    }

    public void setSplit(io.github.icehighlights.camel.Split split) {
        this.split = split;
    }

    public io.github.icehighlights.camel.UnknownJobs getUnknownJobs() {
        return unknownJobs;
    }

    public void setUnknownJobs(io.github.icehighlights.camel.UnknownJobs unknownJobs) {
        this.unknownJobs = unknownJobs;
    }

    public Boolean getAllowOverwrite() {
        return allowOverwrite;
    }

    public void setAllowOverwrite(Boolean allowOverwrite) {
        this.allowOverwrite = allowOverwrite;
    }

    public String getCarryHeaders() {
        return carryHeaders;
    }

    public void setCarryHeaders(String carryHeaders) {
        this.carryHeaders = carryHeaders;
    }

    public Boolean getDryRun() {
        return dryRun;
    }

    public void setDryRun(Boolean dryRun) {
        this.dryRun = dryRun;
    }

    public java.util.Map<java.lang.String, java.lang.Object> getEditing() {
        return editing;
    }

    public void setEditing(java.util.Map<java.lang.String, java.lang.Object> editing) {
        this.editing = editing;
    }

    public String getEditingConfig() {
        return editingConfig;
    }

    public void setEditingConfig(String editingConfig) {
        this.editingConfig = editingConfig;
    }

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    public void setIdempotencyKey(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    public java.util.Map<java.lang.String, java.lang.Object> getInput() {
        return input;
    }

    public void setInput(java.util.Map<java.lang.String, java.lang.Object> input) {
        this.input = input;
    }

    public String getInputConfig() {
        return inputConfig;
    }

    public void setInputConfig(String inputConfig) {
        this.inputConfig = inputConfig;
    }

    public Boolean getJobCallback() {
        return jobCallback;
    }

    public void setJobCallback(Boolean jobCallback) {
        this.jobCallback = jobCallback;
    }

    public io.github.icehighlights.camel.model.JobType getJobType() {
        return jobType;
    }

    public void setJobType(io.github.icehighlights.camel.model.JobType jobType) {
        this.jobType = jobType;
    }

    public Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public String getMedia() {
        return media;
    }

    public void setMedia(String media) {
        this.media = media;
    }

    public io.github.icehighlights.camel.OnWaitTimeout getOnWaitTimeout() {
        return onWaitTimeout;
    }

    public void setOnWaitTimeout(io.github.icehighlights.camel.OnWaitTimeout onWaitTimeout) {
        this.onWaitTimeout = onWaitTimeout;
    }

    public io.github.icehighlights.camel.IceHighlightsOperation getOperation() {
        return operation;
    }

    public void setOperation(io.github.icehighlights.camel.IceHighlightsOperation operation) {
        this.operation = operation;
    }

    public java.util.Map<java.lang.String, java.lang.Object> getOutput() {
        return output;
    }

    public void setOutput(java.util.Map<java.lang.String, java.lang.Object> output) {
        this.output = output;
    }

    public String getOutputConfig() {
        return outputConfig;
    }

    public void setOutputConfig(String outputConfig) {
        this.outputConfig = outputConfig;
    }

    public java.util.Map<java.lang.String, java.lang.Object> getStrategy() {
        return strategy;
    }

    public void setStrategy(java.util.Map<java.lang.String, java.lang.Object> strategy) {
        this.strategy = strategy;
    }

    public String getUserData() {
        return userData;
    }

    public void setUserData(String userData) {
        this.userData = userData;
    }

    public Boolean getWaitForCompletion() {
        return waitForCompletion;
    }

    public void setWaitForCompletion(Boolean waitForCompletion) {
        this.waitForCompletion = waitForCompletion;
    }

    public java.time.Duration getWaitTimeout() {
        return waitTimeout;
    }

    public void setWaitTimeout(java.time.Duration waitTimeout) {
        this.waitTimeout = waitTimeout;
    }

    public Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public java.time.Duration getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(java.time.Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    public Boolean getCheckHosts() {
        return checkHosts;
    }

    public void setCheckHosts(Boolean checkHosts) {
        this.checkHosts = checkHosts;
    }

    public Boolean getCheckRegions() {
        return checkRegions;
    }

    public void setCheckRegions(Boolean checkRegions) {
        this.checkRegions = checkRegions;
    }

    public Boolean getCheckSizes() {
        return checkSizes;
    }

    public void setCheckSizes(Boolean checkSizes) {
        this.checkSizes = checkSizes;
    }

    public java.time.Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(java.time.Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public com.aliyun.ice20201109.Client getIceClient() {
        return iceClient;
    }

    public void setIceClient(com.aliyun.ice20201109.Client iceClient) {
        this.iceClient = iceClient;
    }

    public Boolean getJobStoreAutoCreate() {
        return jobStoreAutoCreate;
    }

    public void setJobStoreAutoCreate(Boolean jobStoreAutoCreate) {
        this.jobStoreAutoCreate = jobStoreAutoCreate;
    }

    public java.time.Duration getLeaseDuration() {
        return leaseDuration;
    }

    public void setLeaseDuration(java.time.Duration leaseDuration) {
        this.leaseDuration = leaseDuration;
    }

    public java.time.Duration getListLag() {
        return listLag;
    }

    public void setListLag(java.time.Duration listLag) {
        this.listLag = listLag;
    }

    public Double getMaxCallsPerSecond() {
        return maxCallsPerSecond;
    }

    public void setMaxCallsPerSecond(Double maxCallsPerSecond) {
        this.maxCallsPerSecond = maxCallsPerSecond;
    }

    public Integer getMaxMedia() {
        return maxMedia;
    }

    public void setMaxMedia(Integer maxMedia) {
        this.maxMedia = maxMedia;
    }

    public java.time.Duration getReadTimeout() {
        return readTimeout;
    }

    public void setReadTimeout(java.time.Duration readTimeout) {
        this.readTimeout = readTimeout;
    }

    public java.time.Duration getRetention() {
        return retention;
    }

    public void setRetention(java.time.Duration retention) {
        this.retention = retention;
    }

    public java.time.Duration getRetryTimeout() {
        return retryTimeout;
    }

    public void setRetryTimeout(java.time.Duration retryTimeout) {
        this.retryTimeout = retryTimeout;
    }

    public String getSportsCategories() {
        return sportsCategories;
    }

    public void setSportsCategories(String sportsCategories) {
        this.sportsCategories = sportsCategories;
    }

    public String getStoreNamespace() {
        return storeNamespace;
    }

    public void setStoreNamespace(String storeNamespace) {
        this.storeNamespace = storeNamespace;
    }

    public java.time.Duration getTokenWindow() {
        return tokenWindow;
    }

    public void setTokenWindow(java.time.Duration tokenWindow) {
        this.tokenWindow = tokenWindow;
    }

    public io.github.icehighlights.camel.Uncertain getUncertain() {
        return uncertain;
    }

    public void setUncertain(io.github.icehighlights.camel.Uncertain uncertain) {
        this.uncertain = uncertain;
    }

    public Integer getUserDataLimit() {
        return userDataLimit;
    }

    public void setUserDataLimit(Integer userDataLimit) {
        this.userDataLimit = userDataLimit;
    }

    public io.github.icehighlights.camel.callback.CallbackAuth getCallbackAuth() {
        return callbackAuth;
    }

    public void setCallbackAuth(io.github.icehighlights.camel.callback.CallbackAuth callbackAuth) {
        this.callbackAuth = callbackAuth;
    }

    public java.time.Duration getCallbackMaxAge() {
        return callbackMaxAge;
    }

    public void setCallbackMaxAge(java.time.Duration callbackMaxAge) {
        this.callbackMaxAge = callbackMaxAge;
    }

    public Integer getCallbackMaxBytes() {
        return callbackMaxBytes;
    }

    public void setCallbackMaxBytes(Integer callbackMaxBytes) {
        this.callbackMaxBytes = callbackMaxBytes;
    }

    public String getCallbackPath() {
        return callbackPath;
    }

    public void setCallbackPath(String callbackPath) {
        this.callbackPath = callbackPath;
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

    public Integer getCallbackQueueMaxReceives() {
        return callbackQueueMaxReceives;
    }

    public void setCallbackQueueMaxReceives(Integer callbackQueueMaxReceives) {
        this.callbackQueueMaxReceives = callbackQueueMaxReceives;
    }

    public String getCallbackServer() {
        return callbackServer;
    }

    public void setCallbackServer(String callbackServer) {
        this.callbackServer = callbackServer;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public java.time.Duration getSafetyFirstLook() {
        return safetyFirstLook;
    }

    public void setSafetyFirstLook(java.time.Duration safetyFirstLook) {
        this.safetyFirstLook = safetyFirstLook;
    }

    public java.time.Duration getSafetyLookInterval() {
        return safetyLookInterval;
    }

    public void setSafetyLookInterval(java.time.Duration safetyLookInterval) {
        this.safetyLookInterval = safetyLookInterval;
    }

    public Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }

    public String getAccessKey() {
        return accessKey;
    }

    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
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

    public com.aliyun.credentials.Client getCredentialsClient() {
        return credentialsClient;
    }

    public void setCredentialsClient(com.aliyun.credentials.Client credentialsClient) {
        this.credentialsClient = credentialsClient;
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

    public java.time.Duration getFirstLook() {
        return firstLook;
    }

    public void setFirstLook(java.time.Duration firstLook) {
        this.firstLook = firstLook;
    }

    public java.time.Duration getLookInterval() {
        return lookInterval;
    }

    public void setLookInterval(java.time.Duration lookInterval) {
        this.lookInterval = lookInterval;
    }

    public java.time.Duration getMaxJobAge() {
        return maxJobAge;
    }

    public void setMaxJobAge(java.time.Duration maxJobAge) {
        this.maxJobAge = maxJobAge;
    }

    public java.time.Duration getNotFoundGrace() {
        return notFoundGrace;
    }

    public void setNotFoundGrace(java.time.Duration notFoundGrace) {
        this.notFoundGrace = notFoundGrace;
    }
}
