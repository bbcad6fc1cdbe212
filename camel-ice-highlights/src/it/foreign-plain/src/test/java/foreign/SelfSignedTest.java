package foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.ice.IceConnectionSettings;
import io.github.icehighlights.camel.ice.IceException;
import io.github.icehighlights.camel.ice.SdkIceApi;
import io.github.icehighlights.camel.model.JobType;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the tree that a user's project resolves, a server whose certificate nobody vouches for gets nothing.
 */
class SelfSignedTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        Path keyStore = folder.resolve("self-signed.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-alias", "server", "-keyalg", "EC", "-validity", "2",
                        "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", new String(PASSWORD))
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());

        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(keyStore.toFile())) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);

        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                connections.incrementAndGet();
                super.configure(parameters);
            }
        });
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"RequestId\":\"1\"}".getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The SDK with its defaults: nobody has said anything about certificates. */
    @Test
    void theSdkRefusesByDefault() throws Exception {
        Client client = new Client(new Config()
                .setAccessKeyId("id")
                .setAccessKeySecret("secret")
                .setProtocol("https")
                .setEndpoint("127.0.0.1:" + server.getAddress().getPort()));
        Params params = new Params()
                .setAction("GetSmartHandleJob")
                .setVersion("2020-11-09")
                .setProtocol("HTTPS")
                .setPathname("/")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("string");

        Throwable refused = assertThrows(
                Exception.class,
                () -> client.callApi(params, new OpenApiRequest().setQuery(Map.of("JobId", "1")), new RuntimeOptions()));

        assertRefusedForTheCertificate(refused);
    }

    /** The component's way to ICE. */
    @Test
    void theComponentRefuses() throws Exception {
        IceApi ice = new SdkIceApi(new IceConnectionSettings(
                null, "127.0.0.1:" + server.getAddress().getPort(), "id", "secret", null, null, null, null, null));

        IceException refused = assertThrows(IceException.class, () -> ice.report(JobType.HIGHLIGHT_EXTRACTION, "1"));

        assertRefusedForTheCertificate(refused);
    }

    private void assertRefusedForTheCertificate(Throwable refused) {
        List<String> chain = new ArrayList<>();
        boolean handshake = false;
        for (Throwable t = refused; t != null; t = t.getCause()) {
            chain.add(t.toString());
            handshake |= t instanceof SSLHandshakeException;
        }
        assertTrue(
                handshake || chain.toString().contains("PKIX path building failed"),
                "not a certificate error: " + chain);
        assertTrue(connections.get() > 0, "the server was never asked");
        assertEquals(0, requests.get(), "the server got a request");
    }
}
