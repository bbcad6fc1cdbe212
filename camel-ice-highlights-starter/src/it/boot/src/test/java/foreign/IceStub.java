package foreign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Takes jobs and says that they are finished. An own one: a library's would be part of the tree that is looked at here. */
final class IceStub implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> userData = new ConcurrentHashMap<>();
    private final AtomicInteger submitting = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile CountDownLatch awaited = new CountDownLatch(0);
    private volatile boolean forbids;
    private volatile String submitted = "";

    IceStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers no look any more. */
    void forbid() {
        forbids = true;
    }

    /** Lets submissions wait until so many are there at once, or for a second. */
    void gather(int submissions) {
        awaited = new CountDownLatch(submissions);
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** How many it has taken. */
    int jobs() {
        return userData.size();
    }

    /** What was asked for last. */
    String submitted() {
        return submitted;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String action = exchange.getRequestHeaders().getFirst("x-acs-action");
        String parameters = exchange.getRequestURI().getRawQuery() + "&"
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (action.startsWith("Submit")) {
            String jobId = submit(parameters);
            send(exchange, 200, "{\"RequestId\":\"r\",\"JobId\":\"" + jobId + "\"}");
        } else if (forbids) {
            send(exchange, 403, "{\"RequestId\":\"r\",\"Code\":\"Forbidden\",\"Message\":\"no\"}");
        } else {
            String jobId = parameter(parameters, "JobId");
            send(exchange, 200, "{\"RequestId\":\"r\",\"JobId\":\"" + jobId + "\",\"State\":\"Finished\",\"UserData\":\""
                    + userData.getOrDefault(jobId, "").replace("\"", "\\\"")
                    + "\",\"JobResult\":{\"AiResult\":\"{\\\"HighlightResults\\\":[{\\\"Media\\\":\\\"m\\\","
                    + "\\\"TimeRanges\\\":[{\\\"In\\\":1,\\\"Out\\\":9}]}]}\"}}");
        }
    }

    private String submit(String parameters) {
        mostAtOnce.accumulateAndGet(submitting.incrementAndGet(), Math::max);
        try {
            awaited.countDown();
            awaited.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            submitting.decrementAndGet();
        }
        submitted = URLDecoder.decode(parameters, StandardCharsets.UTF_8);
        String jobId = "job-" + (userData.size() + 1) + "-" + System.nanoTime();
        userData.put(jobId, parameter(parameters, "UserData"));
        return jobId;
    }

    private static String parameter(String parameters, String name) {
        return Stream.of(parameters.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
