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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageOriginTest {

    private static final Map<String, Object> FILE =
            Map.of("CamelFileAbsolutePath", "/in/a.mp4", Exchange.FILE_LENGTH, 10L, Exchange.FILE_LAST_MODIFIED, 5L);
    private static final Map<String, Object> S3 = Map.of(
            "CamelAwsS3BucketName", "in",
            "CamelAwsS3Key", "a.mp4",
            "CamelAwsS3ETag", "e1",
            "CamelAwsS3LastModified", "2026-01-01T00:00:00Z");
    private static final Map<String, Object> UPLOAD = Map.of(
            "CamelAwsS3Key", "a.mp4",
            "CamelAwsS3ProducedKey", "a.mp4",
            "CamelAwsS3ETag", "same content",
            "CamelAwsS3VersionId", "v1");
    private static final Map<String, Object> KAFKA =
            Map.of("kafka.TOPIC", "t", "kafka.PARTITION", 1, "kafka.OFFSET", 7L);
    private static final Map<String, Object> JMS = Map.of("JMSMessageID", "ID:1");

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private String origin(Map<String, Object> headers) {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        return MessageOrigin.of(exchange);
    }

    private static Map<String, Object> with(Map<String, Object> headers, Map<String, ?> others) {
        var all = new HashMap<String, Object>(headers);
        all.putAll(others);
        return all;
    }

    @Test
    void theSameFileIsTheSameAndAChangedOneIsNot() {
        assertThat(origin(FILE))
                .isEqualTo(origin(FILE))
                .isNotEqualTo(origin(with(FILE, Map.of(Exchange.FILE_LAST_MODIFIED, 6L))))
                .isNotEqualTo(origin(with(FILE, Map.of(Exchange.FILE_LENGTH, 11L))))
                .isNotEqualTo(origin(with(FILE, Map.of("CamelFileAbsolutePath", "/in/b.mp4"))));
    }

    @Test
    void aFileThatWasMovedAwayBeforeItWasReadIsNoOtherFile(@TempDir Path folder) throws Exception {
        Path moved = folder.resolve("a.mp4");
        Map<String, Object> ghost = with(
                FILE,
                Map.of(
                        "CamelFileAbsolutePath",
                        moved.toString(),
                        Exchange.FILE_LENGTH,
                        0L,
                        Exchange.FILE_LAST_MODIFIED,
                        0L));

        assertThatThrownBy(() -> origin(ghost))
                .hasMessageContaining(moved.toString())
                .hasMessageContaining("gone");
        assertThat(origin(with(ghost, Map.of("CamelFileHost", "ftp")))).contains(moved.toString());

        Files.createFile(moved);
        assertThat(origin(ghost)).as("a file from 1970").contains(moved.toString());
    }

    @Test
    void filesOfTwoFtpServersAreNotTheSame() {
        assertThat(origin(with(FILE, Map.of("CamelFileHost", "ftp1"))))
                .isNotEqualTo(origin(with(FILE, Map.of("CamelFileHost", "ftp2"))))
                .isNotEqualTo(origin(FILE));
    }

    @Test
    void theSameObjectOfABucketIsTheSameAndAChangedOneIsNot() {
        assertThat(origin(S3))
                .isEqualTo(origin(S3))
                .isNotEqualTo(origin(with(S3, Map.of("CamelAwsS3ETag", "e2"))))
                .isNotEqualTo(origin(with(S3, Map.of("CamelAwsS3BucketName", "other"))));
        assertThat(origin(with(S3, Map.of("CamelAwsS3VersionId", "v1"))))
                .isNotEqualTo(origin(with(S3, Map.of("CamelAwsS3VersionId", "v2"))));
    }

    @Test
    void anUploadOnTheWayDoesNotChangeWhereAMessageCameFrom() {
        Map<String, String> uploadedAgain = Map.of("CamelAwsS3VersionId", "v2");

        for (Map<String, Object> source : List.of(FILE, S3, KAFKA, JMS)) {
            Map<String, Object> uploaded = with(source, UPLOAD);
            assertThat(origin(uploaded)).as(source.toString()).isEqualTo(origin(with(uploaded, uploadedAgain)));
        }
        assertThat(origin(with(KAFKA, UPLOAD))).isEqualTo(origin(KAFKA));
        assertThat(origin(with(JMS, UPLOAD))).isEqualTo(origin(JMS));
        assertThat(origin(with(FILE, UPLOAD))).isEqualTo(origin(FILE));
    }

    @Test
    void anObjectThatIsCopiedToAnotherBucketIsStillTheSame() {
        Map<String, Object> copied = with(S3, UPLOAD);
        Map<String, String> changed = Map.of("CamelAwsS3LastModified", "2026-01-02T00:00:00Z");

        assertThat(origin(copied)).isNotEqualTo(origin(with(copied, changed)));
    }

    @Test
    void whatIsUploadedWithoutAKnownOriginIsToldByItsContent() {
        assertThat(origin(UPLOAD))
                .isEqualTo(origin(with(UPLOAD, Map.of("CamelAwsS3VersionId", "v2"))))
                .isNotEqualTo(origin(with(UPLOAD, Map.of("CamelAwsS3ETag", "other content"))));
    }

    @Test
    void aRecordOfKafkaIsItsTopicPartitionAndOffset() {
        assertThat(origin(KAFKA))
                .isEqualTo(origin(KAFKA))
                .isNotEqualTo(origin(with(KAFKA, Map.of("kafka.OFFSET", 8L))))
                .isNotEqualTo(origin(with(KAFKA, Map.of("kafka.PARTITION", 2))))
                .isNotEqualTo(origin(with(KAFKA, Map.of("kafka.TOPIC", "u"))));
    }

    @Test
    void aMessageOfJmsIsItsId() {
        assertThat(origin(JMS)).isEqualTo(origin(JMS)).isNotEqualTo(origin(Map.of("JMSMessageID", "ID:2")));
    }

    @Test
    void partsDoNotRunIntoOneAnother() {
        assertThat(origin(Map.of("kafka.TOPIC", "a|1:b", "kafka.PARTITION", "c", "kafka.OFFSET", 1)))
                .isNotEqualTo(origin(Map.of("kafka.TOPIC", "a", "kafka.PARTITION", "b|1:c", "kafka.OFFSET", 1)));
        assertThat(origin(Map.of("kafka.TOPIC", "null", "kafka.OFFSET", 1)))
                .isNotEqualTo(origin(Map.of("kafka.OFFSET", 1)));
    }

    @Test
    void withoutAKnownOriginItIsTheExchange() {
        var exchange = new DefaultExchange(context);

        assertThat(MessageOrigin.of(exchange))
                .isEqualTo(MessageOrigin.of(exchange))
                .contains(exchange.getExchangeId());
        assertThat(origin(Map.of())).isNotEqualTo(origin(Map.of()));
    }

    @Test
    void exchangesOfTwoRunsAreNotTheSameAlthoughTheirIdsAre() {
        context.setUuidGenerator(() -> "1");
        var before = new DefaultExchange(context);
        Awaitility.await()
                .until(() -> System.currentTimeMillis() > before.getClock().getCreated());
        var after = new DefaultExchange(context);

        assertThat(MessageOrigin.of(after)).isNotEqualTo(MessageOrigin.of(before));
    }
}
