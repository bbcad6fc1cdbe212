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
package io.github.icehighlights.localice.media;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.icehighlights.localice.wire.PercentEncoding;

/**
 * Reads and writes OSS URLs of one region. "The region specified in the OSS URL of all media assets must be the same as
 * the OpenAPI service endpoint" (page "Smart highlight extraction"); domains of a CDN or of OSS acceleration are not
 * accepted.
 */
public final class OssUrls {

    private static final String BUCKET = "([a-z0-9][a-z0-9-]{1,61}[a-z0-9])";
    private static final Pattern OSS = Pattern.compile("oss://" + BUCKET + "/(.+)");
    private static final Pattern HTTP =
            Pattern.compile("https?://" + BUCKET + "\\.oss-([a-z0-9-]+?)(?:-internal)?\\.aliyuncs\\.com/([^?#]+).*");
    private static final Pattern ENDPOINT =
            Pattern.compile("(?:https?://)?(?:s3\\.)?oss-([a-z0-9-]+?)(?:-internal)?\\.aliyuncs\\.com/?");

    private final String region;

    /**
     * @param region region of the service, for example {@code cn-shanghai}
     */
    public OssUrls(String region) {
        this.region = region;
    }

    /**
     * The object that a URL names.
     *
     * @throws IllegalArgumentException if it is not an OSS URL of this region
     */
    public ObjectAddress parse(String url) {
        Matcher oss = OSS.matcher(url);
        if (oss.matches()) {
            return new ObjectAddress(oss.group(1), oss.group(2));
        }
        Matcher http = HTTP.matcher(url);
        if (!http.matches()) {
            throw new IllegalArgumentException("not an OSS URL");
        }
        checkRegion(http.group(2));
        // a plus in a path is a plus
        String key = http.group(3).replace("+", "%2B");
        return new ObjectAddress(http.group(1), URLDecoder.decode(key, StandardCharsets.UTF_8));
    }

    /**
     * Checks an endpoint of an {@code OutputConfig}.
     *
     * @throws IllegalArgumentException if it is not OSS in this region
     */
    public void checkEndpoint(String endpoint) {
        Matcher matcher = ENDPOINT.matcher(endpoint);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an OSS endpoint");
        }
        checkRegion(matcher.group(1));
    }

    /** The URL under which ICE would report an object: plain HTTP, unsigned. */
    public String format(ObjectAddress address) {
        return "http://" + address.bucket() + ".oss-" + region + ".aliyuncs.com/"
                + PercentEncoding.encodePath(address.key());
    }

    private void checkRegion(String other) {
        if (!region.equals(other)) {
            throw new IllegalArgumentException("its region is " + other + ", but the service is in " + region);
        }
    }
}
