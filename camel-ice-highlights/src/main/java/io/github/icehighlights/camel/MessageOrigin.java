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

import java.io.File;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Says where a message came from, so exactly that the same message read again after a crash gives the same text, and
 * another one another. Headers are named as their components name them: none of these components is needed.
 */
final class MessageOrigin {

    private MessageOrigin() {}

    /**
     * The origin of the exchange's message; without a known one, the exchange itself. What only a consumer can have set goes
     * first: the headers of S3 are also left behind by an upload on the way.
     */
    static String of(Exchange exchange) {
        Message message = exchange.getMessage();
        String origin = kafka(message);
        origin = origin != null ? origin : file(message);
        origin = origin != null ? origin : s3(message);
        origin = origin != null ? origin : jms(message);
        origin = origin != null ? origin : s3Upload(message);
        // a generator of ids may begin anew with the process, which its store outlives
        return origin != null
                ? origin
                : text("exchange", exchange.getExchangeId(), exchange.getClock().getCreated());
    }

    private static String s3(Message message) {
        Object key = message.getHeader("CamelAwsS3Key");
        Object modified = message.getHeader("CamelAwsS3LastModified");
        if (key == null || modified == null) {
            return null;
        }
        // an upload since then has put its own ETag and version in the place of the object's
        boolean uploaded = message.getHeader("CamelAwsS3ProducedKey") != null;
        Object version = uploaded ? null : message.getHeader("CamelAwsS3VersionId");
        version = version != null || uploaded ? version : message.getHeader("CamelAwsS3ETag");
        return text("s3", message.getHeader("CamelAwsS3BucketName"), key, version != null ? version : modified);
    }

    /** What an upload has left: its ETag says what was uploaded, while its version is new each time. */
    private static String s3Upload(Message message) {
        Object key = message.getHeader("CamelAwsS3Key");
        Object content = message.getHeader("CamelAwsS3ETag");
        content = content != null ? content : message.getHeader("CamelAwsS3VersionId");
        return key == null || content == null
                ? null
                : text("s3", message.getHeader("CamelAwsS3BucketName"), key, content);
    }

    private static String kafka(Message message) {
        Object offset = message.getHeader("kafka.OFFSET");
        return offset == null
                ? null
                : text("kafka", message.getHeader("kafka.TOPIC"), message.getHeader("kafka.PARTITION"), offset);
    }

    private static String file(Message message) {
        Object modified = message.getHeader(Exchange.FILE_LAST_MODIFIED);
        Object path = message.getHeader("CamelFileAbsolutePath");
        requireFile(modified, path, message);
        path = path != null ? path : message.getHeader(Exchange.FILE_NAME);
        return modified == null || path == null
                ? null
                : text(
                        "file",
                        message.getHeader("CamelFileHost"),
                        path,
                        message.getHeader(Exchange.FILE_LENGTH),
                        modified);
    }

    /**
     * Behind an asynchronous route, Camel's file consumer may list a file that is just being moved away, and send it once
     * more. That message says neither when the file was changed nor how long it is: it would pass for another file.
     */
    private static void requireFile(Object modified, Object path, Message message) {
        boolean unknown = modified instanceof Number number && number.longValue() == 0;
        boolean local = message.getHeader("CamelFileHost") == null;
        if (unknown && local && path != null && !new File(path.toString()).exists()) {
            throw new IllegalStateException("The file " + path
                    + " was gone when it was read: a message before has moved it away. Nothing is submitted");
        }
    }

    private static String jms(Message message) {
        Object id = message.getHeader("JMSMessageID");
        return id == null ? null : text("jms", id);
    }

    /** Lengths before values: two parts never run into one another. */
    private static String text(String kind, Object... parts) {
        var text = new StringBuilder(kind);
        for (Object part : parts) {
            String value = String.valueOf(part);
            text.append('|').append(part == null ? "-" : value.length() + ":" + value);
        }
        return text.toString();
    }
}
