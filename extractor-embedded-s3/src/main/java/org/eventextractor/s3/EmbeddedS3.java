package org.eventextractor.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3 on a folder: {@code folder/bucket/key} are plain files that outlive it. Listens on 127.0.0.1 and takes requests
 * signed with {@link LocalCredentials}.
 *
 * <p>Of several writers with the same condition exactly one wins. It cannot hold {@code a} and {@code a/b} as keys of
 * one bucket. Thread-safe.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 64;

    private final S3Proxy server;

    private EmbeddedS3(S3Proxy server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param folder made if it is not there
     * @param port 0 for any free one
     * @param buckets made if they are not there
     * @param listener told of every object created
     * @throws UncheckedIOException if the folder cannot be made or the port cannot be had; the message says which
     */
    public static EmbeddedS3 start(Path folder, int port, List<String> buckets, ObjectCreatedListener listener) {
        BlobStore store = new AtomicIfMatch(openStore(folder));
        buckets.stream().filter(bucket -> !store.containerExists(bucket)).forEach(store::createContainer);
        S3Proxy server = S3Proxy.builder()
                .blobStore(new NotifyingBlobStore(store, listener, Clock.systemUTC()))
                .endpoint(URI.create("http://" + LOOPBACK + ":" + port))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        LocalCredentials.ACCESS_KEY_ID,
                        LocalCredentials.SECRET_ACCESS_KEY)
                .jettyMaxThreads(THREADS)
                .ignoreUnknownHeaders(true)
                .build();
        startServer(server, port);
        return new EmbeddedS3(server);
    }

    /** Where it listens: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + server.getPort());
    }

    /** The variables that make the AWS SDKs and the AWS CLI talk to it. */
    public Map<String, String> clientEnvironment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", endpoint().toString(),
                "AWS_REGION", LocalCredentials.REGION,
                "AWS_ACCESS_KEY_ID", LocalCredentials.ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY", LocalCredentials.SECRET_ACCESS_KEY);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded S3 did not stop", e);
        }
    }

    private static BlobStore openStore(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
        // Below a relative folder it lists nothing, and one with dots in it is refused.
        return new FilesystemNio2BlobStore(folder.toAbsolutePath().normalize().toString());
    }

    private static void startServer(S3Proxy server, int port) {
        try {
            server.start();
        } catch (Exception e) {
            IOException cause = new IOException(e.getMessage(), e);
            throw new UncheckedIOException("cannot listen on port " + port + "; is it in use?", cause);
        }
    }
}
