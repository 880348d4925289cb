package org.eventextractor.core.storage.crt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.ClientTlsContext;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/**
 * Connections to one server, and all that the Common Runtime needs for them.
 *
 * <p>Thread-safe.
 */
final class HttpTransport implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpTransport.class);

    private static final int MAX_EVENT_LOOPS = 8;
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final EventLoopGroup eventLoops;
    private final HostResolver resolver;
    private final ClientBootstrap bootstrap;
    private final @Nullable ClientTlsContext tls;
    private final ConnectionPool pool;

    /**
     * @param server scheme, host and port; the rest does not matter
     * @param maxConnections made at once
     * @param authorities the certificates to trust, as PEM; null for the machine's own trust store
     */
    HttpTransport(URI server, int maxConnections, ReadPolicy policy, @Nullable Path authorities) {
        eventLoops = new EventLoopGroup(
                Math.min(MAX_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()));
        resolver = new HostResolver(eventLoops);
        bootstrap = new ClientBootstrap(eventLoops, resolver);
        tls = "https".equals(server.getScheme()) ? tlsContext(authorities) : null;
        pool = new ConnectionPool(manager(server, maxConnections, policy), policy);
    }

    /** Prepares a request that may be answered with at most {@code maxBytes} of body, within so long from now. */
    Exchange exchange(HttpRequest request, long maxBytes, Duration timeout) {
        return new Exchange(pool, request, maxBytes, timeout);
    }

    /** Breaks off what is under way, and waits a bounded time for the runtime to let go of its memory and threads. */
    @Override
    public void close() {
        CompletableFuture<Void> connections = pool.shutDown();
        bootstrap.close();
        if (tls != null) {
            tls.close();
        }
        resolver.close();
        eventLoops.close();
        await(CompletableFuture.allOf(
                connections, bootstrap.getShutdownCompleteFuture(), eventLoops.getShutdownCompleteFuture()));
    }

    private HttpClientConnectionManager manager(URI server, int maxConnections, ReadPolicy policy) {
        try (SocketOptions sockets = new SocketOptions()) {
            sockets.connectTimeoutMs = (int) policy.connectTimeout().toMillis();
            HttpClientConnectionManagerOptions options = new HttpClientConnectionManagerOptions()
                    .withClientBootstrap(bootstrap)
                    .withSocketOptions(sockets)
                    .withUri(server)
                    .withMaxConnections(maxConnections)
                    .withConnectionAcquisitionTimeoutInMilliseconds(
                            policy.attemptTimeout().toMillis());
            return HttpClientConnectionManager.create(tls == null ? options : options.withTlsContext(tls));
        }
    }

    private static ClientTlsContext tlsContext(@Nullable Path authorities) {
        try (TlsContextOptions options = TlsContextOptions.createDefaultClient()) {
            if (authorities != null) {
                options.overrideDefaultTrustStoreFromPath(null, authorities.toString());
            }
            return new ClientTlsContext(options);
        }
    }

    private static void await(CompletableFuture<Void> end) {
        try {
            end.get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("connections to S3 did not end within {}; the process's end ends them", END_WITHIN, e);
        }
    }
}
