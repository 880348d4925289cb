package org.eventextractor.job.write.format;

/**
 * Where the entries of one target leaf come from.
 *
 * <p>Repetition levels are the same in source and target, for a field is repeated in both or in neither. Definition
 * levels differ where a field is required in one and optional in the other.
 *
 * @param sourceLeaf the source's leaf of the same path; if the source has none, a leaf of the deepest group on the path
 *     that it has, whose levels tell where that group is present
 * @param missing whether the source has no such leaf, so that every entry is a null
 * @param levels the target's definition level for each of the source's; the last holds for all greater ones
 * @param maxRepetitionLevel entries of a greater repetition level have no counterpart; only of use if {@code missing}
 */
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
public record LeafMapping(int sourceLeaf, boolean missing, int[] levels, int maxRepetitionLevel) {

    /** The target's definition level for one of the source's. */
    int level(int sourceLevel) {
        return levels[Math.min(sourceLevel, levels.length - 1)];
    }
}
