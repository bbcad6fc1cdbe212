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
package io.github.icehighlights.localice;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.icehighlights.localice.callback.AuthKey;
import io.github.icehighlights.localice.callback.CallbackSettings;
import io.github.icehighlights.localice.callback.EventCallback;
import io.github.icehighlights.localice.callback.Pace;

/**
 * Settings of a {@link LocalIce}. Every one has a default.
 */
public final class LocalIceBuilder {

    private static final List<String> REGIONS =
            List.of("cn-shanghai", "cn-beijing", "cn-hangzhou", "cn-shenzhen", "us-west-1", "ap-southeast-1");

    String region = "cn-shanghai";
    String accessKey = "local-ak";
    String secretKey = "local-sk";
    String securityToken;
    Path directory;
    int port;
    int s3Port;
    int queuePort;
    double speed = 1000;
    Duration tokenWindow = Duration.ofMinutes(10);
    Duration listLag = Duration.ZERO;
    boolean extractionsListed = true;
    Clock clock = Clock.systemUTC();
    boolean pathStyleAllowed;
    int maxUserDataBytes = 512;
    String notFoundCode = "JobNotFound";
    String jobType = "HighlightExtraction";
    boolean brokenEchoes;
    boolean oneSlashUrls = true;
    String callbackAuthKey;
    boolean signNotifyAddresses = true;
    String extractionEvent = "SmartJobComplete";
    Pace callbackPace = Pace.DOCUMENTED;
    final Set<String> buckets = new LinkedHashSet<>();
    final Set<String> queues = new LinkedHashSet<>();
    boolean base64Messages;

    LocalIceBuilder() {}

    /** Region of service and buckets: one of the six in which highlight extraction exists. Default cn-shanghai. */
    public LocalIceBuilder region(String newRegion) {
        if (!REGIONS.contains(newRegion)) {
            throw new IllegalArgumentException("There is no highlight extraction in " + newRegion);
        }
        region = newRegion;
        return this;
    }

    /** The access key whose signature is accepted, for ICE and for the buckets. Default local-ak and local-sk. */
    public LocalIceBuilder credentials(String newAccessKey, String newSecretKey) {
        accessKey = Objects.requireNonNull(newAccessKey);
        secretKey = Objects.requireNonNull(newSecretKey);
        return this;
    }

    /** Makes the credentials temporary (STS) ones: requests to ICE have to carry this token. Default none. */
    public LocalIceBuilder securityToken(String newSecurityToken) {
        securityToken = newSecurityToken;
        return this;
    }

    /** Where jobs and buckets are kept. Default: a new temporary folder that goes when the stand-in is closed. */
    public LocalIceBuilder directory(Path newDirectory) {
        directory = newDirectory;
        return this;
    }

    /** Port of the ICE actions on 127.0.0.1. Default 0, a free one. */
    public LocalIceBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /** Port of the buckets on 127.0.0.1. Default 0, a free one. */
    public LocalIceBuilder s3Port(int newPort) {
        s3Port = newPort;
        return this;
    }

    /** Port of the queues on 127.0.0.1. Default 0, a free one. */
    public LocalIceBuilder queuePort(int newPort) {
        queuePort = newPort;
        return this;
    }

    /** How many times faster than ICE jobs go through their states; above 0. Default 1000: milliseconds. */
    public LocalIceBuilder speed(double newSpeed) {
        speed = newSpeed;
        return this;
    }

    /** {@link Speed#INSTANT}. */
    public LocalIceBuilder instant() {
        return speed(Speed.INSTANT);
    }

    /** How long a client token is remembered. ICE does not document it. Default 10 minutes. */
    public LocalIceBuilder tokenWindow(Duration newTokenWindow) {
        tokenWindow = Objects.requireNonNull(newTokenWindow);
        return this;
    }

    /** How late a new job shows in a list. ICE does not document it. Default zero. */
    public LocalIceBuilder listLag(Duration newListLag) {
        listLag = Objects.requireNonNull(newListLag);
        return this;
    }

    /** Whether ListSmartJobs shows extractions. ICE does not document it. Default on. */
    public LocalIceBuilder extractionsListed(boolean listed) {
        extractionsListed = listed;
        return this;
    }

    /**
     * Tells the time for token window, list lag and the states of jobs. Signatures are checked against the real time,
     * because clients sign with that. Default: the system's.
     */
    public LocalIceBuilder clock(Clock newClock) {
        clock = Objects.requireNonNull(newClock);
        return this;
    }

    /** A bucket that is there from the start. May be called more than once. */
    public LocalIceBuilder bucket(String name) {
        buckets.add(name);
        return this;
    }

    /** An SMQ queue that is there from the start; for callbacks its name begins with ice-callback-. May be called more than once. */
    public LocalIceBuilder queue(String name) {
        queues.add(name);
        return this;
    }

    /** Lets path-style requests to the buckets pass, for tools that can do no other. OSS refuses them. Default off. */
    public LocalIceBuilder allowPathStyle(boolean allowed) {
        pathStyleAllowed = allowed;
        return this;
    }

    /** Most bytes of UserData in UTF-8. Default 512, which related pages of ICE document. */
    public LocalIceBuilder maxUserDataBytes(int bytes) {
        maxUserDataBytes = bytes;
        return this;
    }

    /** Code of the 404 for an unknown job. ICE does not document it. Default JobNotFound. */
    public LocalIceBuilder notFoundCode(String code) {
        notFoundCode = code;
        return this;
    }

    /** What JobType says of an extraction. ICE does not document it. Default HighlightExtraction. */
    public LocalIceBuilder jobType(String newJobType) {
        jobType = newJobType;
        return this;
    }

    /** Reports of batches repeat InputConfig as broken JSON, as the published sample has it. Default off. */
    public LocalIceBuilder brokenEchoes(boolean broken) {
        brokenEchoes = broken;
        return this;
    }

    /**
     * Reports of batches name videos with one slash, {@code http:/bucket...}, as the published sample and ICE itself do.
     * Default on.
     */
    public LocalIceBuilder oneSlashUrls(boolean oneSlash) {
        oneSlashUrls = oneSlash;
        return this;
    }

    /**
     * Key with which HTTP callbacks are signed, until SetEventCallback sets another one or none. Default none: they are
     * not signed.
     *
     * @throws IllegalArgumentException if it lacks an upper-case letter, a lower-case letter or a digit, or is longer
     *                                  than 32 characters
     */
    public LocalIceBuilder callbackAuthKey(String key) {
        callbackAuthKey = AuthKey.check(key);
        return this;
    }

    /**
     * Whether callbacks to the NotifyAddress of a job are signed too. ICE documents signatures for the account-wide
     * callback only. Default on.
     */
    public LocalIceBuilder signNotifyAddresses(boolean sign) {
        signNotifyAddresses = sign;
        return this;
    }

    /** EventType of the end of an extraction. ICE does not document it. Default SmartJobComplete. */
    public LocalIceBuilder extractionEvent(String eventType) {
        extractionEvent = Objects.requireNonNull(eventType);
        return this;
    }

    /** How long a receiver of callbacks has to answer, and the pause before the next attempt. Default 3 s and 1 s. */
    public LocalIceBuilder callbackPace(Duration timeout, Duration gap) {
        callbackPace = new Pace(timeout, gap, Pace.DOCUMENTED.attempts());
        return this;
    }

    /** Whether callbacks in queues are Base64 and not raw JSON. ICE does not document it. Default off. */
    public LocalIceBuilder base64Messages(boolean base64) {
        base64Messages = base64;
        return this;
    }

    CallbackSettings callbackSettings() {
        EventCallback first = new EventCallback(null, List.of(), callbackAuthKey);
        return new CallbackSettings(first, extractionEvent, signNotifyAddresses, base64Messages, callbackPace);
    }

    /** Starts the stand-in. */
    public LocalIce start() {
        return new LocalIce(this);
    }
}
