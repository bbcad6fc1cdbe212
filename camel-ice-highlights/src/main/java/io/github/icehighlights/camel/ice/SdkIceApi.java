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

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.icehighlights.camel.ice.SdkConnection.Call;
import io.github.icehighlights.camel.ice.SdkConnection.Reuse;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/**
 * {@link IceApi} through Alibaba's ICE SDK. Thread-safe; one instance a set of credentials and endpoint.
 *
 * <p>There is nothing to close: the SDK keeps its HTTP clients in a static map for the life of its class loader and has
 * no hook. Time-outs are fixed for the life of an instance, so that this map does not grow; idle connections end by
 * themselves after ten seconds at most.
 *
 * <p>An interrupt does not end a call (the SDK's HTTP client does not look); the call timeout does.
 */
public final class SdkIceApi implements IceApi {

    private static final String DELETE_ACTION = "DeleteSmartJob";
    private static final String PAGE_SIZE = "100";

    private final SdkConnection connection;

    /**
     * Prepares a connection. Nothing is asked over the network, of ICE or of credential providers, before the first
     * call.
     *
     * @throws IllegalStateException when the SDK on the class path is one that must not be used ({@link SdkVersions})
     */
    public SdkIceApi(IceConnectionSettings settings) {
        this(settings, Clock.systemUTC());
    }

    SdkIceApi(IceConnectionSettings settings, Clock clock) {
        SdkVersions.check();
        this.connection = new SdkConnection(Objects.requireNonNull(settings, "settings"), clock);
    }

    /**
     * Uses the application's own client: its credentials, endpoint, time-outs, proxy and trust. The client is changed
     * to sign with ACS3, and gets time-outs where it has none.
     *
     * @throws IllegalStateException when the SDK on the class path is one that must not be used ({@link SdkVersions})
     */
    public SdkIceApi(com.aliyun.ice20201109.Client client) {
        SdkVersions.check();
        this.connection = new SdkConnection(Objects.requireNonNull(client, "client"), Clock.systemUTC());
    }

    @Override
    public Receipt submit(JobType type, Map<String, String> parameters, boolean repeatable) {
        Map<String, String> query = new HashMap<>();
        Map<String, String> form = new HashMap<>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                // as in the SDK's own generated calls: what can be long goes into the body
                (name.equals("InputConfig") || name.equals("EditingConfig") ? form : query).put(name, value);
            }
        });
        boolean once = type.hasClientToken() && query.containsKey("ClientToken");
        Reuse reuse = once && repeatable ? Reuse.BRIEF : Reuse.NONE;
        Answer answer = connection.send(new Call(type.submitAction(), "POST", reuse, query, form));
        if (!answer.isSuccess() || isError(answer)) {
            throw IceErrors.of(answer, true);
        }
        String jobId = answer.json().isObject() ? IceJson.text(answer.json(), "JobId") : null;
        if (jobId == null) {
            throw IceErrors.unreadable(answer, "a success without a job id");
        }
        return new Receipt(jobId, answer.requestId());
    }

    @Override
    public Report report(JobType type, String jobId) {
        String id = jobId.trim();
        Answer answer = ask(type.reportAction(), "POST", Map.of("JobId", id));
        Report report = isSmart(type) ? SmartJobReports.read(id, answer) : BatchJobReports.read(id, answer);
        if (!report.jobId().equals(id)) {
            throw IceErrors.unreadable(answer, "an answer about another job than " + id);
        }
        return report;
    }

    @Override
    public JobPage list(JobType type, String nextToken) {
        return list(type, Map.of(), nextToken, job -> true);
    }

    @Override
    public JobPage list(JobType type, JobState state, String nextToken) {
        String field = isSmart(type) ? "JobState" : "Status";
        Map<String, String> filter = Map.of(field, isSmart(type) ? JobStates.smart(state) : JobStates.batch(state));
        // a filter that ICE does not know would let finished jobs pass for unfinished ones
        return list(type, filter, nextToken, job -> {
            String listed = IceJson.text(job, field);
            return listed != null && JobStates.of(listed) == state;
        });
    }

    private JobPage list(JobType type, Map<String, String> filter, String nextToken, Predicate<JsonNode> wanted) {
        boolean smart = isSmart(type);
        Map<String, String> query = new HashMap<>(filter);
        // no JobType: the documented values name none of the three, so that a filter might hide what is looked for
        query.put("MaxResults", PAGE_SIZE);
        query.put("SortBy", smart ? "CreationTime:Desc" : "desc");
        if (nextToken != null) {
            query.put("NextToken", nextToken);
        }
        Answer answer = smart ? ask("ListSmartJobs", "GET", query) : ask("ListBatchMediaProducingJobs", "POST", query);
        JsonNode jobs = answer.json().path(smart ? "SmartJobList" : "EditingBatchJobList");
        // an empty page means "ICE does not have the job"; only ICE may say so, and its answers carry a request id
        boolean none = (jobs.isMissingNode() || jobs.isNull()) && answer.requestId() != null;
        if (!jobs.isArray() && !none) {
            throw IceErrors.unreadable(answer, "a success without a list");
        }
        List<JobPage.ListedJob> listed = new ArrayList<>();
        for (JsonNode job : jobs) {
            String id = IceJson.text(job, "JobId");
            if (id != null && wanted.test(job)) {
                listed.add(new JobPage.ListedJob(id, IceJson.userData(job), IceJson.time(job, "CreateTime")));
            }
        }
        String next = IceJson.text(answer.json(), "NextToken");
        // a token that leads to the page it came from would be read for ever
        return new JobPage(listed, Objects.equals(next, nextToken) ? null : next);
    }

    @Override
    public void delete(JobType type, String jobId) {
        if (!isSmart(type)) {
            throw new IceException(
                    IceException.Kind.REFUSED,
                    DELETE_ACTION,
                    null,
                    "ICE offers no way to delete a job of type " + type,
                    null,
                    0,
                    null);
        }
        if (jobId.isBlank() || jobId.indexOf(',') >= 0) {
            // ICE reads a comma as a list of ids
            throw new IllegalArgumentException("Not the id of one job: " + jobId);
        }
        ask(DELETE_ACTION, "POST", Map.of("JobId", jobId));
    }

    private static boolean isSmart(JobType type) {
        return type == JobType.HIGHLIGHT_EXTRACTION;
    }

    @Override
    public EventCallbackSetting eventCallback() {
        return EventCallbacks.read(ask("GetEventCallback", "POST", Map.of()).json());
    }

    @Override
    public void setEventCallback(EventCallbackSetting setting) {
        Answer answer = ask("SetEventCallback", "POST", EventCallbacks.parameters(setting));
        if (!answer.json().path("Success").asBoolean(true)) {
            throw new IceException(
                    IceException.Kind.REFUSED,
                    answer.action(),
                    null,
                    answer.action() + ": ICE says that it was no success, and not why",
                    answer.requestId(),
                    answer.status(),
                    null);
        }
    }

    /** A call that reads, deletes or sets; its answer is a JSON object without an error's code. */
    private Answer ask(String action, String method, Map<String, String> query) {
        Answer answer = connection.send(new Call(action, method, Reuse.FREE, query, Map.of()));
        if (!answer.isSuccess() || isError(answer)) {
            throw IceErrors.of(answer, false);
        }
        if (!answer.json().isObject()) {
            throw IceErrors.unreadable(answer, "a success that is not a JSON object");
        }
        return answer;
    }

    /** Some of Alibaba's services answer 200 with an error's code. */
    private static boolean isError(Answer answer) {
        String code = answer.code();
        return code != null && !code.equalsIgnoreCase("OK") && !code.equalsIgnoreCase("Success") && !code.equals("200");
    }

    @Override
    public String toString() {
        return "SdkIceApi[" + connection + "]";
    }
}
