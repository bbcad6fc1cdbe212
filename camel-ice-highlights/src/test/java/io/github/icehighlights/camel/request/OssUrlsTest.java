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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.icehighlights.camel.request.Requests.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OssUrlsTest {

    private static final String BASE = "https://films.oss-cn-shanghai.aliyuncs.com/";

    private static String resolve(String url) {
        return new OssUrls(LIMITS).resolve("media", url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.mp4 | a.mp4",
                "in/a b.mp4 | in/a%20b.mp4",
                "a+b | a%2Bb",
                "a#1?x=y | a%231%3Fx%3Dy",
                "50%.mp4 | 50%25.mp4",
                "a%20b | a%2520b",
                "比赛/终.mp4 | %E6%AF%94%E8%B5%9B/%E7%BB%88.mp4",
                "😀 | %F0%9F%98%80",
                "{token}/{index}.mp4 | {token}/{index}.mp4",
                "{x} | %7Bx%7D",
                "a//b | a//b",
                "-._~ | -._~"
            })
    void keysAreEncoded(String key, String encoded) {
        assertThat(resolve("oss://films/" + key)).isEqualTo(BASE + encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://films.oss-cn-shanghai.aliyuncs.com/a%20b.mp4?x=1",
                        "http://films.oss-cn-shanghai.aliyuncs.com/a.mp4",
                "https://films.oss-cn-shanghai-internal.aliyuncs.com/a",
                        "https://films.s3.oss-cn-shanghai.aliyuncs.com/a",
                "https://films.cn-shanghai.oss.aliyuncs.com/a", "https://films.oss.aliyuncs.com/a",
                "HTTPS://films.oss-cn-shanghai.aliyuncs.com:443/a"
            })
    void urlsStayAsTheyAre(String url) {
        assertThat(resolve(url)).isEqualTo(url);
    }

    @Test
    void aHostMayStandInPlaceOfTheBucket() {
        assertThat(resolve("oss://films.oss-cn-shanghai.aliyuncs.com/a b")).isEqualTo(BASE + "a%20b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oss://films",
                "oss://films/",
                "oss:///a",
                "oss://Films/a",
                "oss://fi/a",
                "oss://films-/a",
                "oss://fi_lms/a",
                "oss://films//a",
                "oss://films/\\a",
                "s3://films/a",
                "https:///a",
                "https://films.oss-cn-shanghai.aliyuncs.com/a\nhttps://films.oss-cn-shanghai.aliyuncs.com/b",
                "https://user:pass@films.aliyuncs.com/a"
            })
    void refusesWhatLeadsNowhere(String url) {
        assertThatThrownBy(() -> resolve(url))
                .isInstanceOf(IceRequestException.class)
                .hasMessageStartingWith("media");
    }

    @Test
    void bucketNamesHaveThreeTo63Characters() {
        assertThat(resolve("oss://abc/a")).isNotNull();
        assertThat(resolve("oss://" + "a".repeat(63) + "/a")).isNotNull();
        assertThatThrownBy(() -> resolve("oss://" + "a".repeat(64) + "/a")).hasMessageContaining("63");
    }

    @Test
    void keysHave1023BytesNotCharacters() {
        assertThat(resolve("oss://films/" + "斗".repeat(341))).isNotNull();
        assertThatThrownBy(() -> resolve("oss://films/" + "斗".repeat(341) + "a"))
                .hasMessageContaining("1023");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://films.oss-cn-beijing.aliyuncs.com/a", "https://films.oss-cn-beijing-internal.aliyuncs.com/a",
                "https://films.cn-beijing.oss.aliyuncs.com/a", "oss://films.oss-cn-beijing.aliyuncs.com/a",
                "https://films.s3.oss-us-west-1.aliyuncs.com/a"
            })
    void theRegionMustFit(String url) {
        assertThatThrownBy(() -> resolve(url))
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("cn-shanghai")
                .hasMessageContaining("checkRegions");
        assertThat(new OssUrls(LIMITS.withCheckRegions(false)).resolve("media", url))
                .contains("aliyuncs.com/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://films.oss-accelerate.aliyuncs.com/a",
                "https://films.oss-accelerate-overseas.aliyuncs.com/a",
                "https://cdn.example.com/a",
                "http://127.0.0.1:8080/films/a",
                "https://oss-cn-shanghai.aliyuncs.com.evil.com/a"
            })
    void acceleratorsAndOtherServersAreRefusedUnlessOneInsists(String url) {
        assertThatThrownBy(() -> resolve(url))
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("checkHosts");
        assertThat(new OssUrls(LIMITS.withCheckHosts(false)).resolve("media", url))
                .isEqualTo(url);
    }

    @Test
    void withoutARegionABucketIsNowhere() {
        assertThatThrownBy(() -> new OssUrls(RequestLimits.defaults(null)).resolve("media", "oss://films/a"))
                .isInstanceOf(IceRequestException.class)
                .hasMessageContaining("region");
    }
}
