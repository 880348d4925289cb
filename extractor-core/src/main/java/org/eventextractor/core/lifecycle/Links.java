package org.eventextractor.core.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Where to look next; each null until it is there.
 *
 * @param results URI of results.json
 * @param manifest URI of manifest.json
 * @param report URI of the report for people
 * @param logs where the job's log is
 */
public record Links(
        @Nullable String results,
        @Nullable String manifest,
        @Nullable String report,
        @Nullable String logs) {

    public static Links none() {
        return new Links(null, null, null, null);
    }
}
