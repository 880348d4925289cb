package org.eventextractor.job.scan.format;

import java.util.List;

/**
 * A row group of a file in memory, as its footer describes it.
 *
 * @param rows how many there are, 0 or more
 * @param chunks one for each leaf of the schema, in its order
 */
public record RowGroup(int rows, List<ColumnChunk> chunks) {

    public RowGroup {
        chunks = List.copyOf(chunks);
    }

    /** Whether the codecs and encodings of all columns are known here. */
    public boolean decodable() {
        for (ColumnChunk chunk : chunks) {
            if (!chunk.decodable()) {
                return false;
            }
        }
        return true;
    }

    /** What the pages take once they are decompressed, in bytes. */
    public long uncompressedBytes() {
        long bytes = 0;
        for (ColumnChunk chunk : chunks) {
            bytes += chunk.uncompressedBytes();
        }
        return bytes;
    }
}
