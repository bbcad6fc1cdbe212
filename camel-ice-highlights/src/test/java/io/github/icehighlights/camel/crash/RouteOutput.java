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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

import io.github.icehighlights.camel.IceHighlightsConstants;

/** What a consumer's route does with a result: a line in a file of its node's own, on the disk before it goes on. */
final class RouteOutput implements Processor {

    private final FileChannel file;
    private final TrapWatch watch;

    RouteOutput(Path path, TrapWatch watch) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.watch = watch;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        var line = new OutputLine(
                message.getHeader(Exchange.FILE_NAME, String.class),
                message.getHeader(IceHighlightsConstants.CORRELATION_ID, String.class),
                message.getHeader(IceHighlightsConstants.JOB_ID, String.class),
                message.getHeader(IceHighlightsConstants.STATE, String.class),
                clip(message),
                message.getHeader(IceHighlightsConstants.CLIP_COUNT, Integer.class),
                message.getHeader(IceHighlightsConstants.DELIVERY_COUNT, Integer.class),
                System.currentTimeMillis());
        boolean deadly = watch.springs(
                CrashPoint.DURING_CLIP, message.getHeader(IceHighlightsConstants.CHANNEL, String.class), line.clip());
        if (deadly && line.clip() == 1) {
            watch.stay(line.correlationId());
        }
        append(line);
        if (deadly) {
            watch.stay(line.correlationId());
        }
    }

    /** The component counts clips from 0; here 0 stands for a whole job. */
    private static int clip(Message message) {
        Integer index = message.getHeader(IceHighlightsConstants.CLIP_INDEX, Integer.class);
        return index == null ? 0 : index + 1;
    }

    private synchronized void append(OutputLine line) throws IOException {
        var bytes = ByteBuffer.wrap((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(true);
    }
}
