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
package io.github.icehighlights.localice.wire;

/**
 * An error that ICE would answer. Nothing was created.
 */
public final class IceError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status  HTTP status
     * @param code    ICE's code
     * @param message the text beside it
     */
    public IceError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A parameter that has to be there is not. */
    public static IceError missing(String name) {
        return new IceError(
                400,
                "MissingParameter",
                "The input parameter \"" + name + "\" that is mandatory for processing this request is not supplied.");
    }

    /** A parameter breaks one of the documented limits. */
    public static IceError invalid(String name, String why) {
        return new IceError(400, "InvalidParameter", "The specified parameter \"" + name + "\" is not valid: " + why);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** ICE's code. */
    public String code() {
        return code;
    }
}
