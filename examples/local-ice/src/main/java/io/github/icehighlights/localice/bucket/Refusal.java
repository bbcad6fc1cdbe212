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
package io.github.icehighlights.localice.bucket;

import java.nio.charset.StandardCharsets;

/**
 * Why OSS would not take a request.
 *
 * @param status  HTTP status
 * @param code    OSS's code
 * @param message the text beside it
 * @param ec      OSS's number of the error, or null
 */
record Refusal(int status, String code, String message, String ec) {

    /** The whole answer. The connection ends with it, because the body of the request may be unread. */
    byte[] toHttp(String host) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n");
        xml.append("  <Code>").append(code).append("</Code>\n");
        xml.append("  <Message>").append(message).append("</Message>\n");
        xml.append("  <RequestId>0000000000000000000000FF</RequestId>\n");
        xml.append("  <HostId>").append(host.replaceAll("[^a-z0-9.-]", "")).append("</HostId>\n");
        if (ec != null) {
            xml.append("  <EC>").append(ec).append("</EC>\n");
        }
        byte[] body = xml.append("</Error>\n").toString().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " " + (status == 403 ? "Forbidden" : "Bad Request")
                + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
