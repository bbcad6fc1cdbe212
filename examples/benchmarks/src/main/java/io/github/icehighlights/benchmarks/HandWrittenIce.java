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

import java.util.HashMap;
import java.util.Map;

import com.aliyun.ice20201109.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;

/** ICE through the SDK alone, as far as a route needs it that is written by hand. Thread-safe. */
final class HandWrittenIce {

    private final Client client;
    private final RuntimeOptions options;

    HandWrittenIce(String endpoint) throws Exception {
        this(endpoint, 64);
    }

    /** @param idleConnections how many are kept; 0: a fresh one for each call */
    HandWrittenIce(String endpoint, int idleConnections) throws Exception {
        client = new Client(new Config()
                .setAccessKeyId("ak")
                .setAccessKeySecret("sk")
                .setRegionId("cn-shanghai")
                .setProtocol("HTTP")
                .setEndpoint(endpoint.replaceFirst("^https?://", "")));
        // ACS3, as the component signs; the client's own way puts keys into URLs
        client._signatureAlgorithm = null;
        client._signatureVersion = null;
        options = new RuntimeOptions()
                .setMaxIdleConns(idleConnections)
                .setAutoretry(false)
                .setIgnoreSSL(false)
                .setConnectTimeout(5_000)
                .setReadTimeout(10_000);
    }

    /**
     * Submits a highlight extraction, with parameters as long as the component's, and returns the job's id.
     *
     * @param files whether the highlights become files
     */
    String submit(String token, boolean files) throws Exception {
        Map<String, Object> query = new HashMap<>();
        query.put("ClientToken", "0123456789abcdefghjkmnpqrstvwxyz" + token);
        if (files) {
            query.put(
                    "OutputConfig",
                    "{\"Bucket\":\"media\",\"NeedExport\":true,\"ObjectKey\":\"clips/" + token + "-{index}.mp4\"}");
        }
        query.put("UserData", "{\"iceHighlights\":\"" + token + "\"}");
        Map<String, Object> form = new HashMap<>();
        form.put("InputConfig", "{\"MediaArray\":[{\"MediaURL\":\"" + LocalIceProcess.MEDIA + "\"}]}");
        // ICE's own samples have blanks around it, with which it then does not know the job
        return ((String) call("SubmitHighlightExtractionJob", query, form).get("JobId")).trim();
    }

    boolean isFinished(String jobId) throws Exception {
        Map<String, Object> query = new HashMap<>();
        query.put("JobId", jobId);
        return "Finished".equals(call("GetSmartHandleJob", query, null).get("State"));
    }

    private Map<?, ?> call(String action, Map<String, Object> query, Map<String, Object> form) throws Exception {
        // as in the SDK's generated calls; for these actions version 2.3.0 has none, or none that reads the answer
        var params = new Params()
                .setAction(action)
                .setVersion("2020-11-09")
                .setProtocol("HTTPS")
                .setPathname("/")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        var request = new OpenApiRequest().setQuery(com.aliyun.openapiutil.Client.query(query));
        if (form != null) {
            request.setBody(form);
        }
        Map<String, ?> answer = client.callApi(params, request, options);
        return (Map<?, ?>) answer.get("body");
    }
}
