package org.eventextractor.local.callback;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What a researcher's own service would do with a callback: takes POSTs on 127.0.0.1, checks each signature as
 * <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has it, and keeps the newest. Answers 204, or 401
 * where the signature is wrong. Thread-safe.
 */
public final class CallbackReceiver implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int KEPT = 100;
    private static final int THREADS = 4;
    private static final int SECRET_BYTES = 32;
    private static final int NO_CONTENT = 204;

    private final HttpServer server;
    private final Webhook webhook;
    private final ToIntFunction<Delivery> answers;
    private final ExecutorService threads;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();

    private CallbackReceiver(HttpServer server, String secret, ToIntFunction<Delivery> answers) {
        this.server = server;
        this.answers = answers;
        this.webhook = new Webhook(secret);
        this.threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "callback-http"));
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any free one
     * @param secret {@code whsec_...}, the one the sender signs with
     * @throws UncheckedIOException if the port cannot be had
     */
    public static CallbackReceiver start(int port, String secret) {
        return start(port, secret, delivery -> {});
    }

    /**
     * As {@link #start(int, String)}.
     *
     * @param listener told of every delivery before it is answered; must not throw
     */
    public static CallbackReceiver start(int port, String secret, Consumer<Delivery> listener) {
        return answering(port, secret, delivery -> {
            listener.accept(delivery);
            return NO_CONTENT;
        });
    }

    /**
     * As {@link #start(int, String)}.
     *
     * @param answers the HTTP status that a delivery with a right signature is answered with; must not throw
     */
    public static CallbackReceiver answering(int port, String secret, ToIntFunction<Delivery> answers) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            CallbackReceiver receiver = new CallbackReceiver(HttpServer.create(address, 0), secret, answers);
            receiver.server.setExecutor(receiver.threads);
            receiver.server.createContext("/", receiver::handle);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + "; is it in use?", e);
        }
    }

    /** A fresh signing secret. */
    public static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    /** Where it listens: {@code http://127.0.0.1:port}, to be trusted by the sender. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A callback URL. */
    public URI url(String path) {
        return origin().resolve("/" + path);
    }

    /** The newest deliveries, oldest first. */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Waits for a delivery; empty if none came in time. */
    public synchronized Optional<Delivery> await(Predicate<Delivery> wanted, Duration timeout)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(timeout);
        Optional<Delivery> found = find(wanted);
        while (found.isEmpty() && Instant.now().isBefore(deadline)) {
            wait(Math.max(1, Duration.between(Instant.now(), deadline).toMillis()));
            found = find(wanted);
        }
        return found;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Optional<Delivery> find(Predicate<Delivery> wanted) {
        return deliveries.stream().filter(wanted).findFirst();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
            } else if (body.length > MAX_BODY_BYTES) {
                exchange.sendResponseHeaders(413, -1);
            } else {
                Delivery delivery = check(exchange, new String(body, StandardCharsets.UTF_8));
                keep(delivery);
                int answer = answers.applyAsInt(delivery);
                exchange.sendResponseHeaders(delivery.verified() ? answer : 401, -1);
            }
        }
    }

    private Delivery check(HttpExchange exchange, String body) {
        String id = exchange.getRequestHeaders().getFirst(Webhook.UNBRANDED_MSG_ID_KEY);
        String path = exchange.getRequestURI().getPath();
        try {
            webhook.verify(body, exchange.getRequestHeaders());
            return new Delivery(Instant.now(), id, path, true, "", body);
        } catch (WebhookVerificationException | RuntimeException e) {
            return new Delivery(Instant.now(), id, path, false, String.valueOf(e.getMessage()), body);
        }
    }

    private synchronized void keep(Delivery delivery) {
        if (deliveries.size() == KEPT) {
            deliveries.removeFirst();
        }
        deliveries.addLast(delivery);
        notifyAll();
    }
}
