package org.eventextractor.benchmarks.inner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.io.api.Binary;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.data.DayFolders;
import org.eventextractor.benchmarks.peer.AvroFiles;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Finding and decoding the wanted rows of a small file that is in memory: the product beside parquet-avro, record by
 * record, and beside parquet-avro with parquet-java's own filter. All three find the same rows, or the setup fails.
 *
 * <p>From the repository's root, with the data of {@code scripts/bench}, which it makes if they are not there:
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" org.openjdk.jmh.Main SmallFileScan
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Dlogback.configurationFile=logback-benchmarks.xml")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class SmallFileScanBenchmark {

    private static final int FILES = 1_000;

    /** How many of the 50,000 users are wanted. */
    @Param({"100", "5000"})
    private int users;

    private List<byte[]> files = List.of();
    private Set<ByteBuffer> wanted = Set.of();
    private FilterCompat.Filter filter = FilterCompat.NOOP;
    private EventScanner scanner = scanner(UserSelection.everyone(), DataSet.range(BenchData.firstDay(), 1));

    /** Loads the files. */
    @Setup
    public void load() throws IOException, UnreadableObjectException {
        DataSet small = new BenchData(Path.of("target", "bench", "data")).small();
        files = new ArrayList<>();
        for (Path file : DayFolders.files(small.folder(), small.firstDay()).subList(0, FILES)) {
            files.add(Files.readAllBytes(file));
        }
        UserSelection selection = BenchData.users(users);
        wanted = new HashSet<>();
        selection
                .users()
                .forEach(user -> wanted.add(ByteBuffer.allocate(16)
                        .putLong(user.getMostSignificantBits())
                        .putLong(user.getLeastSignificantBits())
                        .flip()));
        Set<Binary> values = new HashSet<>();
        wanted.forEach(user -> values.add(Binary.fromConstantByteBuffer(user)));
        filter = FilterCompat.get(FilterApi.in(FilterApi.binaryColumn("user_uuid"), values));
        scanner = scanner(selection, small.everything());
        requireSame(product(), avro(), avroWithFilter());
    }

    /** The product's scanner; its matching rows are decoded, not written. */
    @Benchmark
    @OperationsPerInvocation(FILES)
    public long product() throws UnreadableObjectException {
        long rows = 0;
        for (byte[] file : files) {
            SourceObject source = new SourceObject("a.parquet", file.length, "tag", "started_session");
            rows += scanner.scan(new FetchedObject.Whole(source, file)).tally().rowsMatched();
        }
        return rows;
    }

    /** Control: every record is made and looked at. */
    @Benchmark
    @OperationsPerInvocation(FILES)
    public long avro() throws IOException {
        return count(FilterCompat.NOOP);
    }

    /** Control: parquet-java looks at records before they are made. */
    @Benchmark
    @OperationsPerInvocation(FILES)
    public long avroWithFilter() throws IOException {
        return count(filter);
    }

    private long count(FilterCompat.Filter rowFilter) throws IOException {
        long[] rows = {0};
        for (byte[] file : files) {
            AvroFiles.read(file, rowFilter, row -> rows[0] += isWanted(row) ? 1 : 0);
        }
        return rows[0];
    }

    private boolean isWanted(GenericRecord row) {
        GenericFixed user = (GenericFixed) row.get("user_uuid");
        return user != null && wanted.contains(ByteBuffer.wrap(user.bytes()));
    }

    private static void requireSame(long product, long avro, long avroWithFilter) {
        if (product != avro || avro != avroWithFilter) {
            throw new IllegalStateException("different rows: " + product + ", " + avro + ", " + avroWithFilter);
        }
    }

    private static EventScanner scanner(UserSelection users, TimeRange range) {
        return new EventScanner(
                CatalogueReader.defaultCatalogue().find("started_session").orElseThrow(), range, users, List.of());
    }
}
