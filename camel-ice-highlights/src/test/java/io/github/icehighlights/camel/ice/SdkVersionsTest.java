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
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SdkVersionsTest {

    private static final List<String> TEA =
            List.of("com/aliyun/tea/Tea.class", "com/aliyun/tea/okhttp/OkHttpClientBuilder.class");

    @TempDir
    private Path folder;

    @Test
    void theVersionsOfThisBuildAreGood() {
        assertThatCode(SdkVersions::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"1.2.7", "1.3.9", "1.3.9-SNAPSHOT", "0.9"})
    void anOldTeaIsRefusedByName(String version) throws IOException {
        try (URLClassLoader loader = loader(jar(TEA, "tea", version))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> SdkVersions.check(loader))
                    .withMessageStartingWith("com.aliyun:tea on the class path is version " + version + ", but")
                    .withMessageContaining("set com.aliyun:tea to 1.4.2");
        }
    }

    @ParameterizedTest
    @CsvSource({"1.4.2", "1.10.0", "2.0"})
    void aNewTeaIsTaken(String version) throws IOException {
        try (URLClassLoader loader = loader(jar(TEA, "tea", version))) {
            assertThatCode(() -> SdkVersions.check(loader)).doesNotThrowAnyException();
        }
    }

    @Test
    void aRepackagedTeaIsJudgedByItsMembers() throws IOException {
        try (URLClassLoader loader = loader(jar(TEA, "tea", null))) {
            assertThatCode(() -> SdkVersions.check(loader)).doesNotThrowAnyException();
        }
    }

    @Test
    void anotherJarsPropertiesAreNotTakenForTeas() throws IOException {
        // first on the class path, but without tea's classes
        try (URLClassLoader loader = loader(jar(List.of(), "tea", "1.2.7"))) {
            assertThatCode(() -> SdkVersions.check(loader)).doesNotThrowAnyException();
        }
    }

    @Test
    void anOldTeaUtilIsRefused() throws IOException {
        try (URLClassLoader loader = loader(jar(
                List.of("com/aliyun/teautil/Common.class", "com/aliyun/teautil/models/RuntimeOptions.class"),
                "tea-util",
                "0.2.21"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> SdkVersions.check(loader))
                    .withMessageContaining("com.aliyun:tea-util on the class path is version 0.2.21");
        }
    }

    @Test
    void noTeaAtAll() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SdkVersions.check(ClassLoader.getPlatformClassLoader()))
                .withMessageStartingWith("com.aliyun:tea is not on the class path");
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(SdkVersions.compare("1.10", "1.4")).isPositive();
        assertThat(SdkVersions.compare("1.4", "1.4.0")).isZero();
        assertThat(SdkVersions.compare("0.2.9", "0.2.23")).isNegative();
    }

    /** A jar with the given classes as they are here, which says of itself that it has that version. */
    private Path jar(List<String> classes, String artifact, String version) throws IOException {
        Path jar = folder.resolve(artifact + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : classes) {
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = getClass().getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
            if (version != null) {
                out.putNextEntry(new JarEntry("META-INF/maven/com.aliyun/" + artifact + "/pom.properties"));
                out.write(("version=" + version + "\n").getBytes());
            }
        }
        return jar;
    }

    /** Looks into the jar first. */
    private URLClassLoader loader(Path jar) throws IOException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    if (findResource(name.replace('.', '/') + ".class") != null) {
                        Class<?> loaded = findLoadedClass(name);
                        return loaded == null ? findClass(name) : loaded;
                    }
                }
                return super.loadClass(name, resolve);
            }

            @Override
            public URL getResource(String name) {
                URL own = findResource(name);
                return own == null ? super.getResource(name) : own;
            }
        };
    }
}
