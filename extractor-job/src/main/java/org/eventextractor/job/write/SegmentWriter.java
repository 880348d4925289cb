package org.eventextractor.job.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.job.scan.BatchReader;
import org.eventextractor.job.scan.PageCodecs;
import org.eventextractor.job.scan.RangeInputFile;
import org.eventextractor.job.scan.RowBatch;

/** Writes one local file of one schema. The same rows in the same order give the same bytes. Not thread-safe. */
final class SegmentWriter {

    /** A row group ends after a multiple of so many rows, however many are appended at a time. */
    private static final int STRIDE_ROWS = 128;

    private final Path file;
    private final MessageType schema;
    private final long rowGroupBytes;
    private final ParquetFileWriter writer;
    private final RowGroupBuffer buffer;
    private final IdentityHashMap<MessageType, SchemaMapping> mappings = new IdentityHashMap<>();
    private long rows;

    SegmentWriter(Path file, MessageType schema, WriteOptions options) throws IOException {
        this.file = file;
        this.schema = schema;
        rowGroupBytes = options.rowGroupBytes();
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withPageSize(options.pageBytes())
                .withDictionaryEncoding(true)
                .withPageWriteChecksumEnabled(true)
                .build();
        BytesInputCompressor compressor = new PageCodecs().getCompressor(codec(options.compression()));
        buffer = new RowGroupBuffer(schema, compressor, properties);
        writer = new ParquetFileWriter(
                new LocalOutputFile(file),
                schema,
                ParquetFileWriter.Mode.OVERWRITE,
                rowGroupBytes,
                0,
                null,
                properties);
        writer.start();
    }

    MessageType schema() {
        return schema;
    }

    Path file() {
        return file;
    }

    long rows() {
        return rows;
    }

    /** @param source the schema of the batch; the same instance for the same schema spares work */
    void append(RowBatch batch, MessageType source) throws IOException {
        SchemaMapping mapping = mappings.computeIfAbsent(source, from -> SchemaMapping.of(from, schema));
        int from = 0;
        while (from < batch.rows()) {
            int toEndOfStride = STRIDE_ROWS - (int) (buffer.rows() % STRIDE_ROWS);
            int to = Math.min(batch.rows(), from + toEndOfStride);
            buffer.append(batch, from, to, mapping);
            if (buffer.rows() % STRIDE_ROWS == 0 && buffer.bytes() >= rowGroupBytes) {
                buffer.flush(writer);
            }
            from = to;
        }
        rows += batch.rows();
    }

    /** Appends all rows of a finished segment: as they are if it has this schema, else leaf by leaf. */
    void append(Segment segment) throws IOException {
        if (segment.schema().equals(schema)) {
            buffer.flush(writer);
            copyRowGroups(segment.file());
            rows += segment.rows();
            return;
        }
        BatchReader batches = BatchReader.allRows(RangeInputFile.onDisk(segment.file()));
        for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
            append(batch, segment.schema());
        }
    }

    /** Completes the file. */
    Segment finish(Map<String, String> metadata) throws IOException {
        buffer.flush(writer);
        writer.end(metadata);
        return new Segment(file, schema, rows);
    }

    /** Gives the file up and removes it. */
    void discard() throws IOException {
        buffer.close();
        writer.abort();
        writer.close();
        Files.deleteIfExists(file);
    }

    private void copyRowGroups(Path from) throws IOException {
        RangeInputFile input = RangeInputFile.onDisk(from);
        try (ParquetFileReader reader = BatchReader.openRaw(input);
                SeekableInputStream bytes = input.newStream()) {
            for (BlockMetaData rowGroup : reader.getRowGroups()) {
                writer.startBlock(rowGroup.getRowCount());
                copyColumnChunks(reader, bytes, rowGroup.getColumns());
                writer.endBlock();
            }
        }
    }

    private void copyColumnChunks(ParquetFileReader reader, SeekableInputStream bytes, List<ColumnChunkMetaData> chunks)
            throws IOException {
        List<ColumnDescriptor> leaves = schema.getColumns();
        for (int i = 0; i < leaves.size(); i++) {
            ColumnChunkMetaData chunk = chunks.get(i);
            writer.appendColumnChunk(
                    leaves.get(i), bytes, chunk, null, reader.readColumnIndex(chunk), reader.readOffsetIndex(chunk));
        }
    }

    private static CompressionCodecName codec(Compression compression) {
        return switch (compression) {
            case ZSTD -> CompressionCodecName.ZSTD;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case GZIP -> CompressionCodecName.GZIP;
            case NONE -> CompressionCodecName.UNCOMPRESSED;
        };
    }
}
