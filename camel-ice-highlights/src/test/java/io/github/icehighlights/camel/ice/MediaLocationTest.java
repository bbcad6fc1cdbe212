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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaLocationTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://bkt.oss-cn-shanghai.aliyuncs.com/a/b.mp4,                    bkt, a/b.mp4",
                "https://bkt.oss-cn-shanghai-internal.aliyuncs.com/a.mp4,            bkt, a.mp4",
                "https://bkt.oss-accelerate.aliyuncs.com/a.mp4,                      bkt, a.mp4",
                "https://bkt.vpc100-oss-cn-beijing.aliyuncs.com/a.mp4,               bkt, a.mp4",
                "https://bkt.s3.oss-cn-beijing.aliyuncs.com/a.mp4,                   bkt, a.mp4",
                "HTTPS://bkt.oss-cn-shanghai.aliyuncs.com:443/a.mp4?Expires=1,       bkt, a.mp4",
                "https://bkt.oss-cn-shanghai.aliyuncs.com/%E4%B8%AD%20+%2B.mp4,      bkt, 中 ++.mp4",
                "https://bkt.oss-cn-shanghai.aliyuncs.com/中 文#1.mp4,                bkt, 中 文#1.mp4",
                "https://bkt.oss-cn-shanghai.aliyuncs.com/100%.mp4,                  bkt, 100%.mp4",
                "https://bkt.oss-cn-shanghai.aliyuncs.com/%FF.mp4,                   bkt, %FF.mp4",
                "https://bkt.oss-cn-shanghai.aliyuncs.com/,                          bkt, -",
                "https://bkt.oss-cn-shanghai.aliyuncs.com,                           -,   -",
                "https://oss-cn-shanghai.aliyuncs.com/bkt/a.mp4,                     -,   -",
                "https://bkt.oss-cn-shanghai.aliyuncs.com.evil.example/a.mp4,        -,   -",
                "https://cdn.example.com/a.mp4,                                      -,   -",
                "http://127.0.0.1:9000/bkt/a.mp4,                                    -,   -",
                "oss://bkt/a/b%20c.mp4,                                              bkt, a/b%20c.mp4",
                "not a url,                                                          -,   -",
            })
    void bucketAndKey(String url, String bucket, String key) {
        assertThat(MediaLocation.of(url)).isEqualTo(new MediaLocation(url, bucket, key));
    }

    @Test
    void oneSlashIsMended() {
        assertThat(MediaLocation.of("http:/bkt.oss-cn-shanghai.aliyuncs.com/x_0.mp4"))
                .isEqualTo(new MediaLocation("http://bkt.oss-cn-shanghai.aliyuncs.com/x_0.mp4", "bkt", "x_0.mp4"));
    }

    @Test
    void nothing() {
        assertThat(MediaLocation.of(null)).isEqualTo(new MediaLocation(null, null, null));
    }
}
