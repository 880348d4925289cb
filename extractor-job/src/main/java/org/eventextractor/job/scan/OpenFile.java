package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A file that parquet-java reads, wherever it is and whatever it is encoded with. Holds nothing but memory, so it need not
 * be closed.
 */
final class OpenFile implements EventFile {

    /** Shared by all files: making them is what opening a file costs most. */
    static final ParquetReadOptions OPTIONS = ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageCodecs())
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false)
            .build();

    private final ParquetFileReader reader;
    private final FileMetaData metadata;
    private final long length;
    private final @Nullable ParsedVersion writerVersion;

    private OpenFile(ParquetFileReader reader, FileMetaData metadata, long length) {
        this.length = length;
        this.reader = reader;
        this.metadata = metadata;
        writerVersion = parseVersion(metadata.getCreatedBy());
    }

    /** @throws DamagedFileException if the footer contradicts the file's size or itself */
    static OpenFile open(RangeInputFile file) throws IOException {
        ParquetFileReader reader = ParquetFileReader.open(file, OPTIONS);
        FileMetaData metadata = reader.getFileMetaData();
        return new OpenFile(reader, metadata, file.getLength());
    }

    FileMetaData metadata() {
        return metadata;
    }

    @Override
    public int rowGroups() {
        return reader.getRowGroups().size();
    }

    @Override
    public int rows(int rowGroup) {
        return (int) block(rowGroup).getRowCount();
    }

    @Override
    public long uncompressedBytes(int rowGroup) {
        return block(rowGroup).getColumns().stream()
                .mapToLong(ColumnChunkMetaData::getTotalUncompressedSize)
                .sum();
    }

    @Override
    public @Nullable Statistics<?> statistics(int rowGroup, int leaf) {
        return block(rowGroup).getColumns().get(leaf).getStatistics();
    }

    /** Holds the row groups against the file's size, before anything is reserved by what they claim. */
    void requireSoundRowGroups(List<ColumnDescriptor> leaves) {
        FooterCheck check = new FooterCheck(leaves, length);
        reader.getRowGroups().forEach(check::require);
    }

    @Override
    public LeafReader[] read(int rowGroup, List<ColumnDescriptor> leaves) throws IOException {
        reader.setRequestedSchema(leaves);
        PageReadStore pages = reader.readRowGroup(rowGroup);
        LeafReader[] readers = new LeafReader[leaves.size()];
        for (int i = 0; i < readers.length; i++) {
            ColumnDescriptor leaf = leaves.get(i);
            readers[i] = new LeafReader(leaf, new ColumnReaderEntries(leaf, pages.getPageReader(leaf), writerVersion));
        }
        return readers;
    }

    private BlockMetaData block(int rowGroup) {
        return reader.getRowGroups().get(rowGroup);
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
