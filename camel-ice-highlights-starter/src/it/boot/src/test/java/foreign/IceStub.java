package foreign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Takes one job and says that it is finished. An own one: a library's would be part of the tree that is looked at here. */
final class IceStub implements AutoCloseable {

    private final HttpServer server;
    private volatile String userData = "";

    IceStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String action = exchange.getRequestHeaders().getFirst("x-acs-action");
        String parameters = exchange.getRequestURI().getRawQuery() + "&"
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (action.startsWith("Submit")) {
            userData = parameter(parameters, "UserData");
            send(exchange, "{\"RequestId\":\"r\",\"JobId\":\"job-1\"}");
        } else {
            send(exchange, "{\"RequestId\":\"r\",\"JobId\":\"job-1\",\"State\":\"Finished\",\"UserData\":\""
                    + userData.replace("\"", "\\\"")
                    + "\",\"JobResult\":{\"AiResult\":\"{\\\"HighlightResults\\\":[{\\\"Media\\\":\\\"m\\\","
                    + "\\\"TimeRanges\\\":[{\\\"In\\\":1,\\\"Out\\\":9}]}]}\"}}");
        }
    }

    private static String parameter(String parameters, String name) {
        return Stream.of(parameters.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
