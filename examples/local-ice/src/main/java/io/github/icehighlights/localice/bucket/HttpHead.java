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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Request line and headers of an HTTP/1.1 request.
 *
 * @param method  HTTP method
 * @param target  path and query; the host of a request to a proxy is taken off
 * @param headers headers by their lower-case names
 * @param bytes   the head as it is passed on, with the empty line at its end
 */
record HttpHead(String method, String target, Map<String, String> headers, byte[] bytes) {

    private static final int MAX_BYTES = 64 * 1024;

    /** Reads a head; null when the connection ended before one began. */
    static HttpHead read(InputStream in) throws IOException {
        String text = readText(in);
        if (text == null) {
            return null;
        }
        String[] lines = text.split("\r\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3) {
            throw new IOException("Not an HTTP request");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new IOException("Not an HTTP header");
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim());
        }
        String target = originForm(first[1]);
        String rest = text.substring(lines[0].length());
        String passedOn = first[0] + " " + target + " " + first[2] + rest;
        return new HttpHead(first[0], target, headers, passedOn.getBytes(StandardCharsets.ISO_8859_1));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String host() {
        return header("host").replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    String path() {
        return target.replaceFirst("\\?.*", "");
    }

    boolean expectsContinue() {
        return header("expect").toLowerCase(Locale.ROOT).contains("100-continue");
    }

    boolean isChunked() {
        return header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    long contentLength() {
        String length = header("content-length");
        return length.isEmpty() ? 0 : Long.parseLong(length);
    }

    private static String originForm(String target) {
        if (!target.startsWith("http://")) {
            return target;
        }
        URI uri = URI.create(target);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String readText(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int octet = in.read();
            if (octet < 0) {
                if (head.size() == 0) {
                    return null;
                }
                throw new IOException("The request ended in its head");
            }
            if (head.size() == MAX_BYTES) {
                throw new IOException("The head of the request is too long");
            }
            head.write(octet);
            boolean expected = octet == (matched % 2 == 0 ? '\r' : '\n');
            matched = expected ? matched + 1 : octet == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
