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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.JobState;

import static org.assertj.core.api.Assertions.assertThat;

class BatchJobReportsTest {

    private static final String OK =
            "{\"JobId\":\"s\",\"Status\":\"Success\",\"MediaURL\":\"https://b-1.oss-cn-shanghai.aliyuncs.com/k\"}";
    private static final String BAD =
            "{\"JobId\":\"s\",\"Status\":\"Failed\",\"ErrorCode\":\"InvalidMaterial.NotFound\",\"ErrorMessage\":\"m\"}";
    private static final String BUSY = "{\"JobId\":\"s\",\"Status\":\"Processing\"}";

    /** The sample of the reference, with its one-slash URL, line ends behind times and errors beside a success. */
    @Test
    void partlySucceeded() {
        Report report = read("""
                {"RequestId":"R","EditingBatchJob":{"JobId":"j\\n","JobType":"Screen_Media_Highlights","Status":"Finished",
                 "UserData":"{\\"NotifyAddress\\":\\"https://x\\"}","Extend":"{}","InputConfig":"{broken",
                 "CreateTime":"2026-06-13T08:47:07Z","ModifiedTime":"2026-06-13T08:58:07Z\\n","CompleteTime":"2026-06-13T08:57:07Z\\n",
                 "SubJobList":[{"JobId":"s0","Status":"Success","MediaId":"m0","ErrorCode":"E","ErrorMessage":"beside a success",
                   "MediaURL":"http:/bkt.oss-cn-shanghai.aliyuncs.com/x_0.mp4","ProjectId":"p0","Duration":24.5},
                  {"JobId":"s1","Status":"Failed","ErrorCode":"InvalidMaterial.NotFound","ErrorMessage":"m"}]}}
                """);

        assertThat(report.jobId()).isEqualTo("j");
        assertThat(report.requestId()).isEqualTo("R");
        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.userData()).isEqualTo("{\"NotifyAddress\":\"https://x\"}");
        assertThat(report.errorCode()).isNull();
        assertThat(report.created()).isEqualTo(Instant.parse("2026-06-13T08:47:07Z"));
        assertThat(report.modified()).isEqualTo(Instant.parse("2026-06-13T08:57:07Z"));
        assertThat(report.clips())
                .containsExactly(
                        new Clip(
                                0,
                                null,
                                null,
                                null,
                                null,
                                "http://bkt.oss-cn-shanghai.aliyuncs.com/x_0.mp4",
                                "bkt",
                                "x_0.mp4",
                                "m0",
                                24.5,
                                JobState.FINISHED,
                                null,
                                null),
                        new Clip(
                                1,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                JobState.FAILED,
                                "InvalidMaterial.NotFound",
                                "m"));
    }

    @ParameterizedTest
    @CsvSource({
        "Init, '', CREATED, 0",
        "Processing, OK, EXECUTING, 0",
        "Finished, OK+OK, FINISHED, 2",
        "Finished, OK+BAD, FINISHED, 2",
        "Finished, BAD+BAD, FAILED, 0",
        "Finished, '', FAILED, 0",
        "Finished, OK+BUSY, FINISHED, 2",
        "Finished, BUSY, FINISHED, 1",
        "Finished, BAD+BUSY, FINISHED, 2",
        "Failed, OK, FAILED, 0",
        "Failed, BUSY, FAILED, 0",
        "Composing, OK, EXECUTING, 0"
    })
    void states(String status, String subJobs, JobState state, int clips) {
        String list =
                subJobs.replace('+', ',').replace("OK", OK).replace("BAD", BAD).replace("BUSY", BUSY);

        Report report = read(
                "{\"EditingBatchJob\":{\"JobId\":\"j\",\"Status\":\"" + status + "\",\"SubJobList\":[" + list + "]}}");

        assertThat(report.state()).isEqualTo(state);
        assertThat(report.clips()).hasSize(clips);
    }

    /** There is no more to come of it: such a job would be looked at until it expires, and then be without its videos. */
    @Test
    void aVideoThatAFinishedJobLeavesInTheWorksIsShownAsItIs() {
        Report report = read("{\"EditingBatchJob\":{\"JobId\":\"j\",\"Status\":\"Finished\",\"SubJobList\":[" + OK + ","
                + BUSY + "," + BUSY.replace("Processing", "Init") + "]}}");

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.errorCode()).isNull();
        assertThat(report.clips())
                .extracting(Clip::state)
                .containsExactly(JobState.FINISHED, JobState.EXECUTING, JobState.CREATED);
    }

    @Test
    void theMainJobsErrorIsInExtend() {
        Report report = read(
                "{\"EditingBatchJob\":{\"JobId\":\"j\",\"Status\":\"Failed\","
                        + "\"Extend\":\"{\\\"ErrorCode\\\":\\\"InvalidMaterial.NotFound\\\",\\\"ErrorMessage\\\":\\\"ids\\\"}\"}}");

        assertThat(report.errorCode()).isEqualTo("InvalidMaterial.NotFound");
        assertThat(report.errorMessage()).isEqualTo("ids");
    }

    @Test
    void otherwiseTheFirstVideosErrorIsTold() {
        Report report = read("{\"EditingBatchJob\":{\"JobId\":\"j\",\"Status\":\"Finished\",\"Extend\":\"garbage\","
                + "\"SubJobList\":[" + BAD + "]}}");

        assertThat(report.errorCode()).isEqualTo("InvalidMaterial.NotFound");
        assertThat(read("{\"EditingBatchJob\":{\"JobId\":\"j\",\"Status\":\"Finished\"}}")
                        .errorCode())
                .isEqualTo("NoResult");
    }

    @Test
    void aFailedJobWithoutAReadableErrorTellsThatOfAVideo() {
        String silent = "{\"JobId\":\"s\",\"Status\":\"Failed\"}";

        Report report = read("{\"EditingBatchJob\":{\"JobId\":\"j\",\"Status\":\"Failed\",\"Extend\":\"garbage\","
                + "\"SubJobList\":[" + OK + "," + silent + "," + BAD + "]}}");

        assertThat(report.errorCode()).isEqualTo("InvalidMaterial.NotFound");
        assertThat(report.errorMessage()).isEqualTo("m");
    }

    /** Nothing in there could ever end, and the job would be looked at until it expires. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"a\":1}", "\"garbage\""})
    void whatIsNoListOfVideosHoldsNone(String list) {
        Report report =
                read("{\"EditingBatchJob\":{\"JobId\":\"j\",\"Status\":\"Finished\",\"SubJobList\":" + list + "}}");

        assertThat(report.state()).isEqualTo(JobState.FAILED);
        assertThat(report.errorCode()).isEqualTo("NoResult");
    }

    private static Report read(String body) {
        return BatchJobReports.read("j", SmartJobReportsTest.answer(body));
    }
}
