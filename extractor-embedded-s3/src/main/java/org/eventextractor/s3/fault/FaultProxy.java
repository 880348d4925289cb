package org.eventextractor.s3.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a server that speaks S3 over HTTP/1.1, and spoils some of the calls. It listens on 127.0.0.1, passes
 * requests on as they are, so that their signatures hold, and answers as they come, a buffer at a time. It works on
 * connections rather than on messages: only so can one be reset in the middle of a body.
 *
 * <p>Thread-safe; owns its threads, one a connection.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FaultProxy.class);
    private static final int MAX_CONNECTIONS = 1024;
    private static final int BACKLOG = 512;
    private static final int IDLE_SECONDS = 10;

    private final URI upstream;
    private final ServerSocket server;
    private final Map<Fault, AtomicLong> counts = new EnumMap<>(Fault.class);
    private final AtomicLong calls = new AtomicLong();
    private final Map<String, Set<Fault>> metByPath = new ConcurrentHashMap<>();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            1,
            MAX_CONNECTIONS + 1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> new Thread(task, "fault-proxy"));
    private volatile Dice dice;

    private FaultProxy(URI upstream, ServerSocket server, FaultPlan plan) {
        this.upstream = upstream;
        this.server = server;
        this.dice = new Dice(plan);
        for (Fault fault : Fault.values()) {
            counts.put(fault, new AtomicLong());
        }
    }

    /**
     * Starts listening on any free port.
     *
     * @param upstream the server to stand before: {@code http://host:port}
     * @throws UncheckedIOException if there is no port
     */
    public static FaultProxy start(URI upstream, FaultPlan plan) {
        try {
            ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(upstream, server, plan);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on any port", e);
        }
    }

    /** Where it listens: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on this goes wrong, and nothing else. The plan's time begins anew. */
    public void follow(FaultPlan plan) {
        dice = new Dice(plan);
    }

    /** How many calls met each fault since the start. */
    public Map<Fault, Long> counts() {
        Map<Fault, Long> found = new EnumMap<>(Fault.class);
        counts.forEach((fault, count) -> found.put(fault, count.get()));
        return found;
    }

    /**
     * Which faults the calls of one path have met since the start.
     *
     * @param path {@code /bucket/key}, not URL-encoded
     */
    public Set<Fault> met(String path) {
        return Set.copyOf(metByPath.getOrDefault(path, Set.of()));
    }

    /** How many calls met a fault since the start. */
    public long spoiled() {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How many calls came since the start. */
    public long calls() {
        return calls.get();
    }

    /** Ends every connection and stops listening. */
    @Override
    public void close() {
        closeQuietly(server);
        threads.shutdownNow();
        clients.forEach(FaultProxy::closeQuietly);
    }

    URI upstream() {
        return upstream;
    }

    Dice dice() {
        return dice;
    }

    void countCall() {
        calls.incrementAndGet();
    }

    void count(Fault fault, Call call) {
        metByPath
                .computeIfAbsent(call.path(), unused -> ConcurrentHashMap.newKeySet())
                .add(fault);
        AtomicLong count = counts.get(fault);
        if (count != null) {
            count.incrementAndGet();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                take(server.accept());
            } catch (IOException e) {
                log.debug("no connection was accepted", e);
            }
        }
    }

    private void take(Socket client) {
        clients.add(client);
        try {
            threads.execute(() -> serve(client));
        } catch (RejectedExecutionException e) {
            forget(client);
        }
    }

    private void serve(Socket client) {
        try (ProxiedConnection connection = new ProxiedConnection(this, client)) {
            connection.serve();
        } catch (IOException | RuntimeException e) {
            log.debug("a connection ended", e);
        } finally {
            forget(client);
        }
    }

    private void forget(Socket client) {
        closeQuietly(client);
        clients.remove(client);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            log.debug("a socket did not close", e);
        }
    }
}
