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
package io.github.icehighlights.camel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.icehighlights.camel.callback.CallbackAuth;
import io.github.icehighlights.camel.callback.DoorSettings;
import io.github.icehighlights.camel.callback.QueueSettings;
import io.github.icehighlights.camel.ice.EventCallbackSetting;
import io.github.icehighlights.camel.ice.HintTokens;
import io.github.icehighlights.camel.model.EventCallback;
import io.github.icehighlights.camel.tracking.SafetyNet;

/** What the options of an endpoint say of callbacks, taken together. */
final class CallbackOptions {

    /** Of a callback for all jobs. */
    private static final int MOST_URL_BYTES = 256;

    /** What ICE signs with. */
    private static final Pattern AUTH_KEY = Pattern.compile("(?s)(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9]).{1,32}");

    private final IceHighlightsConfiguration options;
    private final String path;
    private final String url;
    private final String queue;
    private final CallbackAuth auth;

    CallbackOptions(IceHighlightsConfiguration options) {
        this.options = options;
        this.path = options.getCallbackPath();
        this.url = options.getCallbackUrl();
        this.queue = options.getCallbackQueue();
        this.auth = options.getCallbackAuth();
    }

    /** With callbacks, looks are there for those that are lost; null without. */
    SafetyNet safetyNet() {
        if (path == null && url == null && queue == null) {
            return null;
        }
        long interval = Math.max(options.getLookInterval(), options.getSafetyLookInterval());
        return new SafetyNet(options.firstSafetyLook(), Duration.ofMillis(interval));
    }

    /** How callbacks are taken over HTTP, or null when they are not. */
    DoorSettings door() {
        return path == null
                ? null
                : new DoorSettings(
                        path,
                        options.getCallbackServer(),
                        url,
                        auth,
                        keys(),
                        Duration.ofMillis(options.getCallbackMaxAge()),
                        options.getCallbackMaxBytes());
    }

    /** How callbacks are read from a queue, or null when they are not. */
    QueueSettings queue() {
        if (queue == null) {
            return null;
        }
        if (options.getCallbackQueueEndpoint() == null) {
            throw new IllegalArgumentException("callbackQueue needs the option callbackQueueEndpoint to be read: the"
                    + " address of the account's queues, as in https://ACCOUNT.mns." + options.getRegion()
                    + ".aliyuncs.com");
        }
        return new QueueSettings(
                queue,
                options.getCallbackQueueEndpoint(),
                options.getRegion(),
                options.getAccessKey(),
                options.getSecretKey(),
                options.getSecurityToken(),
                options.getCredentialsClient(),
                options.getCallbackQueueMaxReceives());
    }

    /** What producers give their jobs as address for ICE's event. */
    JobAddresses jobAddresses() {
        if (!options.isJobCallback()) {
            return JobAddresses.NONE;
        } else if (queue != null) {
            return JobAddresses.queue(queue);
        } else if (url != null) {
            return auth == CallbackAuth.TOKEN || auth == CallbackAuth.EITHER
                    ? JobAddresses.withTokens(url, new HintTokens(keys()))
                    : JobAddresses.url(url);
        }
        return JobAddresses.NONE;
    }

    /**
     * What {@code setEventCallback} sets.
     *
     * @throws IllegalArgumentException when the options name no address, or one that ICE cannot use for all jobs
     */
    EventCallbackSetting account() {
        if (queue != null) {
            return new EventCallbackSetting(new EventCallback("MNS", queue, eventTypes(), false), null);
        }
        if (url == null) {
            throw new IllegalArgumentException("The operation setEventCallback needs the option callbackQueue or"
                    + " callbackUrl: where ICE is to send its events");
        }
        if (auth == CallbackAuth.TOKEN) {
            throw new IllegalArgumentException(
                    "callbackAuth=TOKEN takes only the callbacks of single jobs, whose addresses"
                            + " have a token. An account-wide one is signed: that takes callbackAuth=EITHER or SIGNATURE");
        }
        if (url.getBytes(StandardCharsets.UTF_8).length > MOST_URL_BYTES) {
            throw new IllegalArgumentException("callbackUrl is longer than the " + MOST_URL_BYTES
                    + " bytes that ICE takes as account-wide callback");
        }
        boolean signed = auth != CallbackAuth.NONE;
        String key = options.getCallbackAuthKey();
        if (signed && (key == null || !AUTH_KEY.matcher(key).matches())) {
            throw new IllegalArgumentException(
                    "ICE takes a callbackAuthKey of at most 32 characters, with an upper-case"
                            + " and a lower-case letter and a digit among them, and this one is not like that");
        }
        return new EventCallbackSetting(new EventCallback("HTTP", url, eventTypes(), signed), signed ? key : null);
    }

    private Set<String> eventTypes() {
        String types = options.getCallbackEventTypes();
        return Stream.of(types == null ? new String[0] : types.split(","))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .collect(Collectors.toSet());
    }

    private List<String> keys() {
        return Stream.of(options.getCallbackAuthKey(), options.getCallbackPreviousAuthKey())
                .filter(key -> key != null && !key.isEmpty())
                .toList();
    }

    /** @throws IllegalArgumentException for values with which no callback could come, or anybody's */
    void check() {
        OptionLimit.atLeast(1, "callbackQueueMaxReceives", options.getCallbackQueueMaxReceives());
        OptionLimit.atLeast(1, "callbackMaxAge", options.getCallbackMaxAge());
        OptionLimit.atLeast(1, "callbackMaxBytes", options.getCallbackMaxBytes());
        if (path != null && !path.startsWith("/")) {
            throw new IllegalArgumentException("The option callbackPath must begin with a slash, but is " + path);
        }
        if (url != null && !url.startsWith("http://") && !url.startsWith("https://")) {
            throw new IllegalArgumentException("The option callbackUrl must begin with http:// or https://");
        }
        if (queue != null && !queue.startsWith("ice-callback-")) {
            throw new IllegalArgumentException(
                    "The option callbackQueue must begin with ice-callback-, but is " + queue);
        }
        boolean http = path != null || url != null;
        if (http && auth != CallbackAuth.NONE && keys().isEmpty()) {
            throw new IllegalArgumentException("callbackAuth=" + auth
                    + " needs the option callbackAuthKey. Without a key anybody could post callbacks: that takes"
                    + " callbackAuth=NONE");
        }
        boolean signed = auth == CallbackAuth.SIGNATURE || auth == CallbackAuth.EITHER;
        if (path != null && signed && url == null) {
            throw new IllegalArgumentException("callbackAuth=" + auth
                    + " needs the option callbackUrl: ICE signs the address as it is configured there");
        }
    }
}
