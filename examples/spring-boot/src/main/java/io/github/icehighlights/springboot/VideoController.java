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
package io.github.icehighlights.springboot;

import java.util.function.Predicate;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Videos and clips out of their buckets, and parts of them: a browser that seeks asks for the rest from there. Only what the
 * page shows: what else lies in the buckets is nobody's business here.
 */
@RestController
class VideoController {

    private final S3Client oss;
    private final Library library;
    private final String media;
    private final String highlights;

    VideoController(
            S3Client oss,
            Library library,
            @Value("${bucket.media}") String media,
            @Value("${bucket.highlights}") String highlights) {
        this.oss = oss;
        this.library = library;
        this.media = media;
        this.highlights = highlights;
    }

    @GetMapping("/videos/{*key}")
    ResponseEntity<InputStreamResource> video(
            @PathVariable String key, @RequestHeader(name = HttpHeaders.RANGE, required = false) String range) {
        return object(media, key.substring(1), library::hasVideo, range);
    }

    @GetMapping("/clips/{*key}")
    ResponseEntity<InputStreamResource> clip(
            @PathVariable String key, @RequestHeader(name = HttpHeaders.RANGE, required = false) String range) {
        return object(highlights, key.substring(1), library::hasHighlight, range);
    }

    private ResponseEntity<InputStreamResource> object(
            String bucket, String key, Predicate<String> known, String range) {
        if (!known.test(key)) {
            return ResponseEntity.notFound().build();
        }
        var object = oss.getObject(get -> get.bucket(bucket).key(key).range(range));
        var response = ResponseEntity.status(range == null ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
                .contentType(MediaType.valueOf("video/mp4"))
                .contentLength(object.response().contentLength())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (range != null) {
            response.header(HttpHeaders.CONTENT_RANGE, object.response().contentRange());
        }
        return response.body(new InputStreamResource(object));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    void missing(NoSuchKeyException e) {
        // the status says it
    }
}
