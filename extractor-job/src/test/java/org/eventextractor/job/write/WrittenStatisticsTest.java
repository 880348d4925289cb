package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.ColumnIndexBuilder;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.scan.EventScanner;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What files say of their pages and chunks, beside what parquet-java says of the same values. */
class WrittenStatisticsTest {

    private static final int CASES = 12;
    private static final int ROWS = 2_000;
    private static final Set<String> WITHOUT_ORDER = Set.of("span", "old_time");

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.range(0, CASES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofChunksAreThoseThatParquetJavaWrites(int seed) throws Exception {
        byte[] source = source(seed);
        Path control = Files.write(folder.resolve("control.parquet"), source);

        List<ColumnChunkMetaData> chunks = onlyRowGroup(write(source, seed));

        List<ColumnChunkMetaData> expected = onlyRowGroup(control);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(chunks.get(i).getStatistics())
                    .as(chunks.get(i).getPath().toDotString())
                    .isEqualTo(expected.get(i).getStatistics());
            assertThat(chunks.get(i).getSizeStatistics())
                    .usingRecursiveComparison()
                    .isEqualTo(expected.get(i).getSizeStatistics());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofPagesAreThoseOfTheirValues(int seed) throws Exception {
        Path file = write(source(seed), seed);

        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            PageReadStore rowGroup = reader.readNextRowGroup();
            ColumnReadStoreImpl columns = new ColumnReadStoreImpl(
                    rowGroup, new GroupRecordConverter(AllTypes.SCHEMA).getRootConverter(), AllTypes.SCHEMA, null);
            for (ColumnChunkMetaData chunk : onlyRowGroup(file)) {
                ColumnDescriptor column =
                        AllTypes.SCHEMA.getColumnDescription(chunk.getPath().toArray());
                OffsetIndex pages = reader.readOffsetIndex(chunk);
                ColumnIndex written = reader.readColumnIndex(chunk);
                if (WITHOUT_ORDER.contains(chunk.getPath().toDotString())) {
                    assertThat(written).isNull();
                } else {
                    ColumnIndex expected =
                            index(columns.getColumnReader(column), column, pages, rowGroup.getRowCount());
                    assertThat(text(written)).as(column.toString()).isEqualTo(text(expected));
                }
            }
        }
    }

    private Path write(byte[] source, int seed) throws Exception {
        WriteOptions options = new WriteOptions(Compression.SNAPPY, 64 << 20, 64 + new Random(seed).nextInt(10_000));
        EventScanner scanner = new EventScanner(Events.usualType(), Events.EVER, UserSelection.everyone(), List.of());
        try (PartWriter writer = new PartWriter(folder, "part.parquet", options, new FileBuffers())) {
            writer.append(scanner.scan(Events.whole(source)));
            return writer.finish().orElseThrow().file();
        }
    }

    /** Few distinct values, so that dictionaries pay, or many. */
    private static byte[] source(int seed) {
        Random random = new Random(seed);
        List<Group> rows = new AllTypes(random, seed % 2 == 0 ? 10 : 1_000_000).rows(ROWS);
        return GroupFiles.write(AllTypes.SCHEMA, rows, FileLayout.usual());
    }

    private static List<ColumnChunkMetaData> onlyRowGroup(Path file) throws IOException {
        List<BlockMetaData> rowGroups = GroupFiles.footer(file).getBlocks();
        assertThat(rowGroups).hasSize(1);
        return rowGroups.get(0).getColumns();
    }

    private static ColumnIndex index(ColumnReader values, ColumnDescriptor column, OffsetIndex pages, long rows) {
        ColumnIndexBuilder index = ColumnIndexBuilder.getBuilder(column.getPrimitiveType(), 64);
        long read = 0;
        for (int page = 0; page < pages.getPageCount(); page++) {
            long end = pages.getLastRowIndex(page, rows) + 1;
            Statistics<?> bounds = Statistics.createStats(column.getPrimitiveType());
            SizeStatistics.Builder sizes = SizeStatistics.newBuilder(
                    column.getPrimitiveType(), column.getMaxRepetitionLevel(), column.getMaxDefinitionLevel());
            for (; read < end; read++) {
                readRow(values, column, bounds, sizes);
            }
            index.add(bounds, sizes.build());
        }
        return index.build();
    }

    private static void readRow(
            ColumnReader values, ColumnDescriptor column, Statistics<?> bounds, SizeStatistics.Builder sizes) {
        do {
            int definitionLevel = values.getCurrentDefinitionLevel();
            sizes.add(values.getCurrentRepetitionLevel(), definitionLevel);
            if (definitionLevel == column.getMaxDefinitionLevel()) {
                collect(values, column, bounds);
            } else {
                bounds.incrementNumNulls();
            }
            values.consume();
        } while (values.getCurrentRepetitionLevel() > 0);
    }

    private static void collect(ColumnReader values, ColumnDescriptor column, Statistics<?> bounds) {
        switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> bounds.updateStats(values.getInteger());
            case INT64 -> bounds.updateStats(values.getLong());
            case FLOAT -> bounds.updateStats(values.getFloat());
            case DOUBLE -> bounds.updateStats(values.getDouble());
            case BOOLEAN -> bounds.updateStats(values.getBoolean());
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> bounds.updateStats(values.getBinary());
        }
    }

    private static String text(ColumnIndex index) {
        return index + "\n" + index.getBoundaryOrder() + index.getNullCounts() + index.getNullPages()
                + index.getDefinitionLevelHistogram() + index.getRepetitionLevelHistogram();
    }
}
