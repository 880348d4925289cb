package org.eventextractor.job.parquet;

import java.util.Map;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How a test file is laid out.
 *
 * @param rowsPerRowGroup the most rows of a row group
 * @param rowsPerPage the most rows of a page
 */
public record FileLayout(
        CompressionCodecName codec,
        WriterVersion version,
        boolean dictionary,
        boolean checksums,
        int rowsPerRowGroup,
        int rowsPerPage,
        Map<String, String> metadata) {

    /** As production writes: snappy, pages v1, one row group. */
    public static FileLayout usual() {
        return new FileLayout(
                CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, true, true, 1 << 20, 20_000, Map.of());
    }

    public FileLayout withRows(int perRowGroup, int perPage) {
        return new FileLayout(codec, version, dictionary, checksums, perRowGroup, perPage, metadata);
    }

    public FileLayout withCodec(CompressionCodecName other) {
        return new FileLayout(other, version, dictionary, checksums, rowsPerRowGroup, rowsPerPage, metadata);
    }

    public FileLayout withMetadata(Map<String, String> other) {
        return new FileLayout(codec, version, dictionary, checksums, rowsPerRowGroup, rowsPerPage, other);
    }

    public FileLayout withoutDictionary() {
        return new FileLayout(codec, version, false, checksums, rowsPerRowGroup, rowsPerPage, metadata);
    }

    public FileLayout withoutChecksums() {
        return new FileLayout(codec, version, dictionary, false, rowsPerRowGroup, rowsPerPage, metadata);
    }
}
