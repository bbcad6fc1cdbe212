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

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import net.sourceforge.jaad.aac.Decoder;
import org.mp4parser.boxes.iso14496.part14.ESDescriptorBox;
import org.mp4parser.boxes.sampleentry.AudioSampleEntry;
import org.mp4parser.muxer.Sample;
import org.mp4parser.muxer.Track;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a medium. The sound is really decoded: the number of bytes a second does not show what is loud.
 */
final class Analyst {

    private static final Logger LOG = LoggerFactory.getLogger(Analyst.class);
    private static final double BIN_SECONDS = 0.1;

    private Analyst() {}

    static Analysis analyse(Mp4 mp4) throws UnreadableMediumException {
        double seconds = mp4.seconds();
        return new Analysis(seconds, cuts(mp4.video()), power(mp4.audio(), seconds), BIN_SECONDS);
    }

    private static double[] cuts(Track video) {
        TrackTimes times = TrackTimes.of(video);
        long[] keyFrames = video.getSyncSamples();
        if (keyFrames == null || keyFrames.length == 0) {
            // no table means that every picture is a key frame
            return java.util.stream.IntStream.range(0, video.getSamples().size())
                    .mapToDouble(times::at)
                    .toArray();
        }
        return Arrays.stream(keyFrames)
                .mapToDouble(number -> times.at((int) number - 1))
                .toArray();
    }

    private static double[] power(Track audio, double seconds) throws UnreadableMediumException {
        Decoder decoder = decoder(audio);
        TrackTimes times = TrackTimes.of(audio);
        double[] sums = new double[(int) Math.ceil(seconds / BIN_SECONDS) + 1];
        int[] counts = new int[sums.length];
        int failures = 0;
        List<Sample> samples = audio.getSamples();
        for (int i = 0; i < samples.size(); i++) {
            int bin = Math.min((int) (times.at(i) / BIN_SECONDS), sums.length - 1);
            try {
                double power = meanSquare(decoder, samples.get(i));
                sums[bin] += power;
                counts[bin]++;
            } catch (RuntimeException e) {
                // the decoder stumbles over a frame now and then; the frames beside it say enough
                failures++;
                LOG.trace("Frame {} was not decoded", i, e);
            }
        }
        if (failures == samples.size()) {
            throw new UnreadableMediumException("its sound cannot be decoded");
        }
        return means(sums, counts);
    }

    private static double[] means(double[] sums, int[] counts) {
        double[] means = new double[sums.length];
        for (int bin = 0; bin < sums.length; bin++) {
            // a frame of AAC may be longer than a bin: a bin in which none begins sounds like the one before
            means[bin] = counts[bin] > 0 ? sums[bin] / counts[bin] : bin > 0 ? means[bin - 1] : 0;
        }
        return means;
    }

    private static double meanSquare(Decoder decoder, Sample frame) {
        ByteBuffer buffer = frame.asByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        double[] mean = {0};
        decoder.decodeFrame(bytes, (channels, length, rate) -> {
            double sum = 0;
            long values = 0;
            for (float[] channel : channels) {
                for (float value : channel) {
                    sum += (double) value * value;
                }
                values += channel.length;
            }
            mean[0] = values == 0 ? 0 : sum / values;
        });
        return mean[0];
    }

    private static Decoder decoder(Track audio) throws UnreadableMediumException {
        try {
            AudioSampleEntry entry = (AudioSampleEntry) audio.getSampleEntries().get(0);
            ESDescriptorBox descriptor = entry.getBoxes(ESDescriptorBox.class).get(0);
            return Decoder.create(descriptor
                    .getEsDescriptor()
                    .getDecoderConfigDescriptor()
                    .getAudioSpecificInfo()
                    .getConfigBytes());
        } catch (java.io.IOException | RuntimeException e) {
            throw new UnreadableMediumException("its sound is not AAC", e);
        }
    }
}
