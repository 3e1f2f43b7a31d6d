package pl.kartoteka.sandbox.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The JDK's HTTP server with a virtual thread per request. */
public final class WebServer implements AutoCloseable {

    static final int MOST_BYTES = 1 << 20;

    private static final System.Logger LOG = System.getLogger(WebServer.class.getName());

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    public WebServer(InetSocketAddress address, Routes routes) throws IOException {
        // Without it every answer waits some 40 ms for the acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(address, 0);
        server.setExecutor(executor);
        server.createContext("/", exchange -> exchange(exchange, routes));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private static void exchange(HttpExchange exchange, Routes routes) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            var request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                    Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""), Map.of(),
                    headers(exchange), body);
            send(exchange, body.length > MOST_BYTES ? Problems.tooLarge(request) : answer(request, routes));
        }
    }

    private static Reply answer(Request request, Routes routes) {
        try {
            return routes.answer(request);
        } catch (Exception e) {
            LOG.log(Level.ERROR, () -> request.method() + " " + request.path() + " failed", e);
            return Problems.internal(request);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.status() == Reply.HANG_UP.status()) {
            return; // closing an exchange that was never answered closes the connection
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var empty = reply.body().length == 0 || reply.status() == 204;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
        if (!empty) {
            var sent = reply.isTorn() ? reply.body().length / 2 : reply.body().length;
            exchange.getResponseBody().write(reply.body(), 0, sent);
            exchange.getResponseBody().flush();
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }
}
