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

import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer of ICE.
 *
 * @param status HTTP status
 * @param body   JSON
 */
public record Answer(int status, ObjectNode body) {

    /** A good answer; {@code RequestId} is put in front. */
    public static Answer ok(ObjectNode fields) {
        ObjectNode body = Json.object();
        // the published samples end ids in a newline, and clients have to live with it
        body.put("RequestId", requestId() + "\n");
        body.setAll(fields);
        return new Answer(200, body);
    }

    /** An error in the documented shape: RequestId, HostId, Code, Message, Recommend. */
    public static Answer error(String hostId, int status, String code, String message) {
        ObjectNode body = Json.object();
        body.put("RequestId", requestId());
        body.put("HostId", hostId);
        body.put("Code", code);
        body.put("Message", message);
        body.put("Recommend", "https://api.aliyun.com/troubleshoot?q=" + code + "&product=ICE");
        return new Answer(status, body);
    }

    /** The body as text. */
    public String text() {
        return Json.write(body);
    }

    private static String requestId() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }
}
