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

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How ICE is reached: where, as whom, and how long a call may take. Immutable; {@link #toString()} shows no secret.
 *
 * <p>Without keys and without a credentials client, Alibaba's default provider chain is asked at the first call
 * (environment, profile, OIDC, RAM role).
 *
 * @param region         region of the jobs and of their buckets, for instance {@code cn-shanghai}
 * @param endpoint       host and optional port; null for {@code ice.<region>.aliyuncs.com}. The SDK's own choice is
 *                       {@code ice.aliyuncs.com} for every region but Shanghai, so it is never left to the SDK. May
 *                       begin with {@code https://}, or with {@code http://} for a stand-in on this machine
 * @param accessKey      access key id, or null
 * @param secretKey      access key secret, or null
 * @param securityToken  token of temporary keys, or null
 * @param credentials    asked for keys at every call, so that they may rotate; used when there are no keys; or null
 * @param connectTimeout how long a connection may take to come about; null for 5 s
 * @param readTimeout    how long ICE may be silent; null for 20 s
 * @param callTimeout    how long a whole call may take, however busily ICE sends; null for 30 s
 */
public record IceConnectionSettings(
        String region,
        String endpoint,
        String accessKey,
        String secretKey,
        String securityToken,
        com.aliyun.credentials.Client credentials,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout) {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public IceConnectionSettings {
        region = blankToNull(region);
        endpoint = blankToNull(endpoint);
        accessKey = blankToNull(accessKey);
        secretKey = blankToNull(secretKey);
        securityToken = blankToNull(securityToken);
        if (region == null && endpoint == null) {
            throw new IllegalArgumentException("Either a region or an endpoint of ICE is needed");
        }
        if (region != null && !REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("Not the id of a region, as cn-shanghai is one: " + region);
        }
        if ((accessKey == null) != (secretKey == null)) {
            throw new IllegalArgumentException("accessKey and secretKey belong together: only one of them is set");
        }
        if (securityToken != null && accessKey == null) {
            throw new IllegalArgumentException("securityToken needs the accessKey and secretKey it was issued with");
        }
        connectTimeout = checked("connectTimeout", connectTimeout, CONNECT_TIMEOUT);
        readTimeout = checked("readTimeout", readTimeout, READ_TIMEOUT);
        callTimeout = checked("callTimeout", callTimeout, CALL_TIMEOUT);
        endpointUri(region, endpoint);
    }

    /** Host, and port where one is given: what goes into the {@code Host} header. */
    public String host() {
        return endpointUri(region, endpoint).getRawAuthority();
    }

    /** {@code HTTPS}, or {@code HTTP} where the endpoint asks for it. */
    public String protocol() {
        return endpointUri(region, endpoint).getScheme().toUpperCase(Locale.ROOT);
    }

    private static URI endpointUri(String region, String endpoint) {
        String text = endpoint == null ? "ice." + region + ".aliyuncs.com" : endpoint;
        try {
            URI uri = new URI(text.contains("://") ? text : "https://" + text);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            boolean root = uri.getRawPath() == null || uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath());
            if (uri.getHost() != null && bare && root && (scheme.equals("https") || scheme.equals("http"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, without the text: a mistaken endpoint may hold a key
        }
        throw new IllegalArgumentException(
                "The endpoint must be a host, as ice.cn-shanghai.aliyuncs.com is one, with an optional port");
    }

    private static Duration checked(String name, Duration value, Duration standard) {
        if (value == null) {
            return standard;
        }
        // zero means "for ever" to the HTTP client, and it counts in an int of milliseconds
        if (value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be between a millisecond and 24 days: " + value);
        }
        return value;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    @Override
    public String toString() {
        return "IceConnectionSettings[region=" + region + ", endpoint="
                + protocol().toLowerCase(Locale.ROOT) + "://"
                + host() + ", accessKey=" + mask(accessKey) + ", secretKey=" + mask(secretKey) + ", securityToken="
                + mask(securityToken) + ", credentials=" + (credentials == null ? null : "set") + ", connectTimeout="
                + connectTimeout + ", readTimeout=" + readTimeout + ", callTimeout=" + callTimeout + "]";
    }

    private static String mask(String secret) {
        return secret == null ? null : "***";
    }
}
