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

/**
 * What has to be known of a medium to find its loud passages. The arrays are not to be changed.
 *
 * @param seconds     length in seconds
 * @param cuts        times in seconds at which a clip can begin (key frames), ascending
 * @param power       mean square of the sound, a value for each bin
 * @param binSeconds  length of a bin in seconds
 */
record Analysis(double seconds, double[] cuts, double[] power, double binSeconds) {

    /** Mean square of the sound between two times. */
    double powerBetween(double from, double to) {
        int first = Math.max(0, (int) Math.round(from / binSeconds));
        int last = Math.min(power.length, (int) Math.round(to / binSeconds));
        double sum = 0;
        for (int bin = first; bin < last; bin++) {
            sum += power[bin];
        }
        return last > first ? sum / (last - first) : 0;
    }
}
