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
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known to go wrong with ICE, and the tests that show that it does not go wrong here: {@code traps.csv}. */
class TrapsTest {

    private static final String NOT_OURS = "does not apply: ";
    private static final Pattern REFERENCE = Pattern.compile("\\b(camel|localice)\\.([\\w.$]+)#(\\w+)");

    static List<List<String>> traps() {
        return Tables.read("traps.csv");
    }

    /** The tests that stand in for a trap, or in its reason for not being one. */
    static Stream<String> tests() {
        return traps().stream()
                .flatMap(trap -> REFERENCE.matcher(trap.get(2)).results())
                .map(java.util.regex.MatchResult::group)
                .distinct();
    }

    @Test
    void allAreThereOnce() {
        assertThat(traps())
                .extracting(trap -> Integer.valueOf(trap.get(0)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 37).boxed().toList());
    }

    @Test
    void allButThreeAreProvedAndTheseHaveTheirReason() {
        assertThat(traps())
                .filteredOn(trap -> trap.get(2).startsWith(NOT_OURS))
                .hasSizeLessThanOrEqualTo(3)
                .allSatisfy(trap -> assertThat(trap.get(2)).hasSizeGreaterThan(NOT_OURS.length() + 20));
        assertThat(traps())
                .filteredOn(trap -> !trap.get(2).startsWith(NOT_OURS))
                .allSatisfy(trap -> assertThat(trap.get(2).split(" ")).allMatch(REFERENCE.asMatchPredicate()));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void theTestExists(String test) throws Exception {
        Matcher reference = REFERENCE.matcher(test);
        assertThat(reference.matches()).isTrue();
        if (reference.group(1).equals("camel")) {
            inThisModule(reference.group(2), reference.group(3));
        } else {
            inLocalIce(reference.group(2), reference.group(3));
        }
    }

    private static void inThisModule(String type, String name) throws ClassNotFoundException {
        Class<?> tests =
                Class.forName("io.github.icehighlights.camel." + type, false, TrapsTest.class.getClassLoader());
        assertThat(tests.getDeclaredMethods())
                .filteredOn(method -> method.getName().equals(name))
                .anyMatch(TrapsTest::isTest);
    }

    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType() == Test.class
                        || annotation.annotationType() == ParameterizedTest.class);
    }

    /** Those classes are not on our path. */
    private static void inLocalIce(String type, String name) throws IOException {
        Path source = Tables.root()
                .resolve("examples/local-ice/src/test/java/io/github/icehighlights/localice")
                .resolve(type.replace('.', '/') + ".java");
        // between the annotation and the method stand other annotations, but no end of a method
        assertThat(Files.readString(source))
                .containsPattern("(?s)@(Parameterized)?Test\\b(?:(?!\\n    }).)*?\\bvoid " + name + "\\(");
    }
}
