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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Refuses libraries of Alibaba's SDK that must not be used. Maven may bring an old one in although our own pom asks for
 * another: {@code com.aliyun:ice20201109} 2.3.0 alone comes with libraries that do not verify TLS certificates and that
 * send a request twice, the second time without its body.
 *
 * <p>A library is judged by the version in its own Maven properties, and by a member that only good versions have: a
 * repackaged jar may have lost its properties, and one may lie about itself.
 */
public final class SdkVersions {

    /**
     * One library that is needed.
     *
     * @param artifact  its Maven coordinates, group and artifact
     * @param minimum   the lowest version that may be used
     * @param advised   the version that this component is tested with
     * @param className a class of the library
     * @param memberOf  the class that has the member
     * @param member    name of a public field or method that older versions lack
     */
    record Library(String artifact, String minimum, String advised, String className, String memberOf, String member) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library(
                    "com.aliyun:tea",
                    "1.4",
                    "1.4.2",
                    "com.aliyun.tea.Tea",
                    "com.aliyun.tea.okhttp.OkHttpClientBuilder",
                    "callTimeout"),
            new Library(
                    "com.aliyun:tea-util",
                    "0.2.23",
                    "0.2.27",
                    "com.aliyun.teautil.Common",
                    "com.aliyun.teautil.models.RuntimeOptions",
                    "domain"),
            new Library(
                    "com.aliyun:tea-openapi",
                    "0.3.15",
                    "0.3.15",
                    "com.aliyun.teaopenapi.Client",
                    "com.aliyun.teaopenapi.models.Config",
                    "callTimeout"));

    private SdkVersions() {}

    /**
     * Checks the libraries that this component would use.
     *
     * @throws IllegalStateException naming the artifact, the version found and what to do
     */
    public static void check() {
        check(SdkVersions.class.getClassLoader());
    }

    static void check(ClassLoader loader) {
        LIBRARIES.forEach(library -> check(library, loader));
    }

    private static void check(Library library, ClassLoader loader) {
        String found;
        boolean complete;
        try {
            found = version(library, Class.forName(library.className(), false, loader));
            complete = hasMember(Class.forName(library.memberOf(), false, loader), library.member());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(advice(library, "is not on the class path (" + e + ")"), e);
        }
        if (found != null && compare(found, library.minimum()) < 0) {
            throw new IllegalStateException(advice(library, "on the class path is version " + found));
        }
        if (!complete) {
            throw new IllegalStateException(advice(
                    library,
                    "on the class path is too old: version " + (found == null ? "unknown" : found) + ", without "
                            + library.memberOf() + "." + library.member()));
        }
    }

    private static String advice(Library library, String found) {
        return library.artifact() + " " + found + ", but ice-highlights needs " + library.minimum()
                + " or newer: older ones do not verify TLS certificates, send requests twice or do not fit together. "
                + "Something overrides the version that ice-highlights depends on; set " + library.artifact() + " to "
                + library.advised() + " in your build (dependencyManagement in Maven, constraints in Gradle).";
    }

    /** From the Maven properties in the class's own jar: another jar's may come first on the class path. */
    static String version(Library library, Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        URL url = type.getResource("/" + file);
        if (url == null || !url.toString().endsWith(file)) {
            return null;
        }
        String root = url.toString().substring(0, url.toString().length() - file.length());
        String path = "META-INF/maven/" + library.artifact().replace(':', '/') + "/pom.properties";
        try (InputStream in = new URL(root + path).openStream()) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            return type.getPackage() == null ? null : type.getPackage().getImplementationVersion();
        }
    }

    private static boolean hasMember(Class<?> type, String name) {
        return Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals(name))
                || Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals(name));
    }

    /** Compares by numbers, part by part; what follows a hyphen is not looked at. */
    static int compare(String left, String right) {
        String[] lefts = left.split("-", 2)[0].split("\\.");
        String[] rights = right.split("-", 2)[0].split("\\.");
        for (int i = 0; i < Math.max(lefts.length, rights.length); i++) {
            int difference = Integer.compare(part(lefts, i), part(rights, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int index) {
        try {
            return index < parts.length ? Integer.parseInt(parts[index].trim()) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
