package org.eventextractor.core.document;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one slice gave. Reports of all slices, merged, are the manifest.
 *
 * @param slice its number
 * @param eventType what it read
 * @param sourceDigest SHA-256 in hexadecimal over key, size and entity tag of each of its objects, in order
 * @param sources what was read, by partition, in order
 * @param rowsInRange rows within the time range, of any user
 * @param rowsWithoutTime rows whose time is missing or cannot be read; they match nothing
 * @param part the data file; null if no row matched
 * @param schema of the data file; null if there is none
 * @param users the users of the rows kept, each once, in order of their text
 * @param failures objects that could not be read
 */
public record SliceReport(
        int slice,
        String eventType,
        String sourceDigest,
        List<SourceTally> sources,
        long rowsInRange,
        long rowsWithoutTime,
        @Nullable PartFile part,
        @Nullable FileSchema schema,
        List<UUID> users,
        List<ObjectFailure> failures) {

    public SliceReport {
        sources = List.copyOf(sources);
        users = List.copyOf(users);
        failures = List.copyOf(failures);
    }
}
