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

/**
 * A line of a route's output.
 *
 * @param file          the source file of the submission, which came back with the result
 * @param correlationId of the submission
 * @param jobId         ICE's id of the job
 * @param state         how the job ended
 * @param clip          which clip it is, from 1; 0 for a whole job
 * @param clips         how many clips the job has
 * @param delivery      which delivery of the job it is, from 1
 * @param at            when it was written, in milliseconds since 1970
 */
record OutputLine(
        String file, String correlationId, String jobId, String state, int clip, int clips, int delivery, long at) {

    String text() {
        return String.join(
                " ",
                file,
                correlationId,
                jobId,
                state,
                String.valueOf(clip),
                String.valueOf(clips),
                String.valueOf(delivery),
                String.valueOf(at));
    }

    static OutputLine of(String text) {
        String[] parts = text.split(" ");
        return new OutputLine(
                parts[0],
                parts[1],
                parts[2],
                parts[3],
                Integer.parseInt(parts[4]),
                Integer.parseInt(parts[5]),
                Integer.parseInt(parts[6]),
                Long.parseLong(parts[7]));
    }
}
