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

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came back from one request, whatever it is: ICE's JSON, an error, a proxy's page.
 *
 * @param action   the ICE action that was called
 * @param status   the HTTP status
 * @param headers  response headers by lower-case name
 * @param body     the body as text
 * @param json     the body as JSON, missing where it is none
 * @param redactor knows the secrets of this very request
 */
record Answer(String action, int status, Map<String, String> headers, String body, JsonNode json, Redactor redactor) {

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** ICE's error code, or null when the answer holds none. */
    String code() {
        return json.isObject() ? IceJson.text(json, "Code", "code") : null;
    }

    String message() {
        return json.isObject() ? IceJson.text(json, "Message", "message") : null;
    }

    String requestId() {
        String id = json.isObject() ? IceJson.text(json, "RequestId", "requestId") : null;
        return redactor.clean(id == null ? headers.get("x-acs-request-id") : id, 100);
    }

    @Override
    public String toString() {
        return "Answer[action=" + action + ", status=" + status + "]";
    }
}
