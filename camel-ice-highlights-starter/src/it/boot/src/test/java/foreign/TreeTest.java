package foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a user's project resolves is what the list of expected jars for this Spring Boot says, jar for jar.
 */
class TreeTest {

    @Test
    void theResolvedTreeIsTheExpectedOne() throws Exception {
        List<String> expected = Files.readAllLines(Path.of(System.getProperty("expected.jars"))).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .sorted()
                .collect(Collectors.toList());

        // only the jars of Maven repositories; the rest is this project's own classes and the test runner
        List<String> actual = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .map(entry -> new File(entry).getName())
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.replaceFirst("^camel-ice-highlights(-starter)?-[0-9].*", "camel-ice-highlights$1-VERSION.jar"))
                .filter(name -> !name.matches("(junit-|opentest4j|apiguardian|surefire).*"))
                .sorted()
                .collect(Collectors.toList());

        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }
}
