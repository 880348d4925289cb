package org.eventextractor.core.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** An HTTP server that answers as it is told, byte for byte: the first answer to the first request, and so on. */
public final class FaultyServer implements AutoCloseable {

    /** What to do with a connection on which a request has come in. */
    public interface Answer {
        /** Answers; throwing, or closing the connection, is an answer too. */
        void to(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final String scheme;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<List<String>> requests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private FaultyServer(ServerSocket server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        threads.execute(this::accept);
    }

    public static FaultyServer start() throws IOException {
        return new FaultyServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
    }

    /** Speaks TLS. */
    public static FaultyServer start(ServerSocketFactory tls) throws IOException {
        return new FaultyServer(tls.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), "https");
    }

    public URI endpoint() {
        return URI.create(scheme + "://localhost:" + server.getLocalPort());
    }

    /** The environment with which an S3 client reaches it. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", endpoint().toString(),
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret");
    }

    public FaultyServer then(Answer answer) {
        answers.add(answer);
        return this;
    }

    /** The requests so far, each as its lines. */
    public List<List<String>> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return connections.get();
    }

    /** The object, whole. */
    public static Answer body(byte[] bytes, String... headers) {
        return announced(bytes.length, bytes, headers);
    }

    /** A range of an object of some length, of which so many bytes are sent; the connection stays open. */
    public static Answer part(long offset, byte[] range, int sent) {
        String contentRange = "Content-Range: bytes " + offset + "-" + (offset + range.length - 1) + "/1000000";
        return answer("206 Partial Content", range.length, Arrays.copyOf(range, sent), contentRange);
    }

    /** An object of some length, of which so much is sent; the connection stays open. */
    public static Answer announced(long length, byte[] sent, String... headers) {
        return answer("200 OK", length, sent, headers);
    }

    private static Answer answer(String status, long length, byte[] sent, String... headers) {
        return connection -> {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nETag: \"tag\"\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(length).append("\r\n\r\n");
            OutputStream out = connection.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
            out.write(sent);
            out.flush();
        };
    }

    /** An error as S3 spells it. */
    public static Answer error(int status, String code) {
        String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>told to</Message></Error>";
        return connection -> {
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 " + status + " Told\r\nx-amz-request-id: R1\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        };
    }

    /** An answer, then the end of the connection in good order. */
    public static Answer thenClose(Answer first) {
        return connection -> {
            first.to(connection);
            connection.close();
        };
    }

    /** An answer, then a reset of the connection. */
    public static Answer thenReset(Answer first) {
        return connection -> {
            first.to(connection);
            connection.setSoLinger(true, 0);
            connection.close();
        };
    }

    /** Never a word. */
    public static Answer silence() {
        return connection -> {};
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            threads.shutdownNow();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            while (!connection.isClosed()) {
                List<String> request = readHead(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                answers.remove().to(connection);
            }
        } catch (IOException e) {
            // The client gave up, or this server did: both are meant.
        }
    }

    private static List<String> readHead(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
