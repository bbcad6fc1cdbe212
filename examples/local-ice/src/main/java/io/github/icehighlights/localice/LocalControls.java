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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.icehighlights.localice.callback.Attempt;
import io.github.icehighlights.localice.server.Controls;

/**
 * What the administration may touch of a {@link LocalIce}.
 */
record LocalControls(LocalIce ice) implements Controls {

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("region", ice.region());
        settings.put("endpoint", ice.endpoint());
        settings.put("s3Endpoint", ice.s3().endpoint());
        settings.put("queueEndpoint", ice.queueEndpoint());
        settings.put("accessKey", ice.accessKey());
        return settings;
    }

    @Override
    public Map<String, Integer> created() {
        Map<String, Integer> created = new TreeMap<>(ice.createdByAction());
        created.put("total", ice.created());
        return created;
    }

    @Override
    public Map<String, Integer> requests() {
        return new TreeMap<>(ice.requestsByAction());
    }

    @Override
    public List<Map<String, String>> jobs() {
        return ice.jobs().stream().map(LocalControls::fields).toList();
    }

    @Override
    public List<Map<String, Object>> callbacks() {
        return ice.callbacks().attempts().stream().map(LocalControls::fields).toList();
    }

    @Override
    public Map<String, Integer> queues() {
        Map<String, Integer> sizes = new TreeMap<>();
        ice.queues()
                .names()
                .forEach(name -> sizes.put(name, ice.queues().messages(name).size()));
        return sizes;
    }

    @Override
    public void createQueue(String name) {
        ice.queues().create(name);
    }

    @Override
    public void finish(String jobId) {
        ice.finish(jobId);
    }

    @Override
    public void fail(String jobId, String code, String message) {
        ice.fail(jobId, code, message);
    }

    @Override
    public void holdAll(boolean hold) {
        ice.holdAll(hold);
    }

    @Override
    public void registerMedia(String mediaId, String url) {
        ice.registerMedia(mediaId, url);
    }

    @Override
    public void reset() {
        ice.reset();
    }

    private static Map<String, Object> fields(Attempt attempt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("jobId", attempt.jobId());
        fields.put("what", attempt.what());
        fields.put("address", attempt.address());
        fields.put("number", attempt.number());
        fields.put("status", attempt.status());
        fields.put("error", attempt.reply().error());
        fields.put("tookMillis", attempt.reply().took().toMillis());
        fields.put("at", attempt.at().toString());
        return fields;
    }

    private static Map<String, String> fields(JobSummary job) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("jobId", job.jobId());
        fields.put("action", job.action());
        fields.put("clientToken", job.clientToken());
        fields.put("userData", job.userData());
        fields.put("state", job.state());
        fields.put("createdAt", job.createdAt().toString());
        return fields;
    }
}
