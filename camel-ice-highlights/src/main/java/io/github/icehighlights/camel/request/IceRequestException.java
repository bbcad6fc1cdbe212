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
package io.github.icehighlights.camel.request;

import java.util.Locale;

/**
 * A request that ICE would refuse, or would carry out differently from what was meant, found before anything was sent
 * or paid for. The message names the field, its value and the limit; field and value are masked and cut, as either may
 * come from a message.
 */
public class IceRequestException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;
    private final String limit;

    private IceRequestException(String message, String field, String value, String limit) {
        super(message);
        this.field = field;
        this.value = value;
        this.limit = limit;
    }

    /** {@code field} has a {@code value} that breaks {@code limit}, which is the end of a sentence after "but". */
    public static IceRequestException of(String field, Object value, String limit) {
        if (field.toLowerCase(Locale.ROOT).contains("userdata")) {
            // callback addresses carry tokens
            return hidden(field, limit);
        }
        String shown = Excerpt.of(value);
        String name = Excerpt.clean(field);
        return new IceRequestException(name + " is " + shown + ", but " + limit + ".", name, shown, limit);
    }

    /** {@code field} is not there, and {@code limit}, a sentence without its full stop, asks for it. */
    public static IceRequestException missing(String field, String limit) {
        String name = Excerpt.clean(field);
        return new IceRequestException(name + " is missing: " + limit + ".", name, null, limit);
    }

    /** {@code field} breaks {@code limit}, a sentence without its full stop; its value is not for showing. */
    public static IceRequestException hidden(String field, String limit) {
        String name = Excerpt.clean(field);
        return new IceRequestException(name + ": " + limit + ".", name, null, limit);
    }

    /** What is wrong: an option ({@code strategy.Count}), {@code body}, or a field by ICE's names. */
    public String field() {
        return field;
    }

    /** Its value, masked and cut to 100 characters; null when there was none or it is not for showing. */
    public String value() {
        return value;
    }

    /** What would have been right. */
    public String limit() {
        return limit;
    }
}
