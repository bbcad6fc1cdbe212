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

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.icehighlights.camel.request.IceRequestException;
import io.github.icehighlights.localice.LocalIceExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an option becomes on its way from a route, in each language that routes are written in, to ICE. */
class OptionSyntaxTest {

    @RegisterExtension
    static final LocalIceExtension ICE =
            LocalIceExtension.create(b -> b.instant().bucket("media")).withFreshJobs();

    private static final ObjectMapper JSON = new ObjectMapper();

    private CamelOnIce camel;

    @BeforeEach
    void start() {
        camel = new CamelOnIce(ICE.ice()).start();
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    /** Options as they are meant, in order. */
    private static Map<String, String> options(String... namesAndValues) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return options;
    }

    private static Map<String, String> withMedia(Map<String, String> options) {
        Map<String, String> all = options("operation", "submitHighlightExtractionJob");
        all.put("media", CamelOnIce.MEDIA);
        all.putAll(options);
        all.values().removeIf(""::equals);
        return all;
    }

    private void load(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(camel.context()).loadRoutes(ResourceHelper.fromString(name, text));
    }

    /** The parameter of the last submission, as ICE got it. */
    private static JsonNode received(String parameter) throws IOException {
        List<String> events = Files.readAllLines(ICE.ice().directory().resolve("jobs.jsonl"));
        JsonNode job = MissingNode.getInstance();
        for (String event : events) {
            JsonNode node = JSON.readTree(event);
            job = node.path("event").asText().equals("created") ? node.path("job") : job;
        }
        return JSON.readTree(job.path("parameters").path(parameter).asText());
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    private Exchange send(Map<String, Object> headers) {
        return camel.send("direct:in", null, headers);
    }

    private void submit(Map<String, Object> headers) {
        assertThat(send(headers).getException()).isNull();
    }

    /** Camel makes a URI of YAML too: what would be read as part of it stands in RAW everywhere. */
    private static String raw(String value) {
        return value.matches("(?s).*[&+%].*") ? "RAW(" + value + ")" : value;
    }

    private static String query(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + raw(option.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** As plain as YAML allows. */
    private static String parameters(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> "            " + option.getKey() + ": " + scalar(raw(option.getValue())) + "\n")
                .collect(Collectors.joining());
    }

    private static String scalar(String value) {
        return value.matches("(?s)[{\\[\"'#&*!|>%@`].*|.*: .*|.* #.*") ? "'" + value.replace("'", "''") + "'" : value;
    }

    /** The same in every language. */
    abstract class Language {

        abstract void route(Map<String, String> options) throws Exception;

        private void submitted(Map<String, String> options, Map<String, Object> headers) throws Exception {
            route(withMedia(options));
            submit(headers);
        }

        private void submitted(Map<String, String> options) throws Exception {
            submitted(options, Map.of());
        }

        @Test
        void dotsNestAndDocumentedFieldsGetTheirTypes() throws Exception {
            submitted(options(
                    "output.NeedExport", "true",
                    "output.Bucket", "media",
                    "output.ObjectKey", "clips/{token}-{index}.mp4",
                    "output.Width", "1280",
                    "output.Height", "720",
                    "output.Video.Bitrate", "3000",
                    "strategy.Count", "2",
                    "strategy.ClipDuration", "3.5",
                    "strategy.CustomActions", "Fight,Cry"));

            assertThat(received("InputConfig").path("Strategy"))
                    .isEqualTo(json("{\"Count\":2,\"ClipDuration\":3.5,\"CustomActions\":[\"Fight\",\"Cry\"]}"));
            JsonNode output = received("OutputConfig");
            assertThat(output.path("ObjectKey").asText()).matches("clips/[0-9a-z]{12}-\\{index}\\.mp4");
            assertThat(output.path("NeedExport").isBoolean()).isTrue();
            assertThat(output.path("Width").isInt()).isTrue();
            assertThat(output.path("Video")).isEqualTo(json("{\"Bitrate\":3000}"));
        }

        @Test
        void aPathThatBeginsWithAPlaceholderIsNoJson() throws Exception {
            submitted(options(
                    "output.NeedExport", "true",
                    "output.Bucket", "media",
                    "output.ObjectKey", "{token}/{index}.mp4"));

            assertThat(received("OutputConfig").path("ObjectKey").asText()).matches("[0-9a-z]{12}/\\{index}\\.mp4");
        }

        @Test
        void braceAndBracketBeginJson() throws Exception {
            submitted(options(
                    "output.Video", "{\"Bitrate\": 3000, \"Codec\": \"H.264\"}",
                    "strategy.CustomActions", "[\"Fight\", \"Cry\"]",
                    "input.Note", "[1, {\"a\": {\"b\": {}}}]"));

            assertThat(received("OutputConfig").path("Video"))
                    .isEqualTo(json("{\"Bitrate\":3000,\"Codec\":\"H.264\"}"));
            assertThat(received("InputConfig").path("Strategy").path("CustomActions"))
                    .isEqualTo(json("[\"Fight\",\"Cry\"]"));
            assertThat(received("InputConfig").path("Note")).isEqualTo(json("[1,{\"a\":{\"b\":{}}}]"));
        }

        @Test
        void whatIsNotDocumentedStaysText() throws Exception {
            submitted(options("input.Number", "007", "input.Flag", "true", "input.Null", "null"));

            assertThat(received("InputConfig").path("Number")).isEqualTo(json("\"007\""));
            assertThat(received("InputConfig").path("Flag")).isEqualTo(json("\"true\""));
            assertThat(received("InputConfig").path("Null")).isEqualTo(json("\"null\""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a&b=c", "1+1", "100%", "50%41", "#1", "#FF0000", "a b", "比赛", "a?b", "a=b", "it's", "a:b", "a//b",
                    "a\\b", "a;b", "<a>"
                })
        void aValueArrivesAsItIs(String value) throws Exception {
            submitted(options("input.Note", value, "userData", "{\"note\":\"" + value.replace("\\", "\\\\") + "\"}"));

            assertThat(received("InputConfig").path("Note").asText()).isEqualTo(value);
            assertThat(received("UserData").path("note").asText()).isEqualTo(value);
        }

        @Test
        void aNameMayHoldDashesUnderscoresAndChinese() throws Exception {
            submitted(options("input.some-key", "a", "input.some_key", "b", "input.名字.标-题", "c"));

            JsonNode input = received("InputConfig");
            assertThat(input.path("some-key").asText()).isEqualTo("a");
            assertThat(input.path("some_key").asText()).isEqualTo("b");
            assertThat(input.path("名字").path("标-题").asText()).isEqualTo("c");
        }

        @Test
        void aPropertyStandsInForAValue() throws Exception {
            camel.context().getPropertiesComponent().addInitialProperty("clips.bucket", "media");
            camel.context().getPropertiesComponent().addInitialProperty("bitrate", "3000");
            camel.context().getPropertiesComponent().addInitialProperty("clips.key", "{token}/{index}.mp4");

            submitted(options(
                    "output.NeedExport", "true",
                    "output.Bucket", "{{clips.bucket}}",
                    "output.ObjectKey", "{{clips.key}}",
                    "output.Video.Bitrate", "{{bitrate}}"));

            assertThat(received("OutputConfig").path("Bucket").asText()).isEqualTo("media");
            assertThat(received("OutputConfig").path("ObjectKey").asText()).matches("[0-9a-z]{12}/\\{index}\\.mp4");
            assertThat(received("OutputConfig").path("Video")).isEqualTo(json("{\"Bitrate\":3000}"));
        }

        @Test
        void expressionsAreEvaluatedForEachMessage() throws Exception {
            submitted(
                    options(
                            "media", "oss://media/${file:name}",
                            "input.Name", "${file:name.noext}",
                            "input.Both", "$simple{header.sport}: ${header.sport}",
                            "input.Nothing", "${header.none}",
                            "strategy.Count", "${header.count}",
                            "userData", "{\"sport\": \"${header.sport}\"}"),
                    Map.of("CamelFileName", "match.mp4", "sport", "篮球 & ${header.count}", "count", 3));

            JsonNode input = received("InputConfig");
            assertThat(input.path("MediaArray").toString()).contains("match.mp4");
            assertThat(input.path("Name").asText()).isEqualTo("match");
            assertThat(input.path("Both").asText()).isEqualTo("篮球 & ${header.count}: 篮球 & ${header.count}");
            assertThat(input.has("Nothing")).isFalse();
            assertThat(input.path("Strategy")).isEqualTo(json("{\"Count\":3}"));
            assertThat(received("UserData").path("sport").asText()).isEqualTo("篮球 & ${header.count}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"classpath:option-syntax/input.json", "resource:classpath:option-syntax/input.json"})
        void aWholeConfigMayLieInAResource(String resource) throws Exception {
            submitted(
                    options("media", "", "inputConfig", resource, "strategy.Count", "3"),
                    Map.of("sport", "basketball"));

            JsonNode strategy = received("InputConfig").path("Strategy");
            assertThat(strategy.path("Count")).isEqualTo(json("3"));
            assertThat(strategy.path("HighlightDescription").asText()).matches("basketball & more, 100% [0-9a-z]{12}");
        }

        @Test
        void aWholeConfigMayBeJson() throws Exception {
            submitted(
                    options("media", "", "inputConfig", "{\"MediaArray\": [\"" + CamelOnIce.MEDIA + "\"], \"N\": 1}"));

            assertThat(received("InputConfig").path("N")).isEqualTo(json("1"));
        }

        @Test
        void aBeanStandsInForAValue() throws Exception {
            camel.context().getRegistry().bind("video", Map.of("Bitrate", 3000));
            camel.context().getRegistry().bind("where", "media");
            camel.context().getRegistry().bind("medium", CamelOnIce.MEDIA);

            submitted(options("media", "#bean:medium", "output.Video", "#bean:video", "input.Where", "#bean:where"));

            assertThat(received("OutputConfig").path("Video")).isEqualTo(json("{\"Bitrate\":3000}"));
            assertThat(received("InputConfig").path("Where").asText()).isEqualTo("media");
        }
    }

    @Nested
    class InJava extends Language {

        @Override
        void route(Map<String, String> options) throws Exception {
            camel.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("ice-highlights:nba?" + query(options));
                }
            });
        }
    }

    @Nested
    @Tag("not-camel-4.22") // camel-xml-io-dsl does not resolve at 4.22.0
    class InXml extends Language {

        @Override
        void route(Map<String, String> options) throws Exception {
            String uri = "ice-highlights:nba?" + query(options);
            load("route.xml", """
                    <routes xmlns="http://camel.apache.org/schema/spring">
                      <route>
                        <from uri="direct:in"/>
                        <to uri="%s"/>
                      </route>
                    </routes>
                    """.formatted(
                            uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;")));
        }
    }

    /** What YAML alone can say. */
    abstract class Yaml extends Language {

        @Override
        @Test
        void aNameMayHoldDashesUnderscoresAndChinese() throws Exception {
            route(withMedia(options("input.some-key", "a", "input.some_key", "b", "input.名字", "c")));
            submit(Map.of());

            JsonNode input = received("InputConfig");
            assertThat(input.path("someKey").asText())
                    .as("Camel turns dashes into capitals")
                    .isEqualTo("a");
            assertThat(input.path("some_key").asText()).isEqualTo("b");
            assertThat(input.path("名字").asText()).isEqualTo("c");
        }

        @ParameterizedTest
        @Tag("not-camel-4.14") // camel-yaml-dsl 4.14.0 refuses every map by itself, with words of its own
        @ValueSource(
                strings = {
                    "output.Video: {Bitrate: 3000}",
                    "output: {Video: {Bitrate: 3000}}",
                    "input.Note: {Name: a, Other: b}",
                    "inputConfig: {Note: a}",
                    "outputConfig: {Video: {Bitrate: 3000}}",
                    "userData: {order: 7}",
                })
        void aMapWhereTextIsDueIsRefusedWithWhatToWrite(String line) {
            String option = line.substring(0, line.indexOf(':'));
            Map<String, String> options = withMedia(options());
            options.remove(option);

            assertThatThrownBy(() -> {
                        route(options, "            " + line + "\n");
                        Exchange exchange = send(Map.of());
                        throw exchange.getException();
                    })
                    .hasStackTraceContaining(option)
                    .hasStackTraceContaining("Write JSON in quotes");
        }

        @Test
        @Tag("not-camel-4.14") // likewise
        void aMapForTheMediumIsRefusedByName() throws Exception {
            route(
                    options("operation", "submitHighlightExtractionJob"),
                    "            media: {MediaURL: 'oss://media/a'}\n");

            assertThat(send(Map.of()).getException())
                    .isInstanceOf(IceRequestException.class)
                    .hasMessageContaining("media");
            assertThat(ICE.ice().created()).isZero();
        }

        @Override
        final void route(Map<String, String> options) throws Exception {
            route(options, "");
        }

        abstract void route(Map<String, String> options, String more) throws Exception;
    }

    @Nested
    @Tag("not-camel-4.22") // camel-yaml-dsl does not resolve at 4.22.0
    class InYamlWithTheChannelInTheUri extends Yaml {

        @Override
        void route(Map<String, String> options, String more) throws Exception {
            load("route.yaml", """
                    - from:
                        uri: direct:in
                        steps:
                          - to:
                              uri: ice-highlights:nba
                              parameters:
                    """ + parameters(options) + more);
        }
    }

    @Nested
    @Tag("not-camel-4.22") // camel-yaml-dsl does not resolve at 4.22.0
    class InYamlWithTheChannelAmongTheParameters extends Yaml {

        @Override
        void route(Map<String, String> options, String more) throws Exception {
            Map<String, String> all = options("channel", "nba");
            all.putAll(options);
            load("route.yaml", """
                    - from:
                        uri: direct:in
                        steps:
                          - to:
                              uri: ice-highlights
                              parameters:
                    """ + parameters(all) + more);
        }
    }
}
