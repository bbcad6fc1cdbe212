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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file of ICE's lies.
 *
 * @param url    as ICE gave it, with a scheme of one slash mended; null when there is none
 * @param bucket the OSS bucket, or null where the URL is not one of OSS
 * @param key    the object key, decoded, or null likewise
 */
record MediaLocation(String url, String bucket, String key) {

    private static final MediaLocation NOWHERE = new MediaLocation(null, null, null);

    /** ICE's answers contain {@code http:/bucket...}, in its documentation and in the wild. */
    private static final Pattern ONE_SLASH = Pattern.compile("(?i)^(https?):/(?!/)");

    private static final Pattern OSS_URI = Pattern.compile("(?i)^oss://([^/]+)/([^?]*)(?:\\?.*)?$", Pattern.DOTALL);

    /** Virtual-host style: public, internal, VPC, accelerated and S3-compatible endpoints of all regions. */
    private static final Pattern OSS_URL = Pattern.compile(
            "^(?i:https?)://([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\\.(?:s3\\.)?(?:vpc[0-9]*-)?oss-[a-z0-9-]+"
                    + "\\.aliyuncs\\.com(?::[0-9]+)?/([^?]*)(?:\\?.*)?$",
            Pattern.DOTALL);

    static MediaLocation of(String text) {
        if (text == null) {
            return NOWHERE;
        }
        String url = ONE_SLASH.matcher(text).replaceFirst("$1://");
        Matcher oss = OSS_URI.matcher(url);
        Matcher http = OSS_URL.matcher(url);
        if (oss.matches()) {
            // the short form is written by hand and holds the key as it is
            return new MediaLocation(url, oss.group(1), emptyToNull(oss.group(2)));
        }
        return http.matches()
                ? new MediaLocation(url, http.group(1), emptyToNull(decode(http.group(2))))
                : new MediaLocation(url, null, null);
    }

    private static String emptyToNull(String key) {
        return key.isEmpty() ? null : key;
    }

    /** Percent-encoded UTF-8; a plus is a plus in a path. What is not well encoded was not encoded at all. */
    private static String decode(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return path;
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return path;
        }
    }
}
