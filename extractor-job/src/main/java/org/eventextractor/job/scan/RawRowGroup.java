package org.eventextractor.job.scan;

import java.util.List;

/**
 * A row group as it lies in a file.
 *
 * @param rows how many it has
 * @param chunks one for each leaf column of the file's schema, in its order
 */
public record RawRowGroup(int rows, List<RawColumnChunk> chunks) {

    public RawRowGroup {
        chunks = List.copyOf(chunks);
    }

    /** Whether every page was held against a checksum: if not, only decoding shows damage. */
    boolean isChecked() {
        return chunks.stream().allMatch(RawColumnChunk::checked);
    }
}
