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
package io.github.icehighlights.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The numbers of one scenario. */
public final class Figures {

    private final List<Sample> samples;

    /** @param samples of this scenario only */
    Figures(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    /**
     * What repetitions brought.
     *
     * @param rounds how many there were
     */
    record Spread(double median, double least, double most, int rounds) {

        static Spread of(double[] values) {
            double[] sorted = DoubleStream.of(values).sorted().toArray();
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
        }
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /** All sizes, smallest first. */
    List<Long> sizes() {
        return samples.stream().map(Sample::size).distinct().sorted().toList();
    }

    Optional<Spread> spread(String subject, String measure, long size) {
        double[] values = samples.stream()
                .filter(s -> s.subject().equals(subject) && s.measure().equals(measure) && s.size() == size)
                .mapToDouble(Sample::value)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
    }

    OptionalDouble median(String subject, String measure, long size) {
        return spread(subject, measure, size)
                .map(spread -> OptionalDouble.of(spread.median()))
                .orElse(OptionalDouble.empty());
    }

    /** The median of one subject as a multiple of another's. */
    OptionalDouble ratio(String subject, String peer, String measure, long size) {
        return quotient(median(subject, measure, size), median(peer, measure, size));
    }

    static OptionalDouble quotient(OptionalDouble value, OptionalDouble of) {
        return value.isPresent() && of.isPresent() && of.getAsDouble() != 0
                ? OptionalDouble.of(value.getAsDouble() / of.getAsDouble())
                : OptionalDouble.empty();
    }

    static OptionalDouble difference(OptionalDouble value, OptionalDouble from) {
        return value.isPresent() && from.isPresent()
                ? OptionalDouble.of(value.getAsDouble() - from.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The largest size at which a subject was measured; 0 when it was not. */
    long largest(String subject, String measure) {
        return samples.stream()
                .filter(s -> s.subject().equals(subject) && s.measure().equals(measure))
                .mapToLong(Sample::size)
                .max()
                .orElse(0);
    }

    /** The largest median over all sizes. */
    OptionalDouble most(String subject, String measure) {
        return sizes().stream()
                .flatMapToDouble(size -> median(subject, measure, size).stream())
                .max();
    }
}
