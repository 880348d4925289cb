package org.eventextractor.core.callback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real receiver on loopback that keeps what it gets and answers as it is told. */
public final class Receiver implements AutoCloseable {

    /** How a receiver answers its n-th request, from 1. */
    @FunctionalInterface
    public interface Behaviour {
        /** Answers one request. */
        void answer(HttpExchange exchange, int number) throws IOException;
    }

    /** What arrived. */
    public record Delivery(String method, Map<String, List<String>> headers, String body) {

        /** The first value of a header; empty if there is none. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    public Receiver(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> receive(exchange, behaviour));
        server.start();
    }

    /** Answers these statuses, one a request, the last one for ever. */
    public static Receiver answering(int... statuses) {
        return new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(statuses[Math.min(number, statuses.length) - 1], -1);
            exchange.close();
        });
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/results");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Delivery> deliveries() {
        return deliveries;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange exchange, Behaviour behaviour) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        deliveries.add(new Delivery(exchange.getRequestMethod(), Map.copyOf(exchange.getRequestHeaders()), body));
        behaviour.answer(exchange, deliveries.size());
    }
}
