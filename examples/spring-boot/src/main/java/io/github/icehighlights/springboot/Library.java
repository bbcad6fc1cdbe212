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
package io.github.icehighlights.springboot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.github.icehighlights.camel.IceHighlightsConstants;
import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;

/** What the application knows of its videos. A result may come more than once, so everything is written as a replacement. */
@Component
public class Library {

    private final JdbcTemplate jdbc;

    Library(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A video with its job.
     *
     * @param jobId     ICE's id
     * @param key       where the video lies in the bucket
     * @param submitted when it was submitted
     * @param state     SUBMITTED until ICE has said how it ended
     */
    record Video(String jobId, String key, Instant submitted, String state) {}

    /**
     * A place in a video.
     *
     * @param from seconds from its beginning
     * @param to   seconds from its beginning
     * @param key  where the clip lies in the bucket of highlights
     */
    record Highlight(double from, double to, String key) {}

    public void submitted(@Header(IceHighlightsConstants.JOB_ID) String jobId, @Header("CamelAwsS3Key") String key) {
        Integer known = jdbc.queryForObject("select count(*) from video where job_id = ?", Integer.class, jobId);
        if (known == 0) {
            insert(jobId, key, "SUBMITTED");
        }
    }

    @Transactional
    public void finished(@Body Highlights highlights, @Header("CamelAwsS3Key") String key) {
        String jobId = highlights.jobId();
        String state = highlights.state().name();
        if (jdbc.update("update video set state = ? where job_id = ?", state, jobId) == 0) {
            // the result was quicker than the submission's own exchange
            insert(jobId, key, state);
        }
        jdbc.update("delete from highlight where job_id = ?", jobId);
        for (Clip clip : highlights.clips()) {
            jdbc.update(
                    "insert into highlight (job_id, position, from_second, to_second, object_key) values (?, ?, ?, ?, ?)",
                    jobId,
                    clip.index(),
                    clip.in(),
                    clip.out(),
                    clip.key());
        }
    }

    private void insert(String jobId, String key, String state) {
        jdbc.update(
                "insert into video (job_id, object_key, submitted, state) values (?, ?, ?, ?)",
                jobId,
                key,
                Instant.now().atOffset(ZoneOffset.UTC),
                state);
    }

    List<Video> videos() {
        return jdbc.query(
                "select * from video order by submitted desc, job_id",
                (row, number) -> new Video(
                        row.getString("job_id"),
                        row.getString("object_key"),
                        row.getObject("submitted", Instant.class),
                        row.getString("state")));
    }

    /** How many videos have their highlights. */
    int finished() {
        return jdbc.queryForObject("select count(*) from video where state = 'FINISHED'", Integer.class);
    }

    boolean hasVideo(String key) {
        return jdbc.queryForObject("select count(*) from video where object_key = ?", Integer.class, key) > 0;
    }

    boolean hasHighlight(String key) {
        return jdbc.queryForObject("select count(*) from highlight where object_key = ?", Integer.class, key) > 0;
    }

    List<Highlight> highlights(String jobId) {
        return jdbc.query(
                "select * from highlight where job_id = ? order by position",
                (row, number) -> new Highlight(
                        row.getDouble("from_second"), row.getDouble("to_second"), row.getString("object_key")),
                jobId);
    }
}
