package org.eventextractor.benchmarks.inner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.data.DayFolders;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.scan.BinaryVector;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.IntVector;
import org.eventextractor.job.scan.LeafVector;
import org.eventextractor.job.scan.LongVector;
import org.eventextractor.job.scan.PageCodecs;
import org.eventextractor.job.scan.RowBatch;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.eventextractor.job.write.format.ColumnEncoder;
import org.eventextractor.job.write.format.LeafMapping;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encoding the decoded rows of small files into the compressed pages of one row group: the product beside
 * parquet-java's column writers. The figure is nanoseconds a row of 16 leaves; nothing is read or written.
 *
 * <p>From the repository's root, with the data of {@code scripts/bench}, which it makes if they are not there:
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" org.openjdk.jmh.Main ColumnEncoding
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Dlogback.configurationFile=logback-benchmarks.xml")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class ColumnEncodingBenchmark {

    private static final int FILES = 1_000;
    private static final int ROWS = 124 * FILES;

    private final ParquetProperties properties =
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();

    private MessageType schema = new MessageType("none");
    private List<RowBatch> batches = List.of();

    /** Reads and decodes the files. */
    @Setup
    public void decode() throws IOException, UnreadableObjectException {
        DataSet small = new BenchData(Path.of("target", "bench", "data")).small();
        EventScanner scanner = new EventScanner(
                CatalogueReader.defaultCatalogue().find("started_session").orElseThrow(),
                small.everything(),
                UserSelection.everyone(),
                List.of());
        batches = new ArrayList<>();
        for (Path file : DayFolders.files(small.folder(), small.firstDay()).subList(0, FILES)) {
            byte[] bytes = Files.readAllBytes(file);
            SourceObject source = new SourceObject("a.parquet", bytes.length, "tag", "started_session");
            ScannedObject scanned = scanner.scan(new FetchedObject.Whole(source, bytes));
            schema = scanned.schema();
            batches.add(scanned.nextBatch());
        }
        long rows = batches.stream().mapToLong(RowBatch::rows).sum();
        if (rows != ROWS) {
            throw new IllegalStateException(rows + " rows, not " + ROWS);
        }
    }

    /** The product's encoders, column by column, each batch as a whole. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long product() throws IOException {
        List<ColumnDescriptor> leaves = schema.getColumns();
        try (ColumnChunkPageWriteStore pages = pages()) {
            List<ColumnEncoder> encoders = leaves.stream()
                    .map(leaf -> new ColumnEncoder(leaf, properties.getPageSizeThreshold()))
                    .toList();
            IntStream.range(0, leaves.size()).forEach(i -> encoders.get(i).start(pages.getPageWriter(leaves.get(i))));
            List<LeafMapping> same = IntStream.range(0, leaves.size())
                    .mapToObj(i -> identity(i, leaves.get(i)))
                    .toList();
            for (RowBatch batch : batches) {
                for (int i = 0; i < encoders.size(); i++) {
                    encoders.get(i).append(batch.leaves().get(i), same.get(i), 0, batch.rows());
                }
            }
            for (ColumnEncoder encoder : encoders) {
                encoder.finish();
            }
            return bytes(pages);
        }
    }

    /** Control: parquet-java's column writers, value by value. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long parquetJava() {
        try (ColumnChunkPageWriteStore pages = pages();
                ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages)) {
            List<ColumnWriter> writers =
                    schema.getColumns().stream().map(columns::getColumnWriter).toList();
            for (RowBatch batch : batches) {
                for (int i = 0; i < writers.size(); i++) {
                    write(batch.leaves().get(i), writers.get(i));
                }
                for (int row = 0; row < batch.rows(); row++) {
                    columns.endRecord();
                }
            }
            columns.flush();
            return bytes(pages);
        }
    }

    private ColumnChunkPageWriteStore pages() {
        return ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> new PageCodecs().getCompressor(CompressionCodecName.SNAPPY))
                .withSchema(schema)
                .withAllocator(properties.getAllocator())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(true)
                .build();
    }

    private long bytes(ColumnChunkPageWriteStore pages) {
        return schema.getColumns().stream()
                .mapToLong(leaf -> pages.getPageWriter(leaf).getMemSize())
                .sum();
    }

    private static LeafMapping identity(int index, ColumnDescriptor leaf) {
        int[] levels = IntStream.rangeClosed(0, leaf.getMaxDefinitionLevel()).toArray();
        return new LeafMapping(index, false, levels, leaf.getMaxRepetitionLevel());
    }

    private static void write(LeafVector source, ColumnWriter target) {
        for (int entry = 0; entry < source.entries(); entry++) {
            int repetition = source.repetitionLevel(entry);
            int definition = source.definitionLevel(entry);
            if (source.isPresent(entry)) {
                writeValue(source, entry, target, repetition, definition);
            } else {
                target.writeNull(repetition, definition);
            }
        }
    }

    private static void writeValue(LeafVector source, int entry, ColumnWriter target, int repetition, int definition) {
        if (source instanceof BinaryVector binaries) {
            int number = binaries.number(entry);
            Binary value =
                    Binary.fromReusedByteArray(binaries.bytes(), binaries.start(number), binaries.length(number));
            target.write(value, repetition, definition);
        } else if (source instanceof LongVector longs) {
            target.write(longs.value(entry), repetition, definition);
        } else {
            target.write(((IntVector) source).value(entry), repetition, definition);
        }
    }
}
