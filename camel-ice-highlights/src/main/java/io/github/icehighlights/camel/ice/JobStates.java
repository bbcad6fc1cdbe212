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

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.camel.model.JobState;

/** Reads the words, times and numbers that all of ICE's reports share. */
final class JobStates {

    /** A place in a video has fewer digits; subtracting numbers with a huge exponent would fill the memory. */
    private static final int MAX_EXPONENT = 30;

    private JobStates() {}

    /**
     * The state in one set of words for what ICE calls {@code State}, {@code JobState} and {@code Status}, and in
     * events {@code Success} and {@code Fail}. A word that ICE has not documented does not end a job.
     */
    static JobState of(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "finished", "success" -> JobState.FINISHED;
            case "failed", "fail" -> JobState.FAILED;
            case "created", "init", "queuing" -> JobState.CREATED;
            default -> JobState.EXECUTING;
        };
    }

    /** A time, or null where there is none that can be read. */
    static Instant time(JsonNode object, String... names) {
        String text = IceJson.text(object, names);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A number, also one written as text, or null. */
    static BigDecimal number(JsonNode object, String name) {
        String text = IceJson.text(object, name);
        try {
            BigDecimal number = text == null ? null : new BigDecimal(text);
            return number == null
                            || Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT
                            || Math.abs((long) number.scale()) > MAX_EXPONENT
                    ? null
                    : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
