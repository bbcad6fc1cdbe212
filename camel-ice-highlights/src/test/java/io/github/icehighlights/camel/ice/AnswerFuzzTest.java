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
package io.github.icehighlights.camel.ice;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import io.github.icehighlights.camel.fuzz.JsonTexts;
import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.HighlightsJson;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Whatever ICE, or something in its place, answers: a result or an {@link IceException}, and soon. The answers come over
 * HTTP and through the SDK. What fails is shrunk and printed with its seed, which {@code @Property(seed = ...)} takes.
 */
class AnswerFuzzTest {

    private static final String[] NAMES = {
        "RequestId",
        "JobId",
        "State",
        "Status",
        "JobResult",
        "AiResult",
        "HighlightResults",
        "Media",
        "TimeRanges",
        "In",
        "Out",
        "Tags",
        "OutputURL",
        "MediaId",
        "MediaURL",
        "MediaUrl",
        "UserData",
        "SmartJobInfo",
        "CreateTime",
        "ModifiedTime",
        "CompleteTime",
        "EditingBatchJob",
        "SubJobList",
        "Duration",
        "Extend",
        "ErrorCode",
        "ErrorMessage",
        "SmartJobList",
        "EditingBatchJobList",
        "NextToken",
        "Code",
        "Message",
        "x",
        ""
    };

    /** Answers as they are documented. */
    private static final List<String> SOUND = List.of(
            "{\"RequestId\":\"r\\n\",\"JobId\":\"j\\n\"}",
            "{\"RequestId\":\"r\",\"JobId\":\"j\",\"State\":\"Finished\",\"Output\":\"{}\",\"ErrorCode\":\"\","
                    + "\"UserData\":\"{\\\"k\\\":1,\\\"iceHighlights\\\":\\\"00000000000000000000\\\"}\","
                    + "\"JobResult\":{\"AiResult\":\"{\\\"HighlightResults\\\":[{\\\"Media\\\":\\\"m1\\\","
                    + "\\\"TimeRanges\\\":[{\\\"In\\\":20,\\\"Out\\\":30.5,\\\"Tags\\\":[\\\"Fight\\\"],}]}]}\"},"
                    + "\"SmartJobInfo\":{\"CreateTime\":\"2026-01-01T00:00:00Z\",\"UserId\":\"1\"}}",
            "{\"RequestId\":\"r\",\"JobId\":\"j\",\"State\":\"Finished\",\"JobResult\":{\"AiResult\":"
                    + "{\"HighlightResults\":[{\"Media\":\"m1\",\"TimeRanges\":[{\"In\":20,\"Out\":30.5,\"Tags\":[\"Fight\"],"
                    + "\"OutputURL\":\"http:/b-1.oss-cn-shanghai.aliyuncs.com/a%200.mp4\",\"MediaId\":\"n\"}]}]}}}",
            "{\"RequestId\":\"r\",\"EditingBatchJob\":{\"JobId\":\"j\",\"JobType\":\"Screen_Media_Highlights\","
                    + "\"Status\":\"Finished\",\"UserData\":\"{}\",\"Extend\":\"{}\",\"CreateTime\":\"2026-06-13T08:47:07Z\","
                    + "\"ModifiedTime\":\"2026-06-13T08:57:07Z\\n\",\"SubJobList\":[{\"JobId\":\"s0\",\"Status\":\"Success\","
                    + "\"MediaId\":\"m0\",\"MediaURL\":\"http:/bkt.oss-cn-shanghai.aliyuncs.com/x_0.mp4\",\"Duration\":24.5},"
                    + "{\"JobId\":\"s1\",\"Status\":\"Failed\",\"ErrorCode\":\"InvalidMaterial.NotFound\"}]}}",
            "{\"RequestId\":\"r\",\"SmartJobList\":[{\"JobId\":\"j\",\"UserData\":\"{}\"}],\"NextToken\":\"t\"}",
            "{\"RequestId\":\"r\",\"EditingBatchJobList\":[{\"JobId\":\"j\",\"UserData\":\"{}\"}],\"MaxResults\":1}",
            "{\"RequestId\":\"r\",\"Code\":\"InvalidParameter\",\"Message\":\"no\",\"HostId\":\"h\"}");

    private static volatile int status = 200;
    private static volatile String body = "";
    private static IceStub stub;
    private static SdkIceApi ice;

    @BeforeContainer
    static void start() {
        stub = new IceStub((request, exchange) -> exchange.json(status, body));
        ice = Connections.api(stub);
    }

    @AfterContainer
    static void stop() throws IOException {
        stub.close();
    }

    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> any = JsonTexts.any(NAMES);
        return Arbitraries.oneOf(
                any,
                JsonTexts.damaged(any),
                JsonTexts.mutated(SOUND, NAMES),
                JsonTexts.mutated(SOUND, NAMES),
                Arbitraries.strings().ofMaxLength(200));
    }

    /** Mostly answers about a job. */
    @Provide
    Arbitrary<String> jobs() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, JsonTexts.mutated(SOUND.subList(1, 4), NAMES)), Tuple.of(1, answers()));
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.frequency(
                Tuple.of(20, 200),
                Tuple.of(1, 202),
                Tuple.of(1, 302),
                Tuple.of(1, 400),
                Tuple.of(1, 404),
                Tuple.of(1, 503));
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void reports(@ForAll("jobs") String answer, @ForAll("statuses") int code) {
        JobType type = answer.contains("EditingBatchJob") ? JobType.SPORTS_HIGHLIGHTS : JobType.HIGHLIGHT_EXTRACTION;
        Report report = asked(answer, code, () -> ice.report(type, "j"));
        // were everything refused at the door, this would try nothing
        Statistics.collect(report == null ? "refused" : "read");
        Statistics.coverage(coverage -> coverage.check("read").percentage(share -> share > 0));
        if (report != null) {
            check(report, answer);
        }
    }

    @Property
    void receipts(@ForAll("answers") String answer, @ForAll("statuses") int code, @ForAll JobType type) {
        Receipt receipt = asked(answer, code, () -> ice.submit(type, Map.of("InputConfig", "{}")));
        if (receipt != null) {
            assertThat(receipt.jobId()).isNotBlank().isEqualTo(receipt.jobId().strip());
        }
    }

    @Property
    void lists(@ForAll("answers") String answer, @ForAll("statuses") int code, @ForAll JobType type) {
        JobPage page = asked(answer, code, () -> ice.list(type, "t"));
        if (page != null) {
            assertThat(page.nextToken()).isNotEqualTo("t");
            page.jobs().forEach(job -> {
                assertThat(job.jobId()).isNotBlank();
                CorrelationIds.read(job.userData());
            });
        }
    }

    /** A finished job's result is JSON in a string, which ICE's model writes. */
    @Property
    void results(@ForAll("answers") String result) {
        String answer = "{\"JobId\":\"j\",\"State\":\"Finished\",\"JobResult\":{\"AiResult\":"
                + TextNode.valueOf(result) + "}}";
        Report report = asked(answer, 200, () -> ice.report(JobType.HIGHLIGHT_EXTRACTION, "j"));
        assertThat(report).isNotNull();
        check(report, answer);
        assertThat(report.state()).isIn(JobState.FINISHED, JobState.FAILED);
    }

    @Example
    void hugeAndDeepAnswers() {
        String finished = "{\"JobId\":\"j\",\"State\":\"Finished\",\"JobResult\":{\"AiResult\":";
        List<String> answers = List.of(
                "[".repeat(1_000_000),
                "{\"JobResult\":".repeat(200_000),
                "{\"JobId\":\"" + "j".repeat(3_000_000) + "\"}",
                "{\"JobId\":" + "9".repeat(1_000_000) + "}",
                finished + "[" + "{\"TimeRanges\":[]},".repeat(100_000) + "]}}",
                finished + "\"" + "[".repeat(1_000_000) + "\"}}",
                finished + "{\"HighlightResults\":[{\"Media\":\"m\",\"TimeRanges\":[" + "{\"In\":1e9},".repeat(50_000)
                        + "]}]}}}",
                finished + "[{\"TimeRanges\":[{\"OutputURL\":\"http:/" + "%41".repeat(300_000) + "\"}]}]}}",
                "{\"EditingBatchJob\":{\"Status\":\"Finished\",\"SubJobList\":[" + "{},".repeat(100_000) + "]}}",
                "/*" + "*".repeat(1_000_000),
                " ".repeat(3_000_000),
                "x".repeat(17 * 1024 * 1024));
        for (String answer : answers) {
            boolean batch = answer.contains("EditingBatchJob");
            JobType type = batch ? JobType.SPORTS_HIGHLIGHTS : JobType.HIGHLIGHT_EXTRACTION;
            asked(answer, 200, () -> ice.report(type, "j"));
        }
    }

    /** What was made of the answer, or null when it was refused in the one way that is allowed. */
    private static <T> T asked(String answer, int code, Supplier<T> question) {
        status = code;
        body = answer;
        stub.requests.clear();
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                T result = question.get();
                assertThat(result).isNotNull();
                return result;
            } catch (IceException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2_000);
                assertThat(e.getKind()).isNotIn(IceException.Kind.NOT_SENT, IceException.Kind.THROTTLED);
                return null;
            }
        });
    }

    private static void check(Report report, String answer) {
        assertThat(report.jobId()).isEqualTo("j");
        assertThat(report.state()).isNotNull();
        // no number is written out with all its noughts
        assertThat(report.raw()).hasSizeLessThan(6 * answer.length() + 100);
        CorrelationIds.strip(report.userData());
        if (report.state() != JobState.FINISHED) {
            assertThat(report.clips()).isEmpty();
        }
        for (int i = 0; i < report.clips().size(); i++) {
            Clip clip = report.clips().get(i);
            assertThat(clip.index()).isEqualTo(i);
            assertThat(clip.state()).isNotNull();
            assertThat(clip.duration() == null || Double.isFinite(clip.duration()))
                    .isTrue();
        }
        asJson(report);
    }

    /** What a route gets can be turned into JSON, maps and back. */
    private static void asJson(Report report) {
        Highlights highlights = new Highlights(
                "c",
                report.jobId(),
                JobType.HIGHLIGHT_EXTRACTION,
                report.state(),
                report.clips(),
                report.errorCode(),
                report.errorMessage(),
                CorrelationIds.strip(report.userData()),
                report.created(),
                report.modified(),
                report.raw());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            String json = HighlightsJson.toJson(highlights);
            assertThat(HighlightsJson.toJson(HighlightsJson.fromJson(json))).isEqualTo(json);
            assertThat(HighlightsJson.toMap(highlights)).containsKey("clips");
        });
    }
}
