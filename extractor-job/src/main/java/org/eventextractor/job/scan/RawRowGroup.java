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

    /** Whether its pages need not be decoded to show that they are sound. */
    boolean isProven() {
        return chunks.stream().allMatch(RawColumnChunk::proven);
    }
}
