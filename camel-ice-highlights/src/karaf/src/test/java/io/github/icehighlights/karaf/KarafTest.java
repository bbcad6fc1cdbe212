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
package io.github.icehighlights.karaf;

import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.github.icehighlights.localice.LocalIce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One container, from its first start to its end: each test goes on where the one before it has left off. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KarafTest {

    private static final Path BUILD = Path.of(System.getProperty("karaf.build"));
    private static final String COMPONENT = "io.github.icehighlights.camel-ice-highlights";
    private static final String JAVA_DSL = "io.github.icehighlights.ice-highlights-karaf-java-dsl";
    private static final String BLUEPRINT = "io.github.icehighlights.ice-highlights-karaf-blueprint";
    private static final String QUEUE = "ice-callback-karaf";
    private static final String ENUM = "io.github.icehighlights.camel.model.JobState";
    private static final String ACTIVATOR = "io.github.icehighlights.karaf.HighlightsBundle";
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int REFRESHES = 20;

    private static final Pattern STARTED = Pattern.compile("Started route\\d+ \\(ice-highlights://matches\\)");
    private static final Pattern CONTEXT = Pattern.compile("Camel \\(camel-\\d+\\)");
    /** Fragments of Karaf, which are never Active. */
    private static final Set<String> FRAGMENTS =
            Set.of("org.apache.karaf.features.extension", "org.apache.aries.blueprint.core.compatibility");

    @TempDir
    private static Path folders;

    /** What differs from etc/highlights.properties of the examples. */
    private static final Map<String, Object> SETTINGS = new LinkedHashMap<>();

    private static LocalIce ice;
    private static TlsFront front;
    private static Karaf karaf;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> java = Java17.home();
        if (java.isEmpty()) {
            String message = "Karaf 4.4 needs a JDK 17: none in JAVA17_HOME or /usr/lib/jvm, and this one is "
                    + Runtime.version();
            assertThat(Boolean.getBoolean("karaf.required")).as(message).isFalse();
            Assumptions.abort(message);
        }
        ice = LocalIce.builder().bucket("media").queue(QUEUE).start();
        ice.s3().put("media", "match.mp4", LocalIce.sampleVideo());
        Path certificate = TlsFront.certificate(folders, java.get());
        front = TlsFront.start(certificate, URI.create(ice.endpoint()).getPort());
        karaf = Karaf.unpack(
                BUILD.resolve("apache-karaf.zip"),
                BUILD.resolve("karaf"),
                BUILD.resolve("repository"),
                java.get(),
                Map.of(
                        // for Alibaba's default chain
                        "ALIBABA_CLOUD_ACCESS_KEY_ID",
                        ice.accessKey(),
                        "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                        ice.secretKey(),
                        "EXTRA_JAVA_OPTS",
                        "-Djavax.net.ssl.trustStore=" + certificate + " -Djavax.net.ssl.trustStorePassword="
                                + TlsFront.PASSWORD));
        karaf.standInForCamel(Path.of(System.getProperty("camel.features")));
        SETTINGS.put("inbox", folder("inbox"));
        SETTINGS.put("outbox", folder("outbox"));
        component("endpoint", ice.endpoint());
        component("firstLook", 20);
        component("lookInterval", 50);
        // what a stop does not give back comes too late
        component("leaseDuration", LIMIT.multipliedBy(3).toMillis());
        configure("highlights.properties", SETTINGS);
        long began = System.nanoTime();
        karaf.start();
        print("container up", began);
    }

    @AfterAll
    static void stop() throws Exception {
        if (karaf != null) {
            karaf.close();
        }
        if (front != null) {
            front.close();
        }
        if (ice != null) {
            ice.close();
        }
    }

    @Test
    @Order(1)
    void theFeatureIsInstalledByTwoCommands() throws Exception {
        List<KarafBeans.Bundle> before = karaf.beans().bundles();
        long began = System.nanoTime();
        karaf.type(Path.of(KarafTest.class.getResource("/install.karaf").toURI()));
        print("feature installed", began);

        assertThat(named(COMPONENT)).extracting(KarafBeans.Bundle::state).containsExactly("Active");
        everythingIsWell();
        assertThat(karaf.beans().bundles())
                .filteredOn(bundle -> !before.contains(bundle))
                .extracting(KarafBeans.Bundle::symbolicName)
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.contains("slf4j") || name.contains("logging") || name.contains("okhttp"))
                .filteredOn(name -> name.contains("jackson"))
                .hasSize(3);
    }

    @Test
    @Order(2)
    void aRouteGetsTheResultOfItsJob() throws Exception {
        // before anything runs that they would refresh
        karaf.beans().installFeature("camel-ice-highlights-callback");
        karaf.beans().installFeature("camel-ice-highlights-h2");
        karaf.beans().installFeature("camel-ice-highlights-queue");
        long began = System.nanoTime();
        install(JAVA_DSL);
        order("inbox", "first");
        assertThat(newestResult(1)).contains("\"FINISHED\"").contains("clips/");
        print("route installed, first result delivered", began);
        everythingIsWell();
    }

    /** Each refresh catches a job under way. */
    @Test
    @Order(3)
    void twentyRefreshesLoseNoJob() throws Exception {
        int jobs = results().size();
        assertThat(karaf.beans().loaded(ENUM)).isEqualTo(1);
        long threads = ownThreads();
        assertThat(threads).isPositive();
        long began = System.nanoTime();
        for (int i = 1; i <= REFRESHES; i++) {
            ice.holdAll(true);
            order("inbox", "refresh-" + i);
            int created = jobs + i;
            within("the job is submitted", () -> ice.created() == created);
            refresh(COMPONENT);
            assertThat(results()).hasSize(created - 1);
            ice.holdAll(false);
            assertThat(newestResult(created)).contains("\"FINISHED\"");
            assertThat(contextsWithThreads()).hasSize(1);
        }
        print(REFRESHES + " refreshes with a job under way", began);
        within("threads have ended", () -> ownThreads() <= threads + 4);
        assertThat(karaf.beans().threads()).noneMatch(name -> name.contains("credentials"));
        assertThat(ice.created()).isEqualTo(jobs + REFRESHES);
        everythingIsWell();
    }

    @Test
    @Order(4)
    void aRouteThatStopsUnlocksTheH2File() throws Exception {
        karaf.beans().stop(named(JAVA_DSL).get(0));
        try (FileChannel file =
                        FileChannel.open(karaf.home().resolve("highlights/jobs.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            assertThat(lock).isNotNull();
        }
        karaf.beans().start(named(JAVA_DSL).get(0));
    }

    /** Such as Alibaba's own name of a key: its value must not get into the log. */
    @Test
    @Order(5)
    void aMisspelledOptionIsNamedWithoutItsValue() throws Exception {
        component("accessKeySecret", "Hidden1");
        configure("highlights.properties", SETTINGS);
        karaf.beans().refresh(named(JAVA_DSL).get(0));
        within("the log tells of it", () -> karaf.log().contains("ice-highlights has no option [accessKeySecret]"));
        assertThat(karaf.log()).doesNotContain("Hidden1");

        SETTINGS.remove("camel.component.ice-highlights.accessKeySecret");
        configure("highlights.properties", SETTINGS);
        karaf.beans().start(named(JAVA_DSL).get(0));
        everythingIsWell();
    }

    @Test
    @Order(6)
    void blueprintKeepsItsJobsInADataSourceOfTheContainer() throws Exception {
        int before = results().size();
        configure("org.ops4j.datasource-highlights.cfg", Map.of());
        configure(
                "highlights.blueprint.cfg",
                Map.of(
                        "inbox", folder("games"),
                        "outbox", folder("outbox"),
                        "endpoint", ice.endpoint(),
                        "firstLook", 20,
                        "lookInterval", 50));
        karaf.beans().installFeature("aries-blueprint");
        karaf.beans().installFeature("pax-jdbc-pool-dbcp2");
        karaf.beans().installFeature("pax-jdbc-config");
        install(BLUEPRINT);
        order("games", "game");
        assertThat(newestResult(before + 1)).contains("\"FINISHED\"").contains("games/");
        everythingIsWell();
    }

    /** Without the callback the job would be looked at after a quarter of an hour. */
    @Test
    @Order(7)
    void anEventPostedToTheContainerWakesItsJob() throws Exception {
        SETTINGS.put("callbackHost", "127.0.0.1");
        SETTINGS.put("callbackPort", karaf.callbackPort());
        component("callbackPath", "/ice/callback");
        component("callbackUrl", "http://127.0.0.1:" + karaf.callbackPort() + "/ice/callback");
        component("callbackAuthKey", "Karaf1");
        aCallbackBringsTheResult("posted");
    }

    @Test
    @Order(8)
    void anEventInAQueueWakesItsJob() throws Exception {
        SETTINGS.keySet().removeIf(name -> name.contains("callback"));
        component("callbackQueue", QUEUE);
        component("callbackQueueEndpoint", ice.queueEndpoint());
        aCallbackBringsTheResult("queued");
        within("the queue is empty", () -> ice.queues().messages(QUEUE).isEmpty());
    }

    private static void aCallbackBringsTheResult(String name) throws Exception {
        configure("highlights.properties", SETTINGS);
        refresh(JAVA_DSL);
        int created = ice.created() + 1;
        int looks = ice.requests("GetSmartHandleJob");
        ice.holdAll(true);
        order("inbox", name);
        within("the job is submitted", () -> ice.created() == created);
        ice.holdAll(false);
        assertThat(newestResult(created)).contains("\"FINISHED\"");
        assertThat(ice.requests("GetSmartHandleJob")).isEqualTo(looks + 1);
        everythingIsWell();
    }

    /** As the real ICE is reached: the SDK inside the bundle finds what it needs of Java for it. */
    @Test
    @Order(9)
    void iceIsReachedOverTls() throws Exception {
        SETTINGS.keySet().removeIf(name -> name.contains("callback"));
        component("endpoint", "https://127.0.0.1:" + front.port());
        configure("highlights.properties", SETTINGS);
        refresh(JAVA_DSL);
        int created = ice.created() + 1;
        order("inbox", "encrypted");
        assertThat(newestResult(created)).contains("\"FINISHED\"");
        everythingIsWell();
    }

    /** A thread of OkHttp and one of Okio, which hold their classes, end a minute or two after the last call. */
    @Test
    @Order(10)
    void refreshedBundlesDoNotAddUp() throws Exception {
        long began = System.nanoTime();
        within(
                "old classes are gone",
                Duration.ofSeconds(1),
                () -> karaf.beans().loaded(ENUM) == 1 && karaf.beans().loaded(ACTIVATOR) == 1);
        print("old classes gone", began);
    }

    @Test
    @Order(11)
    void jobsSubmittedBeforeARestartAreDeliveredAfterIt() throws Exception {
        int jobs = results().size();
        ice.holdAll(true);
        order("inbox", "restart");
        order("games", "restart");
        within("the jobs are submitted", () -> ice.created() == jobs + 2);

        karaf.stop();
        ice.holdAll(false);
        long began = System.nanoTime();
        karaf.start();
        within("the component is active", () -> isActive(COMPONENT));
        print("restarted, component active", began);
        newestResult(jobs + 2);
        print("restarted, jobs delivered", began);

        assertThat(ice.created()).isEqualTo(jobs + 2);
        everythingIsWell();
    }

    private static void component(String option, Object value) {
        SETTINGS.put("camel.component.ice-highlights." + option, value);
    }

    /** Copies a file of the examples, with some settings changed, no longer commented out, or added. */
    private static void configure(String file, Map<String, Object> changes) throws Exception {
        String text =
                Files.readString(Path.of(System.getProperty("examples.etc")).resolve(file));
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            String line = change.getKey() + " = " + change.getValue();
            Pattern before = Pattern.compile("(?m)^#?" + Pattern.quote(change.getKey()) + " = .*$");
            text = before.asPredicate().test(text)
                    ? before.matcher(text).replaceAll(Matcher.quoteReplacement(line))
                    : text + line + "\n";
        }
        Files.writeString(karaf.etc(file), text);
    }

    /** Refreshes a bundle and waits until its routes run anew. */
    private static void refresh(String symbolicName) throws Exception {
        long before = starts();
        karaf.beans().refresh(named(symbolicName).get(0));
        within("the routes are back", () -> starts() > before && isActive(symbolicName));
    }

    /** How often routes of the Java DSL have been started since the container was unpacked. */
    private static long starts() {
        return STARTED.matcher(karaf.log()).results().count();
    }

    /** The names of the Camel contexts that have threads. */
    private static Set<String> contextsWithThreads() throws Exception {
        return karaf.beans().threads().stream()
                .map(CONTEXT::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .collect(Collectors.toSet());
    }

    private static void install(String symbolicName) throws Exception {
        String artifact = symbolicName.substring("io.github.icehighlights.".length());
        karaf.beans().install("mvn:io.github.icehighlights/" + artifact + "/" + System.getProperty("project.version"));
    }

    /** Names a video in a file, which appears in the folder all at once. */
    private static void order(String folder, String name) throws Exception {
        Path hidden = Files.writeString(folders.resolve(name), "oss://media/match.mp4");
        Files.move(hidden, folder(folder).resolve(name + ".txt"));
    }

    /** Waits for so many results, and returns the newest. */
    private static String newestResult(int count) throws Exception {
        within(count + " results", () -> results().size() == count);
        return Files.readString(results().get(count - 1));
    }

    private static List<Path> results() throws Exception {
        try (Stream<Path> files = Files.list(folder("outbox"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList();
        }
    }

    private static void within(String what, Callable<Boolean> condition) {
        within(what, Duration.ofMillis(50), condition);
    }

    private static void within(String what, Duration pause, Callable<Boolean> condition) {
        try {
            await(what).atMost(LIMIT).pollInterval(pause).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    e.getMessage() + "; loaded " + loaded() + "; jobs " + ice.jobs() + "\n" + karaf.log(), e);
        }
    }

    /** How many threads the component, Camel and H2 have. */
    private static long ownThreads() throws Exception {
        return karaf.beans().threads().stream()
                .filter(name -> name.matches(".*(Camel \\(|MVStore|H2).*"))
                .count();
    }

    private static String loaded() {
        try {
            return karaf.beans().loaded(ENUM) + " times; " + karaf.beans().threads();
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** All bundles are Active, none has a complaint, and nothing is there twice. */
    private static void everythingIsWell() throws Exception {
        List<KarafBeans.Bundle> bundles = karaf.beans().bundles();
        assertThat(bundles)
                .extracting(KarafBeans.Bundle::symbolicName)
                .filteredOn(name -> !name.equals("org.apache.commons.pool2"))
                .doesNotHaveDuplicates();
        for (KarafBeans.Bundle bundle : bundles) {
            assertThat(bundle.state())
                    .as(bundle.toString())
                    .isEqualTo(FRAGMENTS.contains(bundle.symbolicName()) ? "Resolved" : "Active");
            assertThat(karaf.beans().diagnosis(bundle))
                    .as("bundle:diag of " + bundle)
                    .isNullOrEmpty();
        }
    }

    private static boolean isActive(String symbolicName) throws Exception {
        List<KarafBeans.Bundle> bundles = named(symbolicName);
        return !bundles.isEmpty()
                && bundles.stream().allMatch(bundle -> bundle.state().equals("Active"));
    }

    private static List<KarafBeans.Bundle> named(String symbolicName) throws Exception {
        return karaf.beans().bundles().stream()
                .filter(bundle -> symbolicName.equals(bundle.symbolicName()))
                .toList();
    }

    private static Path folder(String name) throws Exception {
        return Files.createDirectories(folders.resolve(name));
    }

    private static void print(String what, long began) {
        System.out.printf("Karaf: %s after %.1f s%n", what, (System.nanoTime() - began) / 1e9);
    }
}
