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

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import com.aliyun.tea.okhttp.ClientHelper;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.icehighlights.camel.model.JobType;

/**
 * A submission that does not leave this process. The SDK's first call in a JVM is slow: a thousand classes are loaded, the
 * signature of Bouncy Castle's jar is checked, the certificates of the JVM are read. Rehearsed while the application
 * starts, that is over when the first real call comes.
 */
public final class Rehearsal {

    /** Names below {@code invalid} exist nowhere (RFC 2606). */
    private static final String HOST = "rehearsal.invalid";

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Rehearsal() {}

    /** Whether none has begun in this JVM, and the caller is the one to run it. */
    public static boolean isDue() {
        return BEGUN.compareAndSet(false, true);
    }

    /** Rehearses. Never fails: what goes wrong shows with the first real call, and better. */
    public static void run() {
        try {
            // first what the start of a producer needs too
            IceJson.read("{}");
            var settings = new IceConnectionSettings(null, HOST, HOST, HOST, null, null, null, null, null);
            new SdkIceApi(settings)
                    .submit(
                            JobType.HIGHLIGHT_EXTRACTION,
                            Map.of("ClientToken", HOST, "InputConfig", "{}", "UserData", "{}"));
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("The rehearsal of a call was broken off", e);
        } finally {
            ClientHelper.clients.keySet().removeIf(key -> key.startsWith(HOST));
        }
    }

    static boolean isMeant(Request request) {
        return request.url().host().equals(HOST);
    }

    /** As ICE might answer. */
    static Response answer(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(
                        "{\"RequestId\":\"0\",\"JobId\":\"0\"}", MediaType.get("application/json;charset=utf-8")))
                .build();
    }
}
