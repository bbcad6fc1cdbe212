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
package io.github.icehighlights.localice.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

import org.mp4parser.Box;
import org.mp4parser.boxes.iso14496.part14.ESDescriptorBox;
import org.mp4parser.boxes.sampleentry.AudioSampleEntry;
import org.mp4parser.boxes.sampleentry.SampleEntry;
import org.mp4parser.boxes.sampleentry.VisualSampleEntry;
import org.mp4parser.muxer.Track;

/**
 * What two tracks must have in common to be played one after the other as one.
 *
 * @param type      kind of encoding, for example {@code avc1}
 * @param shape     size of the pictures or of the sound
 * @param timescale unit of its times
 * @param setup     what the decoder is set up with
 */
record Encoding(String type, String shape, long timescale, ByteBuffer setup) {

    static Encoding of(Track track) throws IOException {
        SampleEntry entry = track.getSampleEntries().get(0);
        return new Encoding(
                entry.getType(), shape(entry), track.getTrackMetaData().getTimescale(), setup(entry));
    }

    private static String shape(SampleEntry entry) {
        if (entry instanceof VisualSampleEntry video) {
            return video.getWidth() + "x" + video.getHeight();
        }
        AudioSampleEntry audio = (AudioSampleEntry) entry;
        return audio.getChannelCount() + " at " + audio.getSampleRate();
    }

    /** The first box of the entry, of sound only a part: bit rates, which are there too, may differ. */
    private static ByteBuffer setup(SampleEntry entry) throws IOException {
        for (ESDescriptorBox descriptor : entry.getBoxes(ESDescriptorBox.class)) {
            return ByteBuffer.wrap(descriptor
                    .getEsDescriptor()
                    .getDecoderConfigDescriptor()
                    .getAudioSpecificInfo()
                    .getConfigBytes());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Box box : entry.getBoxes().subList(0, Math.min(1, entry.getBoxes().size()))) {
            box.getBox(Channels.newChannel(bytes));
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
