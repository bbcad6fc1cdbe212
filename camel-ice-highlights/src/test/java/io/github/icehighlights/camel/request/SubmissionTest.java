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

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.camel.request.Requests.extraction;
import static io.github.icehighlights.camel.request.Requests.mashup;
import static io.github.icehighlights.camel.request.Requests.sports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubmissionTest {

    private static final Scope SCOPE = new Scope("app", "films", "cn-shanghai");

    private static HighlightRequest request() {
        return extraction()
                .body("id1")
                .output("NeedExport", "true")
                .output("Bucket", "clips")
                .output("ObjectKey", "{token}/{token}_{index}.mp4")
                .userData("{\"z\":\"{token}\",\"a\":1}")
                .merge();
    }

    @Test
    void fixesWhatIsSent() {
        Submission submission = Submission.of(request(), SCOPE, "key", null);
        String token = Tokens.path(submission.clientToken());
        assertThat(submission.parameters())
                .containsOnlyKeys("ClientToken", "InputConfig", "OutputConfig", "UserData")
                .containsEntry("ClientToken", submission.clientToken())
                .containsEntry("InputConfig", "{\"MediaArray\":[{\"MediaId\":\"id1\"}]}")
                .containsEntry(
                        "OutputConfig",
                        "{\"Bucket\":\"clips\",\"NeedExport\":true,\"ObjectKey\":\"" + token + "/" + token
                                + "_{index}.mp4\"}")
                .containsEntry(
                        "UserData",
                        "{\"a\":1,\"iceHighlights\":\"" + submission.correlationId() + "\",\"z\":\"" + token + "\"}");
        assertThat(token).matches("[0-9a-z]{12}");
        assertThat(submission.channel()).isEqualTo("films");
        assertThat(submission.key()).isEqualTo("key");
    }

    @Test
    void mashupsHaveNoClientTokenToSend() {
        Submission submission = Submission.of(
                mashup().body("id1").editing("MediaConfig.Volume", "1").merge(), SCOPE, "key", null);
        assertThat(submission.parameters()).containsOnlyKeys("InputConfig", "EditingConfig", "UserData");
        assertThat(submission.clientToken()).isNotBlank();
        assertThat(Submission.of(
                                sports().body("i")
                                        .input("SportsCategory", "pingpong")
                                        .merge(),
                                SCOPE,
                                "key",
                                null)
                        .parameters())
                .containsOnlyKeys("ClientToken", "InputConfig", "UserData");
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(Submission.of(request(), SCOPE, "key", null))
                .isEqualTo(Submission.of(request(), SCOPE, "key", null));
        assertThat(Submission.of(request(), SCOPE, "key", "old"))
                .isEqualTo(Submission.of(request(), SCOPE, "key", "old"));
    }

    /** Fixed values: a new release must not send an old submission under a new token. */
    @Test
    void isTheSameInEveryRelease() {
        Submission submission = Submission.of(request(), SCOPE, "key", null);
        assertThat(submission.clientToken()).isEqualTo("d60jw7kqzvbqjzy55vq5n0f6mag9bhvzyaf1ave77asgzv6sgkc0");
        assertThat(submission.correlationId()).isEqualTo("f9b4m268emnrhv2wkm3x");
        assertThat(Tokens.path(submission.clientToken())).isEqualTo("1pbqzpz4ek00");
        assertThat(submission.fingerprint())
                .isEqualTo("6859c10618503a15739acac5ee17cee3ddffc726303ce77e2654152ac00ea988");
        assertThat(SubmissionKeys.auto(SCOPE, request(), "file:a"))
                .isEqualTo("auto-131e3a8e7a85ef0bb41def3597a9a5b1f8c4d83a4772354ed13d7d8a273604ba");
    }

    @Test
    void isTheSameInWhateverOrderMapsCome() {
        Map<String, Object> sorted = new TreeMap<>(Map.of("a", 1, "b", 15.0, "c", "x", "d", true));
        Map<String, Object> reversed = new LinkedHashMap<>();
        for (String key : new String[] {"d", "c", "b", "a"}) {
            reversed.put(key, sorted.get(key));
        }
        reversed.put("b", 15);
        HighlightRequest one = extraction().body("id1").input("New", sorted).merge();
        HighlightRequest other = extraction().body("id1").input("New", reversed).merge();
        assertThat(one.canonical()).isEqualTo(other.canonical());
        assertThat(Submission.of(one, SCOPE, "k", null)).isEqualTo(Submission.of(other, SCOPE, "k", null));
        assertThat(SubmissionKeys.auto(SCOPE, one, "o")).isEqualTo(SubmissionKeys.auto(SCOPE, other, "o"));
    }

    static Stream<Arguments> scopes() {
        return Stream.of(
                Arguments.of(SCOPE, "key", null),
                Arguments.of(new Scope("other", "films", "cn-shanghai"), "key", null),
                Arguments.of(new Scope(null, "films", "cn-shanghai"), "key", null),
                Arguments.of(new Scope("app", "other", "cn-shanghai"), "key", null),
                Arguments.of(new Scope("app", "films", "cn-beijing"), "key", null),
                Arguments.of(new Scope("ap", "pfilms", "cn-shanghai"), "key", null),
                Arguments.of(SCOPE, "other", null),
                Arguments.of(SCOPE, "KEY", null),
                Arguments.of(SCOPE, "key", ""),
                Arguments.of(SCOPE, "key", "old"),
                Arguments.of(SCOPE, "key", "older"),
                Arguments.of(SCOPE, "鍵".repeat(300), null));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void tokensHaveTheShapeThatIceTakes(Scope scope, String key, String supersedes) {
        Submission submission = Submission.of(request(), scope, key, supersedes);
        assertThat(submission.clientToken()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(submission.correlationId()).matches("[a-z0-9]{20}");
    }

    @Test
    void anotherScopeKeyOrPredecessorGivesAnotherToken() {
        Set<String> tokens = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Set<String> paths = new HashSet<>();
        scopes().map(Arguments::get).forEach(arguments -> {
            Submission submission =
                    Submission.of(request(), (Scope) arguments[0], (String) arguments[1], (String) arguments[2]);
            assertThat(tokens.add(submission.clientToken()))
                    .as("%s", submission)
                    .isTrue();
            assertThat(ids.add(submission.correlationId())).isTrue();
            assertThat(paths.add(Tokens.path(submission.clientToken()))).isTrue();
        });
    }

    @Test
    void theFingerprintTellsRequestsApart() {
        String fingerprint = Submission.of(request(), SCOPE, "key", null).fingerprint();
        assertThat(Submission.of(request(), SCOPE, "other", "old").fingerprint())
                .isEqualTo(fingerprint);
        assertThat(Submission.of(extraction().body("id1").merge(), SCOPE, "key", null)
                        .fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(Submission.of(mashup().body("id1").merge(), SCOPE, "key", null)
                        .fingerprint())
                .isNotEqualTo(Submission.of(extraction().body("id1").merge(), SCOPE, "key", null)
                        .fingerprint());
    }

    @Test
    void automaticKeysDependOnAllThatMakesASubmission() {
        HighlightRequest request = request();
        Set<String> keys = new HashSet<>();
        keys.add(SubmissionKeys.auto(SCOPE, request, "file:a"));
        keys.add(SubmissionKeys.auto(SCOPE, request, "file:b"));
        keys.add(SubmissionKeys.auto(new Scope("app", "other", "cn-shanghai"), request, "file:a"));
        keys.add(SubmissionKeys.auto(new Scope("app", "films", "cn-beijing"), request, "file:a"));
        keys.add(SubmissionKeys.auto(SCOPE, extraction().body("id2").merge(), "file:a"));
        assertThat(keys).hasSize(5).allMatch(key -> key.matches("auto-[0-9a-f]{64}"));
    }

    @Test
    void explicitKeysStayReadableAndFitTheirColumn() {
        assertThat(SubmissionKeys.explicit(" order 7 ")).isEqualTo("key-order 7");
        assertThat(SubmissionKeys.explicit("x".repeat(160))).isEqualTo("key-" + "x".repeat(160));
        String one = SubmissionKeys.explicit("😀".repeat(500) + "1");
        String other = SubmissionKeys.explicit("😀".repeat(500) + "2");
        assertThat(one).isNotEqualTo(other).startsWith("key-😀");
        assertThat(one.length()).isLessThanOrEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyKeyIsNoKey(String key) {
        assertThatThrownBy(() -> SubmissionKeys.explicit(key))
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("idempotencyKey");
    }

    @Test
    void uniqueKeysAre() {
        assertThat(SubmissionKeys.unique()).isNotEqualTo(SubmissionKeys.unique());
    }

    @Test
    void requestsCannotBeChangedFromOutside() {
        HighlightRequest request = request();
        String before = request.canonical();
        request.inputConfig().removeAll();
        request.userData().put("x", 1);
        assertThat(request.canonical()).isEqualTo(before);
        assertThatThrownBy(() ->
                        Submission.of(request, SCOPE, "key", null).parameters().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
