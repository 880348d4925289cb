package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A file whose footer was read and found sound. Holds nothing but memory, so it need not be closed. Not safe for use by
 * many threads at a time.
 */
final class OpenFile {

    /** Shared by all files: making them is what opening a file costs most. */
    static final ParquetReadOptions OPTIONS = ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageCodecs())
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false)
            .build();

    private final ParquetFileReader reader;
    private final FileMetaData metadata;
    private final @Nullable ParsedVersion writerVersion;

    private OpenFile(ParquetFileReader reader, FileMetaData metadata) {
        this.reader = reader;
        this.metadata = metadata;
        writerVersion = parseVersion(metadata.getCreatedBy());
    }

    /** @throws DamagedFileException if the footer contradicts the file's size or itself */
    static OpenFile open(RangeInputFile file) throws IOException {
        ParquetFileReader reader = ParquetFileReader.open(file, OPTIONS);
        FileMetaData metadata = reader.getFileMetaData();
        return new OpenFile(reader, metadata);
    }

    FileMetaData metadata() {
        return metadata;
    }

    List<BlockMetaData> rowGroups() {
        return reader.getRowGroups();
    }

    /** Holds the row groups against the file's size, before anything is reserved by what they claim. */
    void requireSoundRowGroups(List<ColumnDescriptor> leaves, long fileLength) {
        FooterCheck check = new FooterCheck(leaves, fileLength);
        rowGroups().forEach(check::require);
    }

    /** Fetches the column chunks of some leaves of a row group, and no others. */
    LeafReader[] read(int rowGroup, List<ColumnDescriptor> leaves) throws IOException {
        reader.setRequestedSchema(leaves);
        PageReadStore pages = reader.readRowGroup(rowGroup);
        LeafReader[] readers = new LeafReader[leaves.size()];
        for (int i = 0; i < readers.length; i++) {
            ColumnDescriptor leaf = leaves.get(i);
            readers[i] = new LeafReader(leaf, pages.getPageReader(leaf), writerVersion);
        }
        return readers;
    }

    /** Old writers are known by their version for the faults of their encodings. */
    private static @Nullable ParsedVersion parseVersion(@Nullable String createdBy) {
        try {
            return createdBy == null ? null : VersionParser.parse(createdBy);
        } catch (VersionParseException unknownWriter) {
            return null;
        }
    }
}
