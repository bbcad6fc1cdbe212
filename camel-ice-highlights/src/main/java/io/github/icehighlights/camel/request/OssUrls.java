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

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs of OSS objects: what {@code oss://bucket/key} stands for, and whether a URL leads where ICE can read. */
final class OssUrls {

    private static final String SCHEME = "oss://";
    private static final int MAX_KEY_BYTES = 1023;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final Pattern HTTP = Pattern.compile("(?i)https?://([^/?#]*).*", Pattern.DOTALL);
    /** bucket.oss-cn-shanghai.aliyuncs.com, also the S3-compatible and the internal form. */
    private static final Pattern REGION_AFTER =
            Pattern.compile("(?:.+\\.)?oss-([a-z0-9-]+?)(?:-internal)?\\.aliyuncs\\.com");
    /** bucket.cn-shanghai.oss.aliyuncs.com, the dual-stack form. */
    private static final Pattern REGION_BEFORE =
            Pattern.compile("(?:.+\\.)?([a-z]+-[a-z0-9-]+)\\.oss\\.aliyuncs\\.com");

    private static final Pattern ACCELERATED =
            Pattern.compile("(?:.+\\.)?oss-accelerate(?:-overseas)?\\.aliyuncs\\.com");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:index|token)}");

    private final RequestLimits limits;

    OssUrls(RequestLimits limits) {
        this.limits = limits;
    }

    /** A URL as ICE takes it: {@code oss://} resolved, all else as it is, and checked. */
    String resolve(String field, String text) {
        String url = text.strip();
        if (url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            url = fromOss(field, url.substring(SCHEME.length()));
        }
        check(field, url);
        return url;
    }

    private String fromOss(String field, String address) {
        int slash = address.indexOf('/');
        String bucket = slash < 0 ? address : address.substring(0, slash);
        String key = slash < 0 ? "" : address.substring(slash + 1);
        if (key.isEmpty()) {
            throw IceRequestException.of(field, SCHEME + address, "oss://bucket/key needs a key after the bucket");
        }
        if (key.startsWith("/") || key.startsWith("\\")) {
            throw IceRequestException.of(field, SCHEME + address, "a key in OSS does not begin with a slash");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw IceRequestException.of(field, SCHEME + address, "a key in OSS has at most 1023 bytes");
        }
        return "https://" + host(field, bucket, address) + "/" + encode(key);
    }

    private String host(String field, String bucket, String address) {
        if (bucket.endsWith(".aliyuncs.com")) {
            return bucket;
        }
        if (!BUCKET.matcher(bucket).matches()) {
            throw IceRequestException.of(
                    field,
                    SCHEME + address,
                    "a bucket's name has 3 to 63 lower-case letters, digits and hyphens (oss://bucket/key)");
        }
        if (limits.region() == null) {
            throw IceRequestException.of(field, SCHEME + address, "without a region nobody knows where the bucket is");
        }
        return bucket + ".oss-" + limits.region() + ".aliyuncs.com";
    }

    private void check(String field, String url) {
        Matcher http = HTTP.matcher(url);
        if (!http.matches()) {
            throw IceRequestException.of(field, url, "ICE reads http://, https:// and oss:// addresses only");
        }
        if (hasControl(url)) {
            throw IceRequestException.of(field, url, "a URL is one line; several media are written as a list");
        }
        String authority = http.group(1).toLowerCase(Locale.ROOT);
        if (authority.indexOf('@') >= 0) {
            throw IceRequestException.of(field, url, "ICE takes no user name in a URL");
        }
        String host = withoutPort(authority);
        if (host.isEmpty()) {
            throw IceRequestException.of(field, url, "the URL has no host");
        }
        checkHost(field, url, host);
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void checkHost(String field, String url, String host) {
        if (ACCELERATED.matcher(host).matches()) {
            if (limits.checkHosts()) {
                throw IceRequestException.of(
                        field, url, "ICE takes no OSS acceleration domain (checkHosts=false lets it pass)");
            }
            return;
        }
        checkRegion(field, url, host);
        if (limits.checkHosts() && !host.endsWith(".aliyuncs.com")) {
            throw IceRequestException.of(
                    field,
                    url,
                    "ICE takes URLs of OSS, such as https://bucket.oss-cn-shanghai.aliyuncs.com/key, not of other"
                            + " servers or CDN domains (checkHosts=false lets it pass)");
        }
    }

    /** Refuses a host of OSS that names another region. */
    void checkRegion(String field, String url, String host) {
        String region = regionOf(host);
        if (region != null && limits.checkRegions() && limits.region() != null && !region.equals(limits.region())) {
            throw IceRequestException.of(
                    field,
                    url,
                    "ICE in " + limits.region() + " only works on buckets in " + limits.region()
                            + " (checkRegions=false lets it pass)");
        }
    }

    /** The region that an OSS host names, or null. */
    static String regionOf(String host) {
        Matcher after = REGION_AFTER.matcher(host);
        if (after.matches() && !ACCELERATED.matcher(host).matches()) {
            return after.group(1);
        }
        Matcher before = REGION_BEFORE.matcher(host);
        return before.matches() ? before.group(1) : null;
    }

    /** The host of an http(s) URL or of a bare host name, lower-case, without port. */
    static String hostOf(String endpoint) {
        Matcher http = HTTP.matcher(endpoint);
        String authority = http.matches() ? http.group(1) : endpoint.split("/", 2)[0];
        return withoutPort(authority.toLowerCase(Locale.ROOT));
    }

    private static String withoutPort(String authority) {
        return authority.indexOf(':') < 0 ? authority : PORT.matcher(authority).replaceFirst("");
    }

    /** Percent-encodes a key, but not its slashes nor ICE's and our placeholders. */
    private static String encode(String key) {
        StringBuilder out = new StringBuilder();
        Matcher placeholders = PLACEHOLDER.matcher(key);
        int from = 0;
        while (placeholders.find()) {
            encode(key.substring(from, placeholders.start()), out);
            out.append(placeholders.group());
            from = placeholders.end();
        }
        encode(key.substring(from), out);
        return out.toString();
    }

    private static void encode(String text, StringBuilder out) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
    }
}
