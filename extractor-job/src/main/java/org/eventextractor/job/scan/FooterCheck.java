package org.eventextractor.job.scan;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.eventextractor.job.scan.format.DamagedFileException;

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
        long rows = rowGroup.getRowCount();
        if (rows < 0 || rows > Integer.MAX_VALUE) {
            throw new DamagedFileException("a row group claims " + rows + " rows");
        }
        List<ColumnChunkMetaData> chunks = rowGroup.getColumns();
        if (chunks.size() != leaves.size()) {
            throw new DamagedFileException(
                    "a row group has " + chunks.size() + " columns, the schema " + leaves.size());
        }
        for (int i = 0; i < chunks.size(); i++) {
            requireChunk(chunks.get(i), leaves.get(i), rows);
        }
    }

    private void requireChunk(ColumnChunkMetaData chunk, ColumnDescriptor leaf, long rows) {
        ColumnPath path = chunk.getPath();
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (!Arrays.equals(path.toArray(), leaf.getPath())) {
            throw new DamagedFileException(
                    "column " + path + " is where the schema has " + String.join(".", leaf.getPath()));
        }
        if (start < 0 || size < 0 || start > fileLength || size > fileLength - start) {
            throw new DamagedFileException("column " + path + " claims " + size + " bytes at " + start
                    + " of a file of " + fileLength + " bytes");
        }
        long values = chunk.getValueCount();
        boolean repeated = leaf.getMaxRepetitionLevel() > 0;
        if (repeated ? values < rows : values != rows) {
            throw new DamagedFileException("column " + path + " claims " + values + " values in " + rows + " rows");
        }
    }
}
