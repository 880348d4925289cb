package org.eventextractor.job.scan;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.SeekableInputStream;
import org.eventextractor.job.scan.format.ByteSlice;
import org.eventextractor.job.scan.format.PageProof;
import org.jspecify.annotations.Nullable;

/**
 * A column chunk as it lies in a file.
 *
 * @param metadata what the file says of it
 * @param bytes all its pages
 * @param proven whether they need not be decoded to show that they are sound: see {@link PageProof}
 * @param columnIndex null if the file has none
 * @param offsetIndex null if the file has none
 */
public record RawColumnChunk(
        ColumnDescriptor column,
        ColumnChunkMetaData metadata,
        ByteSlice bytes,
        boolean proven,
        @Nullable ColumnIndex columnIndex,
        @Nullable OffsetIndex offsetIndex) {

    /** The bytes, at the same positions as in the file. The caller closes it. */
    public SeekableInputStream stream() {
        return new ChunkStream(bytes, metadata.getStartingPos());
    }
}
