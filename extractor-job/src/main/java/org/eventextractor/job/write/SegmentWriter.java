package org.eventextractor.job.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.job.scan.BatchReader;
import org.eventextractor.job.scan.PageCodecs;
import org.eventextractor.job.scan.RangeInputFile;
import org.eventextractor.job.scan.RawColumnChunk;
import org.eventextractor.job.scan.RawRowGroup;
import org.eventextractor.job.scan.RawRowGroups;
import org.eventextractor.job.scan.RowBatch;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;

/** Writes one local file of one schema. The same rows in the same order give the same bytes. Not thread-safe. */
final class SegmentWriter {

    /** A row group ends after a multiple of so many rows, however many are appended at a time. */
    private static final int STRIDE_ROWS = 128;

    private final Path file;
    private final SegmentFile output;
    private final MessageType schema;
    private final WriteOptions options;
    private final CompressionCodecName codec;
    private final ParquetFileWriter writer;
    private final RowGroupBuffer buffer;
    private final IdentityHashMap<MessageType, SchemaMapping> mappings = new IdentityHashMap<>();
    private long rows;
    private int rowGroups;

    /** @param buffers of one is made use until the segment is finished or discarded */
    SegmentWriter(Path file, MessageType schema, WriteOptions options, FileBuffers buffers) throws IOException {
        this.file = file;
        this.schema = schema;
        this.options = options;
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withPageSize(options.pageBytes())
                .withDictionaryEncoding(true)
                .withPageWriteChecksumEnabled(true)
                .build();
        codec = codec(options.compression());
        BytesInputCompressor compressor = new PageCodecs().getCompressor(codec);
        buffer = new RowGroupBuffer(schema, compressor, properties);
        output = new SegmentFile(file, buffers);
        writer = new ParquetFileWriter(
                output, schema, ParquetFileWriter.Mode.OVERWRITE, options.rowGroupBytes(), 0, null, properties);
        writer.start();
    }

    MessageType schema() {
        return schema;
    }

    Path file() {
        return file;
    }

    /** Appends all rows that are left of an object: row groups as they are where they have this schema and codec. */
    void append(ScannedObject object) throws IOException, UnreadableObjectException {
        boolean sameSchema = object.schema().equals(schema);
        while (true) {
            RawRowGroup whole = sameSchema ? object.nextRaw(codec) : null;
            RowBatch batch = whole == null ? object.nextBatch() : null;
            if (whole != null) {
                append(whole);
            } else if (batch != null) {
                append(batch, object.schema());
            } else {
                return;
            }
        }
    }

    /** @param source the schema of the batch; the same instance for the same schema spares work */
    void append(RowBatch batch, MessageType source) throws IOException {
        SchemaMapping mapping = mappings.computeIfAbsent(source, from -> SchemaMapping.of(from, schema));
        int from = 0;
        while (from < batch.rows()) {
            int toEndOfStride = STRIDE_ROWS - (int) (buffer.rows() % STRIDE_ROWS);
            int to = Math.min(batch.rows(), from + toEndOfStride);
            buffer.append(batch, from, to, mapping);
            if (buffer.rows() % STRIDE_ROWS == 0 && isFull()) {
                flush();
            }
            from = to;
        }
        rows += batch.rows();
    }

    /** Appends a row group as it is; it has this segment's schema and codec. */
    void append(RawRowGroup rowGroup) throws IOException {
        flush();
        writer.startBlock(rowGroup.rows());
        for (RawColumnChunk chunk : rowGroup.chunks()) {
            try (SeekableInputStream bytes = chunk.stream()) {
                writer.appendColumnChunk(
                        chunk.column(), bytes, chunk.metadata(), null, chunk.columnIndex(), chunk.offsetIndex());
            }
        }
        writer.endBlock();
        rowGroups++;
        rows += rowGroup.rows();
    }

    /**
     * Ends the row group, so that what follows can be taken back: what there is until now, once the file is finished.
     */
    Segment mark() throws IOException {
        flush();
        return new Segment(file, schema, rows, rowGroups);
    }

    /** Appends all rows of a finished segment: as they are if it has this schema, else leaf by leaf. */
    void append(Segment segment) throws IOException {
        if (segment.schema().equals(schema)) {
            copyRowGroups(segment);
            return;
        }
        BatchReader batches = BatchReader.firstRows(RangeInputFile.onDisk(segment.file()), segment.rowGroups());
        for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
            append(batch, segment.schema());
        }
    }

    /** Completes the file. */
    Segment finish(Map<String, String> metadata) throws IOException {
        flush();
        writer.end(metadata);
        return new Segment(file, schema, rows, rowGroups);
    }

    /** Gives the file up and removes it. */
    void discard() throws IOException {
        buffer.close();
        writer.abort();
        writer.close();
        // an aborted writer does not
        output.close();
        Files.deleteIfExists(file);
    }

    private boolean isFull() {
        return buffer.bytes() >= options.rowGroupBytes() || buffer.memoryBytes() >= options.memoryBytes();
    }

    private void flush() throws IOException {
        if (buffer.rows() > 0) {
            buffer.flush(writer);
            rowGroups++;
        }
    }

    private void copyRowGroups(Segment segment) throws IOException {
        RawRowGroups rowGroups = RawRowGroups.of(RangeInputFile.onDisk(segment.file()));
        for (int rowGroup = 0; rowGroup < segment.rowGroups(); rowGroup++) {
            append(rowGroups.read(rowGroup));
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
