package org.eventextractor.core.callback;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts JSON to servers that are not trusted. Sends one POST over a connection of its own: no redirects, cookies,
 * credentials, proxies or retries. Of the answer only the status line and a bounded head are read.
 *
 * <p>Thread-safe.
 */
public final class JsonPoster implements AutoCloseable {

    private static final String USER_AGENT = "event-extractor";
    private static final int MAX_HEADERS = 100;
    private static final int MAX_LINE_LENGTH = 8 << 10;

    private final ExecutorService workers = Executors.newCachedThreadPool(JsonPoster::daemon);

    /**
     * Posts JSON to whatever address the machine's own lookup finds.
     *
     * @param limit the most that all of it may take
     * @return the answer's status code
     * @throws IOException if no answer came within the limit
     */
    public int post(URI url, byte[] json, Duration limit) throws IOException {
        return post(url, Map.of(), json, SystemDefaultDnsResolver.INSTANCE, limit);
    }

    /**
     * Posts JSON.
     *
     * @param limit the most that lookup, connect, TLS, request and the answer's head may take together: then everything
     *     is torn down, also under a receiver that sends a byte now and then
     * @return the answer's status code
     * @throws SocketTimeoutException if the limit is reached
     * @throws IOException if no answer came
     */
    int post(URI url, Map<String, String> headers, byte[] json, DnsResolver resolver, Duration limit)
            throws IOException {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        CloseableHttpClient client = client(resolver, limit);
        Future<Integer> status =
                workers.submit(() -> client.executeOpen(null, request, null).getCode());
        try {
            return within(limit, status);
        } finally {
            // Closing the answer would drain its body, which may have no end; this closes the socket under it.
            client.close(CloseMode.IMMEDIATE);
        }
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        workers.shutdownNow();
    }

    private static int within(Duration limit, Future<Integer> status) throws IOException {
        try {
            return status.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            status.cancel(true);
            throw new SocketTimeoutException("no answer within " + limit);
        } catch (InterruptedException e) {
            status.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    private static CloseableHttpClient client(DnsResolver resolver, Duration limit) {
        Timeout timeout = Timeout.ofMilliseconds(Math.max(1, limit.toMillis()));
        RequestConfig once = RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setResponseTimeout(timeout)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections(resolver, timeout))
                .setDefaultRequestConfig(once)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent(USER_AGENT)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(DnsResolver resolver, Timeout timeout) {
        Http1Config boundedHead = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_LINE_LENGTH)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(boundedHead)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .build())
                .build();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "post");
        thread.setDaemon(true);
        return thread;
    }
}
