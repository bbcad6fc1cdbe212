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
package io.github.icehighlights.benchmarks;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.aliyun.ice20201109.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;

import io.github.icehighlights.camel.ice.CorrelationIds;

/**
 * Alibaba's client without a network and without a memory, where something else than the call is measured: every
 * submission is taken at once, and the id of a job holds what a report about it needs.
 */
final class InstantIce extends Client {

    private static final String JOB = "job-";

    private final AtomicLong calls = new AtomicLong();
    private volatile boolean finished;

    InstantIce() throws Exception {
        super(new Config()
                .setAccessKeyId("ak")
                .setAccessKeySecret("sk")
                .setRegionId("cn-shanghai")
                .setEndpoint("ice.invalid"));
    }

    /** From now on every job that is asked for has ended. */
    InstantIce finished() {
        finished = true;
        return this;
    }

    /** From now on no job has ended. */
    InstantIce unfinished() {
        finished = false;
        return this;
    }

    long calls() {
        return calls.get();
    }

    @Override
    public Map<String, ?> callApi(Params params, OpenApiRequest request, RuntimeOptions runtime) {
        String requestId = "00000000-0000-4000-8000-%012X".formatted(calls.incrementAndGet());
        String body = params.action.startsWith("Submit")
                ? submitted(CorrelationIds.read(request.query.get("UserData")), requestId)
                : report(request.query.get("JobId"), requestId);
        return Map.of("statusCode", 200, "headers", Map.of(), "body", body);
    }

    private static String submitted(String correlationId, String requestId) {
        return "{\"RequestId\":\"" + requestId + "\",\"JobId\":\"" + JOB + correlationId + "\"}";
    }

    private String report(String jobId, String requestId) {
        String state = finished ? "Finished" : "Executing";
        return "{\"RequestId\":\"" + requestId + "\",\"JobId\":\"" + jobId + "\",\"State\":\"" + state
                + "\",\"UserData\":\"{\\\"" + CorrelationIds.FIELD + "\\\":\\\"" + jobId.substring(JOB.length())
                + "\\\"}\",\"Output\":\"{}\"}";
    }
}
