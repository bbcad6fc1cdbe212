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
package io.github.icehighlights.localice.limits;

import java.nio.charset.StandardCharsets;

import io.github.icehighlights.localice.media.BatchRequest;
import io.github.icehighlights.localice.media.MediaRef;
import io.github.icehighlights.localice.media.OssUrls;
import io.github.icehighlights.localice.wire.IceError;
import io.github.icehighlights.localice.wire.IceRequest;
import io.github.icehighlights.localice.wire.Json;

/**
 * What the submissions have in common.
 */
public final class CommonLimits {

    /** From the pages of the editing family; the pages of these actions say nothing on the token's form. */
    private static final int MAX_TOKEN_CHARACTERS = 64;
    /** Ours: no page of these actions limits {@code Count}, but somebody has to. */
    private static final int MAX_VIDEOS = 100;

    private static final String INDEX = "{index}";

    private final String region;
    private final int maxUserDataBytes;
    private final OssUrls urls;

    /**
     * @param region           region of the service
     * @param maxUserDataBytes most bytes of UserData in UTF-8; the editing family documents 512
     */
    public CommonLimits(String region, int maxUserDataBytes) {
        this.region = region;
        this.maxUserDataBytes = maxUserDataBytes;
        this.urls = new OssUrls(region);
    }

    boolean isRegion(String other) {
        return region.equals(other);
    }

    OssUrls urls() {
        return urls;
    }

    void checkToken(IceRequest request) {
        String token = request.parameter("ClientToken");
        if (token == null) {
            return;
        }
        if (token.length() > MAX_TOKEN_CHARACTERS) {
            throw IceError.invalid("ClientToken", "it has more than " + MAX_TOKEN_CHARACTERS + " characters");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(token)) {
            throw IceError.invalid("ClientToken", "it has to be ASCII");
        }
    }

    void checkUserData(IceRequest request) {
        String userData = request.parameter("UserData");
        if (userData == null) {
            return;
        }
        if (userData.getBytes(StandardCharsets.UTF_8).length > maxUserDataBytes) {
            throw IceError.invalid("UserData", "it has more than " + maxUserDataBytes + " bytes");
        }
        Fields fields = new Fields("UserData", Json.objectParameter("UserData", userData));
        String address = fields.text("NotifyAddress");
        if (address != null && !address.matches("https?://.+|ice-callback-.+")) {
            throw fields.invalid("NotifyAddress", "it has to be an HTTP URL or a queue named ice-callback-...");
        }
    }

    /** A parameter that has to hold a JSON object. */
    static Fields required(IceRequest request, String name) {
        return new Fields(name, Json.objectParameter(name, request.required(name)));
    }

    /** A parameter that holds a JSON object, or null. */
    static Fields optional(IceRequest request, String name) {
        String text = request.parameter(name);
        return text == null ? null : new Fields(name, Json.objectParameter(name, text));
    }

    /** A medium as an object of MediaId and MediaURL; the id wins. */
    MediaRef medium(Fields fields) {
        String id = fields.text("MediaId");
        if (id != null) {
            return MediaRef.byId(id);
        }
        String url = fields.text("MediaURL");
        if (url == null) {
            throw fields.missing("MediaId");
        }
        return byUrl(fields, "MediaURL", url);
    }

    /** A medium as a string: an id or a URL. */
    MediaRef medium(Fields fields, String name, String text) {
        if (text.isEmpty()) {
            throw fields.missing(name);
        }
        return text.contains("/") ? byUrl(fields, name, text) : MediaRef.byId(text);
    }

    /** The OutputConfig of a batch: {@code MediaURL} with {@code {index}}, {@code Count}, {@code Width}, {@code Height}. */
    BatchRequest.Output batchOutput(IceRequest request) {
        Fields fields = required(request, "OutputConfig");
        String url = fields.text("MediaURL");
        if (url == null) {
            throw fields.missing("MediaURL");
        }
        MediaRef target = byUrl(fields, "MediaURL", url);
        if (!target.address().key().contains(INDEX)) {
            throw fields.invalid("MediaURL", INDEX + " must be included in the object path");
        }
        int count = fields.integer("Count", 1, MAX_VIDEOS, 1);
        fields.integer("Width", 1, Integer.MAX_VALUE, 1);
        fields.integer("Height", 1, Integer.MAX_VALUE, 1);
        return new BatchRequest.Output(
                target.address().bucket(), target.address().key(), count);
    }

    private MediaRef byUrl(Fields fields, String name, String url) {
        try {
            return MediaRef.byUrl(url, urls.parse(url));
        } catch (IllegalArgumentException e) {
            throw fields.invalid(name, e.getMessage());
        }
    }
}
