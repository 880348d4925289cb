package org.eventextractor.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;
import org.eventextractor.benchmarks.data.DataSet;

/**
 * Serves one bucket over HTTPS on the loopback interface, one thread a connection. The data set's few days appear as
 * the days of a long time.
 */
public final class ObjectServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final String BUCKET = "events";

    /** The cheapest that S3 offers as well; the JVM would rather take the dearest. */
    private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"};

    private final ServerSocket listener;
    private final TlsIdentity identity;
    private final Desk desk;
    private final Weather weather;
    private final Bandwidth bandwidth;
    private final Traffic traffic = new Traffic();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "object-server");
        thread.setDaemon(true);
        return thread;
    });

    private ObjectServer(ServerSocket listener, TlsIdentity identity, Desk desk, Weather weather) {
        this.listener = listener;
        this.identity = identity;
        this.desk = desk;
        this.weather = weather;
        this.bandwidth = new Bandwidth(weather.bytesPerSecond());
    }

    /**
     * Starts a server.
     *
     * @param days how many day folders the bucket has
     */
    public static ObjectServer start(DataSet data, int days, Weather weather, TlsIdentity identity) throws IOException {
        SSLServerSocket listener = (SSLServerSocket) identity.context()
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        listener.setEnabledCipherSuites(CIPHERS);
        ObjectServer server = new ObjectServer(listener, identity, new Desk(EndlessBucket.of(data, days)), weather);
        server.threads.execute(server::accept);
        return server;
    }

    /** Where the event types are. */
    public String eventsUri() {
        return "s3://" + BUCKET;
    }

    /** What a client's process needs to find and trust this server. */
    public Map<String, String> clientEnvironment() {
        URI endpoint = URI.create("https://localhost:" + listener.getLocalPort());
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                endpoint.toString(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "measure",
                "AWS_SECRET_ACCESS_KEY",
                "measure",
                "AWS_CA_BUNDLE",
                identity.certificate().toString(),
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + identity.keyStore() + " -Djavax.net.ssl.trustStorePassword="
                        + TlsIdentity.PASSWORD);
    }

    /** What it has been asked for since it started. */
    public TrafficReport traffic() {
        return traffic.report();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("The object server takes no more connections: " + e);
                }
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            new Connection(socket, desk, weather, bandwidth, traffic).serve();
        } catch (SocketException e) {
            // the client is gone, as clients go
        } catch (IOException e) {
            System.err.println("The object server gave up on a connection: " + e);
        }
    }
}
