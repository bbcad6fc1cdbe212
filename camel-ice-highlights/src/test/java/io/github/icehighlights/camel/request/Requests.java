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
package io.github.icehighlights.camel.request;

import java.util.Map;

import io.github.icehighlights.camel.model.JobType;

/** Requests in few words, for tests. */
final class Requests {

    static final String MEDIUM = "oss://films/in/one.mp4";
    static final String URL = "https://films.oss-cn-shanghai.aliyuncs.com/in/one.mp4";
    static final RequestLimits LIMITS = RequestLimits.defaults("cn-shanghai");

    private JobType type = JobType.HIGHLIGHT_EXTRACTION;
    private RequestLimits limits = LIMITS;
    private Object body;
    private String media;
    private Map<String, Object> input = Map.of();
    private Map<String, Object> strategy = Map.of();
    private Map<String, Object> editing = Map.of();
    private Map<String, Object> output = Map.of();
    private String inputConfig;
    private String editingConfig;
    private String outputConfig;
    private String userData;

    static Requests extraction() {
        return new Requests();
    }

    static Requests mashup() {
        Requests requests = new Requests();
        requests.type = JobType.SCREEN_MEDIA_HIGHLIGHTS;
        return requests;
    }

    static Requests sports() {
        Requests requests = new Requests();
        requests.type = JobType.SPORTS_HIGHLIGHTS;
        return requests;
    }

    Requests limits(RequestLimits limits) {
        this.limits = limits;
        return this;
    }

    Requests region(String region) {
        return limits(RequestLimits.defaults(region));
    }

    Requests body(Object body) {
        this.body = body;
        return this;
    }

    Requests media(String media) {
        this.media = media;
        return this;
    }

    Requests input(String name, Object value) {
        this.input = with(input, name, value);
        return this;
    }

    Requests strategy(String name, Object value) {
        this.strategy = with(strategy, name, value);
        return this;
    }

    Requests editing(String name, Object value) {
        this.editing = with(editing, name, value);
        return this;
    }

    Requests output(String name, Object value) {
        this.output = with(output, name, value);
        return this;
    }

    Requests inputConfig(String json) {
        this.inputConfig = json;
        return this;
    }

    Requests editingConfig(String json) {
        this.editingConfig = json;
        return this;
    }

    Requests outputConfig(String json) {
        this.outputConfig = json;
        return this;
    }

    Requests userData(String json) {
        this.userData = json;
        return this;
    }

    HighlightRequest merge() {
        return new RequestMerger(limits).merge(parts());
    }

    RequestParts parts() {
        return new RequestParts(
                type,
                body,
                media,
                input,
                strategy,
                editing,
                output,
                inputConfig,
                editingConfig,
                outputConfig,
                userData);
    }

    /** InputConfig in canonical form. */
    String input() {
        return CanonicalJson.of(merge().inputConfig());
    }

    /** OutputConfig in canonical form. */
    String output() {
        return CanonicalJson.of(merge().outputConfig());
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> copy = new java.util.HashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
