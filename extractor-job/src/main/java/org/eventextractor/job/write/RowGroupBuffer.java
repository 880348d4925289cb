package org.eventextractor.job.write;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.job.scan.RowBatch;
import org.eventextractor.job.write.format.ColumnEncoder;
import org.eventextractor.job.write.format.LeafMapping;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a row group, encoded in memory until it is flushed; then those of the next. Not safe for use by many
 * threads.
 */
final class RowGroupBuffer implements Closeable {

    private final MessageType schema;
    private final BytesInputCompressor compressor;
    private final ParquetProperties properties;
    private final List<ColumnEncoder> columns;
    /** Null as long as there are no rows. */
    private @Nullable ColumnChunkPageWriteStore pages;

    private long rows;

    RowGroupBuffer(MessageType schema, BytesInputCompressor compressor, ParquetProperties properties) {
        this.schema = schema;
        this.compressor = compressor;
        this.properties = properties;
        int pageBytes = properties.getPageSizeThreshold();
        columns = schema.getColumns().stream()
                .map(leaf -> new ColumnEncoder(leaf, pageBytes))
                .toList();
    }

    /** Appends rows {@code fromRow} (included) to {@code toRow} (excluded), leaf by leaf. */
    void append(RowBatch batch, int fromRow, int toRow, SchemaMapping mapping) throws IOException {
        if (pages == null) {
            pages = open();
        }
        for (int i = 0; i < columns.size(); i++) {
            LeafMapping leaf = mapping.leaves().get(i);
            columns.get(i).append(batch.leaves().get(leaf.sourceLeaf()), leaf, fromRow, toRow);
        }
        rows += toRow - fromRow;
    }

    long rows() {
        return rows;
    }

    /** What the encoded rows take. */
    long bytes() {
        return sum(ColumnEncoder::bytes);
    }

    /** The memory that the rows take, with what their values are looked up by. */
    long memoryBytes() {
        return sum(ColumnEncoder::memoryBytes);
    }

    private long sum(ToLongFunction<ColumnEncoder> bytes) {
        return pages == null ? 0 : columns.stream().mapToLong(bytes).sum();
    }

    /** Writes the rows as one row group, if there are any, and begins the next one. */
    void flush(ParquetFileWriter file) throws IOException {
        if (pages == null) {
            return;
        }
        file.startBlock(rows);
        for (ColumnEncoder column : columns) {
            column.finish();
        }
        pages.flushToFileWriter(file);
        file.endBlock();
        close();
    }

    /** Gives up the rows. */
    @Override
    public void close() {
        if (pages != null) {
            pages.close();
            pages = null;
            rows = 0;
        }
    }

    private ColumnChunkPageWriteStore open() {
        ColumnChunkPageWriteStore store = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(schema)
                .withAllocator(properties.getAllocator())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .build();
        List<ColumnDescriptor> leaves = schema.getColumns();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).start(store.getPageWriter(leaves.get(i)));
        }
        return store;
    }
}
