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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SmartJobReportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The result of the use-case page as printed: comments, trailing commas, a blank in a host. */
    private static final String AS_DOCUMENTED = """
            {
              "HighlightResults": [
                {
                  "Media": "MediaId1", //If URL was specified in InputConfig, then URL will be returned here.
                  "TimeRanges": [
                    {
                      "In": 20,
                      "Out": 30,
                      "Tags": ["Fight","Cry"], // Detected action tags.
                      "OutputURL": "http://your bucket.oss-cn-shanghai.aliyuncs.com/output_0.mp4",
                      "MediaId": "MediaId11", // Only returned when ExportAsNewMedia is set to true.
                    }
                  ]
                },
                {
                  "Media": "MediaId2",
                  "TimeRanges": [
                    { "In": 2, "Out": 10.25, "Tags": ["Run","Shout"],
                      "OutputURL": "http:/my-bucket.oss-cn-shanghai.aliyuncs.com/dir/output%201.mp4" },
                    { "In": 40, "Out": 50, "OutputURL": "https://cdn.example.com/output_2.mp4" }
                  ]
                }
              ]
            }
            """;

    @Test
    void aRunningJob() {
        Report report = read(
                "{\"RequestId\":\"r\\n\",\"JobId\":\"j\\n\",\"State\":\"Executing\",\"UserData\":\"{\\\"k\\\":1}\","
                        + "\"ErrorCode\":\"\",\"ErrorMessage\":\"\",\"SmartJobInfo\":{\"CreateTime\":\"2026-01-01T00:00:00Z\\n\"}}");

        assertThat(report.jobId()).isEqualTo("j");
        assertThat(report.requestId()).isEqualTo("r");
        assertThat(report.state()).isEqualTo(JobState.EXECUTING);
        assertThat(report.userData()).isEqualTo("{\"k\":1}");
        assertThat(report.clips()).isEmpty();
        assertThat(report.errorCode()).isNull();
        assertThat(report.errorMessage()).isNull();
        assertThat(report.created()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(report.modified()).isNull();
    }

    @Test
    void aFinishedJobAsDocumented() {
        Report report = finished(AS_DOCUMENTED);

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.clips())
                .containsExactly(
                        new Clip(
                                0,
                                "MediaId1",
                                20.0,
                                30.0,
                                List.of("Fight", "Cry"),
                                "http://your bucket.oss-cn-shanghai.aliyuncs.com/output_0.mp4",
                                null,
                                null,
                                "MediaId11",
                                10.0,
                                JobState.FINISHED,
                                null,
                                null),
                        new Clip(
                                1,
                                "MediaId2",
                                2.0,
                                10.25,
                                List.of("Run", "Shout"),
                                "http://my-bucket.oss-cn-shanghai.aliyuncs.com/dir/output%201.mp4",
                                "my-bucket",
                                "dir/output 1.mp4",
                                null,
                                8.25,
                                JobState.FINISHED,
                                null,
                                null),
                        new Clip(
                                2,
                                "MediaId2",
                                40.0,
                                50.0,
                                List.of(),
                                "https://cdn.example.com/output_2.mp4",
                                null,
                                null,
                                null,
                                10.0,
                                JobState.FINISHED,
                                null,
                                null));
    }

    @Test
    void rangesOnly() {
        assertThat(finished("{\"HighlightResults\":[{\"Media\":\"m1\",\"TimeRanges\":[{\"In\":20.5,\"Out\":30.1}]}]}")
                        .clips())
                .containsExactly(new Clip(
                        0, "m1", 20.5, 30.1, null, null, null, null, null, 9.6, JobState.FINISHED, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            nullValues = "-",
            value = {
                "\"20.5\"  | 20.5",
                "20 | 20.0",
                "1e1 | 10.0",
                "null | -",
                "\"\" | -",
                "\"soon\" | -",
                "{} | -",
                "1e999999999 | -",
                "1e-999999999 | -",
                "-1 | -1.0"
            })
    void oddNumbers(String in, Double expected) {
        Clip clip = finished(
                        "{\"HighlightResults\":[{\"Media\":\"m\",\"TimeRanges\":[{\"In\":" + in + ",\"Out\":30}]}]}")
                .clips()
                .get(0);

        assertThat(clip.in()).isEqualTo(expected);
        assertThat(clip.out()).isEqualTo(30.0);
        assertThat(clip.duration()).isEqualTo(expected == null ? null : Double.valueOf(30 - expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "null",
                "{}",
                "[]",
                "{\"HighlightResults\":[]}",
                "{\"HighlightResults\":null}",
                "{\"HighlightResults\":[{\"Media\":\"m\"}]}",
                "{\"HighlightResults\":[{\"Media\":\"m\",\"TimeRanges\":[]}]}",
                "{\"HighlightResults\":[{\"Media\":\"m\",\"TimeRanges\":null}]}"
            })
    void noHighlightsAreASuccessWithoutClips(String aiResult) {
        Report report = finished(aiResult);

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.clips()).isEmpty();
        assertThat(report.errorCode()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{\"HighlightResults\":[{\"Media\":",
                "[{\"content\":\"a\",\"from\":0,\"to\":1}]",
                "{\"Other\":1}",
                "42",
                "\"text\"",
                "{\"HighlightResults\":\"none\"}",
                "{\"HighlightResults\":[1]}",
                "{\"HighlightResults\":[{\"Media\":\"m\",\"TimeRanges\":[7]}]}",
                "{\"HighlightResults\":[{\"Media\":\"m\",\"TimeRanges\":{}}]}"
            })
    void aResultThatCannotBeReadIsNoSuccess(String aiResult) {
        Report report = finished(aiResult);

        assertThat(report.state()).isEqualTo(JobState.FAILED);
        assertThat(report.errorCode()).isEqualTo("UnreadableResult");
        assertThat(report.errorMessage()).startsWith("The job is finished, but");
        assertThat(report.clips()).isEmpty();
        assertThat(report.raw()).contains("AiResult");
    }

    @Test
    void aResultThatIsWrappedTwiceOrNotAtAll() throws JsonProcessingException {
        String plain = "{\"HighlightResults\":[{\"Media\":\"m\",\"TimeRanges\":[{\"In\":1,\"Out\":2}]}]}";

        assertThat(finished(JSON.writeValueAsString(plain)).clips()).hasSize(1);
        assertThat(read("{\"JobId\":\"j\",\"State\":\"Finished\",\"JobResult\":{\"AiResult\":" + plain + "}}")
                        .clips())
                .hasSize(1);
        assertThat(finished("[{\"Media\":\"m\",\"TimeRanges\":[{\"In\":1,\"Out\":2}]}]")
                        .clips())
                .hasSize(1);
    }

    @Test
    void aJobWithoutAnyResult() {
        assertThat(read("{\"JobId\":\"j\",\"State\":\"Finished\"}").state()).isEqualTo(JobState.FINISHED);
        assertThat(read("{\"JobId\":\"j\",\"State\":\"Finished\",\"JobResult\":null}")
                        .clips())
                .isEmpty();
    }

    @Test
    void oneFileInsteadOfRanges() {
        assertThat(read("{\"JobId\":\"j\",\"State\":\"Finished\",\"JobResult\":{\"MediaId\":\"m\\n\","
                                + "\"MediaUrl\":\"https://b-1.oss-cn-beijing-internal.aliyuncs.com/k.mp4\"}}")
                        .clips())
                .containsExactly(new Clip(
                        0,
                        null,
                        null,
                        null,
                        null,
                        "https://b-1.oss-cn-beijing-internal.aliyuncs.com/k.mp4",
                        "b-1",
                        "k.mp4",
                        "m",
                        null,
                        JobState.FINISHED,
                        null,
                        null));
    }

    @Test
    void aFailedJob() {
        Report report =
                read("{\"JobId\":\"j\",\"State\":\"Failed\",\"ErrorCode\":\"InvalidParameter\",\"ErrorMessage\":\"m\","
                        + "\"JobResult\":{\"AiResult\":\"garbage\"}}");

        assertThat(report.state()).isEqualTo(JobState.FAILED);
        assertThat(report.errorCode()).isEqualTo("InvalidParameter");
        assertThat(report.errorMessage()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource({
        "Created, CREATED",
        "EXECUTING, EXECUTING",
        "Finished, FINISHED",
        "Success, FINISHED",
        "Fail, FAILED",
        "Failed, FAILED",
        "Postprocessing, EXECUTING"
    })
    void states(String word, JobState state) {
        assertThat(read("{\"JobId\":\"j\",\"State\":\"" + word + "\\n\"}").state())
                .isEqualTo(state);
    }

    /** The owner's id is a number in one answer and text in the next; what ICE calls this kind of job is not known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1833220977560000 | \"HighlightExtraction\"",
                "\"1833220977560000\" | \"ASR\"",
                "99999999999999999999999 | 7",
                "null | null",
                "{} | []"
            })
    void neitherOwnerNorKindOfAJobDecide(String userId, String jobType) {
        Report report = read("{\"RequestId\":\"r\",\"JobId\":\"j\",\"State\":\"Finished\",\"JobResult\":{\"AiResult\":"
                + "\"{\\\"HighlightResults\\\":[{\\\"Media\\\":\\\"m\\\",\\\"TimeRanges\\\":[{\\\"In\\\":1,\\\"Out\\\":2}]}]}\"},"
                + "\"SmartJobInfo\":{\"UserId\":" + userId + ",\"JobType\":" + jobType
                + ",\"CreateTime\":\"2026-01-01T00:00:00Z\"}}");

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.clips()).hasSize(1);
        assertThat(report.created()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void anAnswerWithoutAJobIsNotFound() {
        IceException e = catchThrowableOfType(IceException.class, () -> read("{\"RequestId\":\"r\"}"));
        assertThat(e.isNotFound()).isTrue();
    }

    @Test
    void rawIsCleanJson() throws JsonProcessingException {
        Report report = read("{\"JobId\":\"j\", // c\n \"State\":\"Created\",\"n\":123456789012345678901234.5,}\n");
        assertThat(JSON.readTree(report.raw()).path("n").isNumber()).isTrue();
        assertThat(report.raw()).contains("123456789012345678901234.5");
    }

    static Answer answer(String body) {
        return new Answer("GetIt", 200, Map.of(), body, IceJson.read(body), new Redactor(List::of));
    }

    private static Report read(String body) {
        return SmartJobReports.read("j", answer(body));
    }

    private static Report finished(String aiResult) {
        try {
            return read(
                    "{\"RequestId\":\"r\",\"JobId\":\"j\",\"State\":\"Finished\",\"Output\":\"{}\",\"ErrorCode\":\"\","
                            + "\"ErrorMessage\":\"\",\"JobResult\":{\"AiResult\":" + JSON.writeValueAsString(aiResult)
                            + "},\"SmartJobInfo\":{}}");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
