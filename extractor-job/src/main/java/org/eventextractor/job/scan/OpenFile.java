package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.job.scan.format.PageClaims;
import org.eventextractor.job.scan.format.StepMemory;
import org.jspecify.annotations.Nullable;

/**
 * A file that parquet-java reads, wherever it is and whatever it is encoded with: column chunks whole. Holds nothing
 * but memory, so it need not be closed.
 */
final class OpenFile implements EventFile {

    /** Shared by all files: making them is what opening a file costs most. */
    static final ParquetReadOptions OPTIONS = ParquetReadOptions.builder(configuration())
            .withCodecFactory(new PageCodecs())
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false)
            .build();

    private final ParquetFileReader reader;
    private final FileMetaData metadata;
    private final List<ColumnDescriptor> leaves;
    private final ByteRanges bytes;
    private final @Nullable ParsedVersion writerVersion;

    private OpenFile(ParquetFileReader reader, FileMetaData metadata, ByteRanges bytes) {
        this.bytes = bytes;
        this.reader = reader;
        this.metadata = metadata;
        leaves = metadata.getSchema().getColumns();
        writerVersion = parseVersion(metadata.getCreatedBy());
    }

    /** Lists and strings of a footer are reserved by the length that they claim. */
    private static PlainParquetConfiguration configuration() {
        PlainParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.setInt(ParquetMetadataConverter.PARQUET_THRIFT_STRING_SIZE_LIMIT, StepMemory.maxFooterBytes());
        return configuration;
    }

    /**
     * Reads a file's footer. Whether its row groups are sound is for {@link #requireSoundRowGroups} to say.
     *
     * @throws IOException if it cannot be read; of a damaged footer parquet-java throws what it comes upon, unchecked
     *     as well
     */
    static OpenFile open(RangeInputFile file) throws IOException {
        ParquetFileReader reader = ParquetFileReader.open(file, OPTIONS);
        return new OpenFile(reader, reader.getFileMetaData(), file.ranges());
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
    public ColumnDescriptor column(int leaf) {
        return leaves.get(leaf);
    }

    @Override
    public @Nullable Statistics<?> statistics(int rowGroup, int leaf) {
        return chunk(rowGroup, leaf).getStatistics();
    }

    /** All pages are read anyway. */
    @Override
    public @Nullable PageIndex pages(int rowGroup, int leaf) {
        return null;
    }

    @Override
    public @Nullable BloomFilter bloomFilter(int rowGroup, int leaf) {
        ColumnChunkMetaData chunk = chunk(rowGroup, leaf);
        try {
            return chunk.getBloomFilterOffset() < 0 ? null : reader.readBloomFilter(chunk);
        } catch (StorageException failure) {
            throw failure;
        } catch (RuntimeException | IOException damaged) {
            // it only spares work
            return null;
        }
    }

    /**
     * Holds the row groups against the file's size, before anything is reserved by what they claim.
     *
     * @throws org.eventextractor.job.scan.format.DamagedFileException if they contradict it, the schema or themselves
     */
    void requireSoundRowGroups() {
        FooterCheck check = new FooterCheck(leaves, bytes.length());
        reader.getRowGroups().forEach(check::require);
    }

    /** All of it is decoded. */
    @Override
    public @Nullable RawRowGroups raw() {
        return null;
    }

    @Override
    public List<LeafReader> read(int rowGroup, List<Integer> wanted, RowSelection rows) throws IOException {
        StepMemory.requireColumns(wanted.stream()
                .mapToLong(leaf -> chunk(rowGroup, leaf).getTotalSize())
                .sum());
        requirePageSizes(chunk(rowGroup, Collections.max(wanted)));
        List<ColumnDescriptor> columns = wanted.stream().map(leaves::get).toList();
        reader.setRequestedSchema(columns);
        PageReadStore pages = reader.readRowGroup(rowGroup);
        List<LeafReader> readers = new ArrayList<>(columns.size());
        for (ColumnDescriptor column : columns) {
            readers.add(new LeafReader(
                    column, new ColumnReaderEntries(column, pages.getPageReader(column), writerVersion)));
        }
        return readers;
    }

    /** @param last the column chunk that parquet-java reads last, and whose page headers it trusts */
    private void requirePageSizes(ColumnChunkMetaData last) throws IOException {
        long start = last.getStartingPos();
        long length = Math.min(last.getTotalSize() + PageClaims.MAX_BYTES_BEYOND, bytes.length() - start);
        CoalescedRanges ranges = new CoalescedRanges(bytes);
        ranges.add(start, length);
        ranges.fetch();
        PageClaims.requireSizes(ranges.get(start, (int) length), last.getValueCount());
    }

    ColumnChunkMetaData chunk(int rowGroup, int leaf) {
        return block(rowGroup).getColumns().get(leaf);
    }

    int leaves() {
        return leaves.size();
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
