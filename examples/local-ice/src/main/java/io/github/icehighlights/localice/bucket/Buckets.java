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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import io.github.icehighlights.localice.media.ObjectAddress;
import io.github.icehighlights.localice.media.ObjectStore;

/**
 * The buckets: a folder, S3Proxy on top of it, and the gate with OSS's rules before that.
 */
public final class Buckets implements ObjectStore, AutoCloseable {

    private static final long MAX_UNCHUNKED = 512L * 1024 * 1024;

    private final BlobStore store;
    private final S3Proxy virtualHosted;
    private final S3Proxy pathStyle;
    private final Gate gate;

    /**
     * Opens the buckets and begins to listen.
     *
     * @param folder           holds a folder for each bucket
     * @param address          address to listen on
     * @param port             port to listen on, 0 for a free one
     * @param serviceHost      host name that stands for OSS; a bucket is a label in front of it
     * @param accessKey        whose requests are served
     * @param secretKey        the secret to it
     * @param pathStyleAllowed whether path-style requests pass, which OSS does not permit
     */
    public Buckets(
            Path folder,
            InetAddress address,
            int port,
            String serviceHost,
            String accessKey,
            String secretKey,
            boolean pathStyleAllowed) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = new FilesystemNio2BlobStore(folder.toString());
        virtualHosted = start(address, accessKey, secretKey, serviceHost);
        pathStyle = pathStyleAllowed ? start(address, accessKey, secretKey, null) : null;
        OssRules rules = new OssRules(serviceHost, pathStyleAllowed);
        try {
            gate = new Gate(address, port, rules, head -> backend(rules.isVirtualHost(head))
                    .getPort());
        } catch (RuntimeException e) {
            // the port is taken, for example
            stopProxies();
            throw e;
        }
    }

    private S3Proxy start(InetAddress address, String accessKey, String secretKey, String virtualHost) {
        S3Proxy.Builder builder = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://" + address.getHostAddress() + ":0"))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                .v4MaxNonChunkedRequestSize(MAX_UNCHUNKED)
                .ignoreUnknownHeaders(true);
        S3Proxy proxy = (virtualHost == null ? builder : builder.virtualHost(virtualHost)).build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("The bucket did not start", e);
        }
        return proxy;
    }

    /** Port of the gate. */
    public int port() {
        return gate.port();
    }

    /** Makes a bucket, unless it is there. */
    public void create(String bucket) {
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
    }

    @Override
    public boolean bucketExists(String bucket) {
        return store.containerExists(bucket);
    }

    @Override
    public Optional<String> version(ObjectAddress address) {
        if (!store.containerExists(address.bucket())) {
            return Optional.empty();
        }
        HeadObjectResponse head = store.blobMetadataIfPresent(address.bucket(), address.key());
        return Optional.ofNullable(head)
                .map(found -> found.eTag() + "/" + found.contentLength() + "/" + found.lastModified());
    }

    @Override
    public void read(ObjectAddress address, Path target) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .build();
        try (InputStream in = store.getBlob(request)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void write(ObjectAddress address, Path source, String contentType) throws IOException {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .contentType(contentType)
                .contentLength(Files.size(source))
                .build();
        try (InputStream in = Files.newInputStream(source)) {
            store.putBlob(request, in);
        }
    }

    @Override
    public void close() {
        gate.close();
        stopProxies();
        store.close();
    }

    private S3Proxy backend(boolean virtualHost) {
        return virtualHost || pathStyle == null ? virtualHosted : pathStyle;
    }

    private void stopProxies() {
        stop(virtualHosted);
        if (pathStyle != null) {
            stop(pathStyle);
        }
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The bucket did not stop", e);
        }
    }
}
