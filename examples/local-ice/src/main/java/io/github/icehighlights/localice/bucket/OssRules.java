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
package io.github.icehighlights.localice.bucket;

import java.util.Optional;

/**
 * The rules by which OSS differs from S3, as documented on Alibaba's pages on S3 compatibility: buckets are addressed
 * as a part of the host name only, and {@code aws-chunked} bodies only with {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD}.
 */
final class OssRules {

    private static final String ALLOWED_STREAM = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    private final String serviceHost;
    private final boolean pathStyleAllowed;

    /**
     * @param serviceHost      host of the service; a bucket is a label in front of it
     * @param pathStyleAllowed whether {@code /bucket/key} passes, which OSS never permits
     */
    OssRules(String serviceHost, boolean pathStyleAllowed) {
        this.serviceHost = serviceHost;
        this.pathStyleAllowed = pathStyleAllowed;
    }

    /** What speaks against a request, if anything does. */
    Optional<Refusal> check(HttpHead head) {
        if (!isVirtualHost(head) && !pathStyleAllowed && !head.path().equals("/")) {
            return Optional.of(new Refusal(
                    403,
                    "SecondLevelDomainForbidden",
                    "The bucket you are attempting to access must be addressed using OSS third level domain.",
                    "0003-00000008"));
        }
        return checkStream(head);
    }

    /** Whether the host names a bucket. */
    boolean isVirtualHost(HttpHead head) {
        return head.host().endsWith("." + serviceHost);
    }

    private static Optional<Refusal> checkStream(HttpHead head) {
        String content = head.header("x-amz-content-sha256");
        boolean chunked = head.header("content-encoding").contains("aws-chunked") || content.startsWith("STREAMING-");
        boolean trailer = !head.header("x-amz-trailer").isEmpty();
        if (trailer || chunked && !content.equals(ALLOWED_STREAM)) {
            return Optional.of(new Refusal(
                    400,
                    "InvalidArgument",
                    "aws-chunked encoding is not supported with the specified x-amz-content-sha256 value.",
                    "0017-00000804"));
        }
        return Optional.empty();
    }
}
