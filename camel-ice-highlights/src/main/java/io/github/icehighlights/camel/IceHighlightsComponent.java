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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.callback.CallbackDoors;
import io.github.icehighlights.camel.callback.CallbackQueues;
import io.github.icehighlights.camel.ice.Rehearsal;
import io.github.icehighlights.camel.ice.SdkVersions;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.store.JdbcStoreSettings;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.MemoryJobStore;
import io.github.icehighlights.camel.tracking.JobTracker;
import io.github.icehighlights.camel.tracking.TrackerSettings;

/**
 * The component {@code ice-highlights}: keeps one job store and one tracker for all its endpoints.
 */
@Component("ice-highlights")
public class IceHighlightsComponent extends HealthCheckComponent {

    private static final Logger LOG = LoggerFactory.getLogger(IceHighlightsComponent.class);
    /** Channels may be as many as messages; what is remembered of them is not. */
    private static final int MOST_ADVICE = 1_000;

    private final Clock clock = new MonotonicClock();
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private TrackerThreads threads;
    private JobTracker tracker;
    private JobStoreChoice.Chosen chosenStore;
    private CallbackDoors callbackDoors;
    private CallbackQueues callbackQueues;

    @Metadata(description = "The defaults of all endpoints.")
    private IceHighlightsConfiguration configuration = new IceHighlightsConfiguration();

    @Metadata(
            label = "common",
            description =
                    "Where pending jobs are kept. memory (the default): on this node, and lost when it ends. jdbc: in the database of the one"
                            + " DataSource in the registry, or of jobStoreUrl; they survive crashes, and many nodes can"
                            + " share them. Or a bean, as in #bean:name: a DataSource, or your own JobStore; the one JobStore"
                            + " in the registry is taken if nothing else is said.")
    private Object jobStore;

    @Metadata(
            label = "common",
            description =
                    "An H2 database file for the pending jobs of one node, as in jdbc:h2:file:./data/jobs; made when it is"
                            + " not there. Needs the dependency com.h2database:h2. Implies jobStore=jdbc.")
    private String jobStoreUrl;

    @Metadata(
            label = "advanced",
            defaultValue = "true",
            description =
                    "Whether the table of pending jobs is made, or brought up to date, on start. If not, run the SQL files"
                            + " META-INF/ice-highlights/schema-*.sql of the jar; a table that does not fit fails the start.")
    private boolean jobStoreAutoCreate = true;

    @Metadata(
            label = "advanced",
            defaultValue = "default",
            description =
                    "Separates applications: those with the same channels and keys on one table, or in one account, do not"
                            + " get each other's jobs. The nodes of one application share it.")
    private String storeNamespace = "default";

    @Metadata(
            label = "advanced",
            defaultValue = "300000",
            javaType = "java.time.Duration",
            description =
                    "How long ICE surely remembers the client token of a submission. Alibaba does not document it; within"
                            + " this time a submission whose outcome is unknown is sent again, later it is only searched for.")
    private long tokenWindow = 300_000;

    @Metadata(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "How late a job may show in ICE's lists.")
    private long listLag = 60_000;

    @Metadata(
            label = "advanced",
            defaultValue = "PARK",
            description =
                    "What becomes of a submission of which nobody can tell whether ICE has it: its answer was lost, its client"
                            + " token (mashups have none) may be forgotten, and ICE's lists did not show it twice. PARK keeps it"
                            + " until somebody looks into ICE's console, and replays or forgets it. RESUBMIT sends it once more by"
                            + " itself: then nobody is needed, but whatever ICE shows later than listLag, or not at all, is made"
                            + " and paid twice; and a node that was paused just before sending cannot be stopped from sending when"
                            + " it wakes up. If that is refused or lost too, the submission is kept as with PARK; only if the node"
                            + " dies meanwhile may it be sent yet again.")
    private Uncertain uncertain = Uncertain.PARK;

    @Metadata(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "How long a submission is retried (throttling, outages) before its exchange fails.")
    private long retryTimeout = 60_000;

    @Metadata(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description =
                    "How long a node keeps a job to itself without renewing. After a crash, its jobs go on elsewhere then.")
    private long leaseDuration = 60_000;

    @Metadata(
            label = "advanced",
            defaultValue = "604800000",
            javaType = "java.time.Duration",
            description = "How long acknowledged jobs are kept, so that a repeated submission is recognised.")
    private long retention = 604_800_000;

    @Metadata(
            label = "advanced",
            defaultValue = "10",
            description =
                    "Calls a second that this node makes to ICE at most, for each set of credentials, region and endpoint."
                            + " The limits of an account hold for all its nodes together: this is the node's share.")
    private double maxCallsPerSecond = 10;

    public IceHighlightsComponent() {}

    public IceHighlightsComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining == null || remaining.isBlank()) {
            throw new IllegalArgumentException("A channel is needed, as in ice-highlights:matches");
        }
        var endpoint = new IceHighlightsEndpoint(uri, remaining, this, configuration.copy());
        endpoint.nameClients(parameters);
        endpoint.takePrefixed(parameters);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        SdkVersions.check();
        if (Rehearsal.isDue()) {
            // beside the start of everything else, which is long enough for it as a rule
            getCamelContext()
                    .getExecutorServiceManager()
                    .newThread("IceHighlightsRehearsal", Rehearsal::run)
                    .start();
        }
        convertersFirst();
    }

    /**
     * OSGi announces the converters of a bundle after its components. A result that is delivered in between would be
     * converted to text by the last resort, {@code toString}; and as Camel remembers that, all later ones too.
     */
    private void convertersFirst() throws ClassNotFoundException {
        TypeConverterRegistry converters = getCamelContext().getTypeConverterRegistry();
        if (converters.lookup(JsonNode.class, Highlights.class) == null) {
            // by its name, for it is generated from the compiled classes
            Class<TypeConverterLoader> loader = getCamelContext()
                    .getClassResolver()
                    .resolveMandatoryClass(
                            IceHighlightsConverter.class.getName() + "Loader",
                            TypeConverterLoader.class,
                            IceHighlightsConverter.class.getClassLoader());
            getCamelContext().getInjector().newInstance(loader).load(converters);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        TrackerSettings settings = settings();
        var jdbc = new JdbcStoreSettings(JdbcStoreSettings.DEFAULT.table(), storeNamespace, jobStoreAutoCreate);
        var choice = new JobStoreChoice(jobStore, jobStoreUrl, jdbc);
        if (chosenStore == null || !choice.isMemory() || chosenStore.store().isDurable()) {
            chosenStore = choice.choose(getCamelContext(), clock);
        }
        JobStore store = chosenStore.store();
        store.open();
        if (isMemory(store)) {
            LOG.info("Pending jobs are kept in memory and are lost when this process ends");
        }
        lossy(store).ifPresent(LOG::warn);
        threads = new TrackerThreads(getCamelContext(), this);
        tracker = new JobTracker(store, connections, threads.workers(clock), settings);
        tracker.start();
        // the time of day, not ours: callbacks are stamped with it
        callbackDoors = new CallbackDoors(getCamelContext(), tracker.hints(), Clock.systemUTC());
        callbackQueues = new CallbackQueues(getCamelContext(), tracker.hints());
    }

    @Override
    protected void doStop() throws Exception {
        if (tracker != null) {
            tracker.stop();
            threads.stop();
            tracker = null;
        }
        if (chosenStore != null) {
            // what is in memory is there when the component starts again
            chosenStore.owned().close();
        }
        super.doStop();
    }

    /** What the options mean to the tracker; what cannot be an option stands here. */
    TrackerSettings settings() {
        OptionLimit.atLeast(0, "tokenWindow", tokenWindow);
        OptionLimit.atLeast(0, "listLag", listLag);
        OptionLimit.atLeast(0, "retryTimeout", retryTimeout);
        OptionLimit.atLeast(1, "leaseDuration", leaseDuration);
        OptionLimit.atLeast(0, "retention", retention);
        if (!(maxCallsPerSecond > 0)) {
            throw new IllegalArgumentException("maxCallsPerSecond must be greater than 0, but is " + maxCallsPerSecond);
        }
        configuration.check();
        checkLease(configuration);
        if (tokenWindow > 0 && leaseDuration + configuration.getCallTimeout() >= tokenWindow) {
            LOG.warn(
                    "leaseDuration ({} ms) and callTimeout ({} ms) leave nothing of tokenWindow ({} ms): a submission whose node"
                            + " dies is only searched for, never sent again with its token",
                    leaseDuration,
                    configuration.getCallTimeout(),
                    tokenWindow);
        }
        return new TrackerSettings(
                UUID.randomUUID().toString(),
                Duration.ofMillis(leaseDuration),
                Duration.ofMillis(configuration.getCallTimeout()),
                Duration.ofMillis(tokenWindow),
                Duration.ofMillis(listLag),
                uncertain == Uncertain.RESUBMIT,
                Duration.ofMillis(Math.min(retryTimeout, tokenWindow)),
                Duration.ofSeconds(1),
                // after half a lease at most: to heal late would cost what a short lease is chosen for
                Duration.ofMillis(Math.max(1, Math.min(leaseDuration / 2, 30_000))),
                Duration.ofMillis(retention),
                maxCallsPerSecond,
                8);
    }

    /** A lease must outlast the call that it protects. */
    void checkLease(IceHighlightsConfiguration options) {
        if (leaseDuration <= options.getCallTimeout()) {
            throw new IllegalArgumentException(
                    "leaseDuration (" + leaseDuration + " ms) must be longer than callTimeout ("
                            + options.getCallTimeout() + " ms): a lease must outlast the call that it protects");
        }
        if (options.getCallTimeout() > configuration.getCallTimeout()) {
            throw new IllegalArgumentException("callTimeout (" + options.getCallTimeout()
                    + " ms) must not be longer than the component's (" + configuration.getCallTimeout()
                    + " ms), with which leases and token windows are reckoned: set it on the component");
        }
    }

    ConnectionRegistry connections() {
        return connections;
    }

    JobTracker tracker() {
        return tracker;
    }

    CallbackDoors callbackDoors() {
        return callbackDoors;
    }

    CallbackQueues callbackQueues() {
        return callbackQueues;
    }

    /**
     * Lets the exchanges that wait for their jobs go on, and those that would wait from now on until the component starts
     * again. For applications that begin to end before Camel does: a web server that ends gracefully waits for its requests.
     * Returns at once; may be called again.
     */
    public void stopWaiting() {
        JobTracker running = tracker;
        if (running != null) {
            running.waits().stop();
        }
    }

    /** What health tells although nothing is wrong with the jobs. */
    List<String> notices() {
        return Stream.of(
                        lossy(chosenStore.store()).stream(),
                        tracker.notices().stream(),
                        callbackQueues.notices().stream())
                .flatMap(Function.identity())
                .toList();
    }

    /** A store that somebody chose, for their jobs to outlive the process, and that does not do that. */
    private static Optional<String> lossy(JobStore store) {
        return store.isDurable() || isMemory(store)
                ? Optional.empty()
                : Optional.of("The job store '" + store.name()
                        + "' keeps pending jobs in the memory of this process: they are"
                        + " lost when it ends. An H2 database that stays has a URL as in jdbc:h2:file:./data/jobs");
    }

    private static boolean isMemory(JobStore store) {
        return store instanceof MemoryJobStore;
    }

    /** Whether an advice is given for the first time. Endpoints and their producers come and go, with toD for instance. */
    boolean isNews(String advice) {
        return given.size() < MOST_ADVICE && given.add(advice);
    }

    public IceHighlightsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(IceHighlightsConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The store in use, once the component has started. */
    JobStore store() {
        return chosenStore.store();
    }

    public Object getJobStore() {
        return jobStore;
    }

    /** @param jobStore {@code memory}, {@code jdbc}, a {@link JobStore} or a {@link javax.sql.DataSource} */
    public void setJobStore(Object jobStore) {
        this.jobStore = jobStore;
    }

    public String getJobStoreUrl() {
        return jobStoreUrl;
    }

    public void setJobStoreUrl(String jobStoreUrl) {
        this.jobStoreUrl = jobStoreUrl;
    }

    public boolean isJobStoreAutoCreate() {
        return jobStoreAutoCreate;
    }

    public void setJobStoreAutoCreate(boolean jobStoreAutoCreate) {
        this.jobStoreAutoCreate = jobStoreAutoCreate;
    }

    public String getStoreNamespace() {
        return storeNamespace;
    }

    public void setStoreNamespace(String storeNamespace) {
        this.storeNamespace = storeNamespace;
    }

    public long getTokenWindow() {
        return tokenWindow;
    }

    public void setTokenWindow(long tokenWindow) {
        this.tokenWindow = tokenWindow;
    }

    public long getListLag() {
        return listLag;
    }

    public void setListLag(long listLag) {
        this.listLag = listLag;
    }

    public Uncertain getUncertain() {
        return uncertain;
    }

    public void setUncertain(Uncertain uncertain) {
        this.uncertain = uncertain;
    }

    public long getRetryTimeout() {
        return retryTimeout;
    }

    public void setRetryTimeout(long retryTimeout) {
        this.retryTimeout = retryTimeout;
    }

    public long getLeaseDuration() {
        return leaseDuration;
    }

    public void setLeaseDuration(long leaseDuration) {
        this.leaseDuration = leaseDuration;
    }

    public long getRetention() {
        return retention;
    }

    public void setRetention(long retention) {
        this.retention = retention;
    }

    public double getMaxCallsPerSecond() {
        return maxCallsPerSecond;
    }

    public void setMaxCallsPerSecond(double maxCallsPerSecond) {
        this.maxCallsPerSecond = maxCallsPerSecond;
    }
}
