package org.eventextractor.benchmarks.inner;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.data.DayFolders;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.S3Clients;
import org.eventextractor.core.storage.S3ObjectStore;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.core.storage.crt.CrtObjectReader;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a GET of a small object costs over TLS, in CPU time of the whole process: the product's reader in turns with the
 * bare Common Runtime below it and with the SDK's client. Nothing is scanned. The server is a process of its own that
 * answers after 25 ms.
 *
 * <p>CPU time is what JMH does not measure, so this is a program, run from the repository's root:
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
 *   org.eventextractor.benchmarks.inner.ReadCost
 * }</pre>
 */
public final class ReadCost {

    private static final String BUCKET = "events";
    private static final int ROUNDS = 5;
    private static final int READS = 20_000;
    private static final int IN_FLIGHT = 128;

    /** A way to read. */
    @FunctionalInterface
    interface Reads {
        CompletableFuture<byte[]> begin(String bucket, String key, String eTag, int size);
    }

    private ReadCost() {}

    /** Prints a line for each round and way; the names of the ways to compare may be given. */
    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
        try (ServerProcess server = ServerProcess.start()) {
            trust(server.environment());
            try (S3Client client = S3Clients.create(server.environment(), IN_FLIGHT);
                    AsyncObjectReader crt = CrtObjectReader.open(server.environment(), BUCKET, IN_FLIGHT)) {
                ObjectStore store = new S3ObjectStore(client, BUCKET);
                Map<String, Reads> ways = new LinkedHashMap<>();
                ways.put("product", through(crt));
                ways.put("runtime", new RawReads(server.environment(), IN_FLIGHT));
                ways.put("sdk", through(new StoreObjectReader(store, threads)));
                if (arguments.length > 0) {
                    ways.keySet().retainAll(List.of(arguments));
                }
                compare(ways, objects(store));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void compare(Map<String, Reads> ways, List<ObjectSummary> objects) {
        for (int round = 1; round <= ROUNDS; round++) {
            for (var way : ways.entrySet()) {
                measure(round + " " + way.getKey(), way.getValue(), objects);
            }
        }
    }

    private static void measure(String name, Reads reads, List<ObjectSummary> objects) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        Queue<CompletableFuture<byte[]>> window = new ArrayDeque<>();
        for (int i = 0; i < READS; i++) {
            ObjectSummary object = objects.get(i % objects.size());
            window.add(reads.begin(BUCKET, object.key(), object.eTag(), (int) object.size()));
            if (window.size() == IN_FLIGHT) {
                window.remove().join();
            }
        }
        window.forEach(CompletableFuture::join);
        System.out.printf(
                Locale.ROOT,
                "round %s: %.0f CPU us and %.0f wall us a GET%n",
                name,
                (system.getProcessCpuTime() - cpu) / 1e3 / READS,
                (System.nanoTime() - wall) / 1e3 / READS);
    }

    private static Reads through(AsyncObjectReader reader) {
        return (bucket, key, eTag, size) -> reader.read(key, ReadCondition.ifMatch(eTag), size);
    }

    private static List<ObjectSummary> objects(ObjectStore store) throws Exception {
        DataSet files = ServerProcess.files();
        return new ArrayList<>(
                store.list(DayFolders.prefix(files.firstDay()), null).objects());
    }

    /** The SDK's client trusts what the JVM trusts. */
    private static void trust(Map<String, String> environment) {
        for (String option : environment.getOrDefault("JAVA_TOOL_OPTIONS", "").split(" ", -1)) {
            String[] property = option.substring("-D".length()).split("=", 2);
            System.setProperty(property[0], property[1]);
        }
    }
}
