package org.eventextractor.core.storage.crt;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.S3Clients;
import org.eventextractor.core.storage.S3ObjectStore;
import org.eventextractor.core.storage.StoreObjectReader;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a GET of 20 KB costs, in CPU time of the whole process, through either reader in turn. The server is a process of
 * its own that answers after 25 ms.
 *
 * <p>Run it with the test class path of extractor-core: {@code java -cp … org.eventextractor.core.storage.crt.ReadCost}.
 */
public final class ReadCost {

    private static final int SIZE = 20_000;
    private static final int ROUNDS = 6;
    private static final int READS = 20_000;
    private static final int IN_FLIGHT = 128;
    private static final long LATENCY_MILLIS = 25;

    private ReadCost() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            serve();
            return;
        }
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadCost.class.getName(),
                        "serve")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = server.inputReader()) {
            compare(Integer.parseInt(out.readLine()));
        } finally {
            server.destroy();
        }
    }

    private static void compare(int port) throws Exception {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port,
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret");
        ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
        try (S3Client client = S3Clients.create(environment, IN_FLIGHT);
                AsyncObjectReader sdk = new StoreObjectReader(new S3ObjectStore(client, "bucket"), threads);
                AsyncObjectReader crt = CrtObjectReader.open(environment, "bucket", IN_FLIGHT)) {
            for (int round = 1; round <= ROUNDS; round++) {
                measure("crt", round, crt);
                measure("sdk", round, sdk);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void measure(String name, int round, AsyncObjectReader reader) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        List<CompletableFuture<byte[]>> window = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            window.add(reader.read("events/day=2024-01-01/part-" + i, ReadCondition.ifMatch("tag"), SIZE));
            if (window.size() == 2 * IN_FLIGHT) {
                window.subList(0, IN_FLIGHT).forEach(CompletableFuture::join);
                window.subList(0, IN_FLIGHT).clear();
            }
        }
        window.forEach(CompletableFuture::join);
        System.out.printf(
                "round %d %s: %.0f CPU us and %.0f wall us a GET%n",
                round,
                name,
                (system.getProcessCpuTime() - cpu) / 1e3 / READS,
                (System.nanoTime() - wall) / 1e3 / READS);
    }

    private static void serve() throws IOException {
        byte[] answer = ("HTTP/1.1 200 OK\r\nETag: \"tag\"\r\nx-amz-request-id: R\r\nx-amz-id-2: I\r\nServer: S\r\n"
                        + "Accept-Ranges: bytes\r\nContent-Length: " + SIZE + "\r\n\r\n" + "x".repeat(SIZE))
                .getBytes(StandardCharsets.US_ASCII);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection, answer));
            }
        }
    }

    private static void serve(Socket connection, byte[] answer) {
        try (connection) {
            connection.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = connection.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    Thread.sleep(LATENCY_MILLIS);
                    out.write(answer);
                    out.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
