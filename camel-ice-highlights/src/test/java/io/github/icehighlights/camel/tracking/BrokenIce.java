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
package io.github.icehighlights.camel.tracking;

import java.util.Map;

import io.github.icehighlights.camel.ice.EventCallbackSetting;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.JobPage;
import io.github.icehighlights.camel.ice.Receipt;
import io.github.icehighlights.camel.ice.Report;
import io.github.icehighlights.camel.model.JobState;
import io.github.icehighlights.camel.model.JobType;

/** An ICE client with a fault of its own: it carries submissions out and then fails in an unforeseen way. */
record BrokenIce(IceApi ice, RuntimeException failure) implements IceApi {

    @Override
    public Receipt submit(JobType type, Map<String, String> parameters, boolean repeatable) {
        ice.submit(type, parameters);
        throw failure;
    }

    @Override
    public Report report(JobType type, String jobId) {
        return ice.report(type, jobId);
    }

    @Override
    public JobPage list(JobType type, String nextToken) {
        return ice.list(type, nextToken);
    }

    @Override
    public JobPage list(JobType type, JobState state, String nextToken) {
        return ice.list(type, state, nextToken);
    }

    @Override
    public void delete(JobType type, String jobId) {
        ice.delete(type, jobId);
    }

    @Override
    public EventCallbackSetting eventCallback() {
        return ice.eventCallback();
    }

    @Override
    public void setEventCallback(EventCallbackSetting setting) {
        ice.setEventCallback(setting);
    }
}
