package org.eventextractor.job.scan;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.FooterClaims;

/** Holds what a footer claims of its row groups against the file's size and schema. */
final class FooterCheck {

    private final List<ColumnDescriptor> leaves;
    private final long fileLength;

    FooterCheck(List<ColumnDescriptor> leaves, long fileLength) {
        this.leaves = leaves;
        this.fileLength = fileLength;
    }

    /** @throws DamagedFileException if the row group cannot be as its metadata says */
    void require(BlockMetaData rowGroup) {
        FooterClaims.requireRows(rowGroup.getRowCount());
        List<ColumnChunkMetaData> chunks = rowGroup.getColumns();
        FooterClaims.requireChunks(chunks.size(), leaves.size());
        for (int i = 0; i < chunks.size(); i++) {
            requireChunk(chunks.get(i), leaves.get(i), rowGroup.getRowCount());
        }
    }

    private void requireChunk(ColumnChunkMetaData chunk, ColumnDescriptor leaf, long rows) {
        ColumnPath path = chunk.getPath();
        if (!Arrays.equals(path.toArray(), leaf.getPath())) {
            throw new DamagedFileException(
                    "column " + path + " is where the schema has " + String.join(".", leaf.getPath()));
        }
        FooterClaims.requireWithin(leaf, chunk.getStartingPos(), chunk.getTotalSize(), fileLength);
        FooterClaims.requireEntries(leaf, chunk.getValueCount(), rows);
    }
}
