package org.eventextractor.job.write;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.job.scan.RowBatch;

/** The rows of a row group, encoded in memory until it is flushed. Not safe for use by many threads. */
final class RowGroupBuffer {

    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final List<ColumnWriter> writers;
    private long rows;

    RowGroupBuffer(MessageType schema, BytesInputCompressor compressor, ParquetProperties properties) {
        pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(schema)
                .withAllocator(properties.getAllocator())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .build();
        columns = properties.newColumnWriteStore(schema, pages, pages);
        writers = schema.getColumns().stream().map(this::writer).toList();
    }

    private ColumnWriter writer(ColumnDescriptor leaf) {
        return columns.getColumnWriter(leaf);
    }

    /** Appends rows {@code fromRow} (included) to {@code toRow} (excluded), leaf by leaf. */
    void append(RowBatch batch, int fromRow, int toRow, SchemaMapping mapping) {
        for (int i = 0; i < writers.size(); i++) {
            mapping.leaves().get(i).copy(batch, fromRow, toRow, writers.get(i));
        }
        // pages may only end between rows, when every leaf has them
        for (int row = fromRow; row < toRow; row++) {
            columns.endRecord();
        }
        rows += toRow - fromRow;
    }

    /** The memory that the encoded rows take. */
    long bytes() {
        return columns.getBufferedSize();
    }

    /** Writes the rows as one row group; the buffer is of no use afterwards. */
    void flush(ParquetFileWriter file) throws IOException {
        file.startBlock(rows);
        columns.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        close();
    }

    void close() {
        columns.close();
        pages.close();
    }
}
