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
package io.github.icehighlights.camel.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;

import io.github.icehighlights.camel.store.JdbcJobStore;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.localice.JobSummary;

/**
 * What has become of every file, by three witnesses that know nothing of each other: local-ice's jobs, the routes' own
 * output, and the job store, in that order of trust.
 */
final class Books {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;

    private final CrashRun run;

    /** By file. */
    private final Map<String, List<JobSummary>> created;

    private final Map<String, List<Written>> delivered;
    private final Map<PendingState, List<PendingJob>> stored;
    private final List<Uncertain> uncertain;

    /** A line and whose it is. */
    private record Written(String node, OutputLine line) {}

    /**
     * A submission that the store calls uncertain.
     *
     * @param file          what was submitted
     * @param correlationId of the submission
     * @param reason        as the store has it
     */
    record Uncertain(String file, String correlationId, String reason) {}

    private Books(
            CrashRun run,
            Map<String, List<JobSummary>> created,
            Map<String, List<Written>> delivered,
            Map<PendingState, List<PendingJob>> stored) {
        this.run = run;
        this.created = created;
        this.delivered = delivered;
        this.stored = stored;
        this.uncertain = stored.getOrDefault(PendingState.UNCERTAIN, List.of()).stream()
                .map(job -> new Uncertain(
                        file(job.reservation().request().get("UserData")), job.correlationId(), job.lastError()))
                .toList();
    }

    /** Closes the books; no node may run. */
    static Books of(CrashRun run) throws IOException {
        Map<String, List<JobSummary>> created = run.ice().jobs().stream()
                .collect(Collectors.groupingBy(job -> file(job.userData()), TreeMap::new, Collectors.toList()));
        Map<String, List<Written>> delivered = new TreeMap<>();
        for (NodeProcess node : run.nodes()) {
            Path output = node.settings().outputFile();
            for (String text : Files.exists(output) ? Files.readAllLines(output) : List.<String>of()) {
                OutputLine line = OutputLine.of(text);
                delivered
                        .computeIfAbsent(line.file(), file -> new ArrayList<>())
                        .add(new Written(node.settings().name(), line));
            }
        }
        return new Books(run, created, delivered, stored(run));
    }

    private static Map<PendingState, List<PendingJob>> stored(CrashRun run) {
        Map<PendingState, List<PendingJob>> stored = new EnumMap<>(PendingState.class);
        try (HikariDataSource dataSource = CrashNode.dataSource(run.database().jdbcUrl(), Duration.ofMinutes(1));
                JobStore store = new JdbcJobStore(dataSource)) {
            for (Channel channel : Channel.values()) {
                String last = null;
                List<PendingJob> page;
                do {
                    page = store.page(channel.channelName(), EnumSet.allOf(PendingState.class), last, PAGE);
                    for (PendingJob job : page) {
                        stored.computeIfAbsent(job.state(), state -> new ArrayList<>())
                                .add(job);
                        last = job.correlationId();
                    }
                } while (page.size() == PAGE);
            }
        }
        return stored;
    }

    private static String file(String userData) {
        try {
            return JSON.readTree(userData).path(Channel.FILE).asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Uncertain> uncertain() {
        return uncertain;
    }

    /** Whether the route has had the whole result of a file. */
    private boolean isDelivered(String file) {
        List<Written> lines = delivered.getOrDefault(file, List.of());
        if (lines.isEmpty()) {
            return false;
        }
        Set<Integer> clips =
                lines.stream().map(written -> written.line().clip()).collect(Collectors.toSet());
        int last = lines.get(0).line().clips();
        return Channel.ofFile(file).isSplit()
                ? clips.equals(IntStream.rangeClosed(1, last).boxed().collect(Collectors.toSet()))
                : clips.equals(Set.of(0));
    }

    /** Everything that must not be, in sentences. */
    List<String> problems(boolean afterReplay) throws IOException {
        List<String> problems = new ArrayList<>();
        Set<String> open = uncertain.stream().map(Uncertain::file).collect(Collectors.toSet());
        for (String file : run.sources().given()) {
            List<JobSummary> jobs = created.getOrDefault(file, List.of());
            if (jobs.size() > 1) {
                problems.add(file + " was paid for " + jobs.size() + " times: " + jobs);
            }
            if (open.contains(file) && !jobs.isEmpty()) {
                problems.add(file + " is uncertain, and ICE's lists show it: " + jobs);
            }
            if (!open.contains(file) && jobs.isEmpty()) {
                problems.add(file + " was never created");
            }
            if (!open.contains(file) && !isDelivered(file)) {
                problems.add(file + " was not delivered: " + delivered.get(file));
            }
            if (open.contains(file) && delivered.containsKey(file)) {
                problems.add(file + " is uncertain and was delivered: " + delivered.get(file));
            }
            for (Written written : delivered.getOrDefault(file, List.of())) {
                OutputLine line = written.line();
                if (!line.state().equals("FINISHED")
                        || jobs.stream().noneMatch(job -> job.jobId().equals(line.jobId()))) {
                    problems.add(file + " was delivered as something else: " + written + ", ICE has " + jobs);
                }
            }
        }
        if (run.sources().given().size() != run.plan().jobs()) {
            problems.add(run.sources().given().size() + " files were given out");
        }
        if (!run.sources().given().containsAll(created.keySet())) {
            problems.add("ICE has jobs of nobody: " + created.keySet());
        }
        if (afterReplay && !uncertain.isEmpty()) {
            problems.add("Still uncertain: " + uncertain);
        }
        Set<PendingState> ends = EnumSet.of(PendingState.ACKNOWLEDGED, PendingState.UNCERTAIN);
        stored.forEach((state, jobs) -> {
            if (!ends.contains(state)) {
                problems.add(jobs.size() + " are " + state + ": " + jobs);
            }
        });
        leased().forEach(job -> problems.add(job.correlationId() + " is leased: " + job));
        problems.addAll(unexplained());
        return problems;
    }

    /** Deliveries that were made again although nobody died and no lease was lost. */
    private List<String> unexplained() throws IOException {
        Map<String, Death> deaths = run.deaths().stream().collect(Collectors.toMap(Death::node, death -> death));
        List<String> unexplained = new ArrayList<>();
        for (List<Written> again : repeated()) {
            for (int i = 1; i < again.size(); i++) {
                Written first = again.get(i - 1);
                Written second = again.get(i);
                Death death = deaths.get(first.node());
                boolean died = death != null && death.at() <= second.line().at();
                if (!died && !hasLostLease(first)) {
                    unexplained.add("Delivered again without need: " + first + " and " + second);
                }
            }
        }
        return unexplained;
    }

    private boolean hasLostLease(Written written) throws IOException {
        for (NodeProcess node : run.nodes()) {
            if (node.settings().name().equals(written.node())) {
                return node.log().stream()
                        .anyMatch(text -> text.contains(written.line().jobId()) && text.contains("lease was lost"));
            }
        }
        return false;
    }

    /** What was written more than once, in the order of time. */
    private List<List<Written>> repeated() {
        return delivered.values().stream()
                .flatMap(lines ->
                        lines.stream()
                                .collect(Collectors.groupingBy(
                                        written -> written.line().clip()))
                                .values()
                                .stream())
                .filter(lines -> lines.size() > 1)
                .map(lines -> lines.stream()
                        .sorted((a, b) -> Long.compare(a.line().at(), b.line().at()))
                        .toList())
                .toList();
    }

    /** The counts, for people. */
    String summary() throws IOException {
        List<String> given = run.sources().given();
        long whole = given.stream().filter(this::isDelivered).count();
        int jobs = created.values().stream().mapToInt(List::size).sum();
        int again = repeated().stream().mapToInt(lines -> lines.size() - 1).sum();
        Map<PendingState, Integer> states = new EnumMap<>(PendingState.class);
        stored.forEach((state, list) -> states.put(state, list.size()));
        List<String> lines = new ArrayList<>();
        lines.add("submitted " + given.size() + " = delivered " + whole + " + uncertain " + uncertain.size());
        lines.add("created at ICE " + jobs + " " + createdByAction());
        lines.add("in the store " + states + ", leased " + leased().size());
        lines.add("results that a route had once more " + again);
        for (Uncertain open : uncertain) {
            lines.add("uncertain " + open.file() + ": " + whatHappened(open) + "; created at ICE "
                    + created.getOrDefault(open.file(), List.of()).size() + "; reason: " + open.reason());
        }
        return lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private List<PendingJob> leased() {
        return stored.values().stream()
                .flatMap(List::stream)
                .filter(job -> job.lease() != null)
                .toList();
    }

    private Map<String, Long> createdByAction() {
        return created.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(JobSummary::action, TreeMap::new, Collectors.counting()));
    }

    /** Nodes are in the order of their birth: the first that knows of it has begun it. */
    private String whatHappened(Uncertain open) throws IOException {
        for (NodeProcess node : run.nodes()) {
            String name = node.settings().name();
            if (node.log().stream().anyMatch(text -> text.endsWith(TrappedStore.RESERVES + open.correlationId()))) {
                return "begun by " + name
                        + run.deaths().stream()
                                .filter(death -> death.node().equals(name))
                                .map(death -> fate(death, open))
                                .findFirst()
                                .orElse(", which lived on: it lost its lease before it sent");
            }
        }
        return "begun by nobody";
    }

    private static String fate(Death death, Uncertain open) {
        return ", which was killed " + (death.trap() == null ? "at random" : death.trap())
                + (open.correlationId().equals(death.correlationId()) ? " with it" : "");
    }
}
