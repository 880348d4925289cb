package org.eventextractor.job.fetch;

import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.AsyncObjectReader;

/** A source object, ready to be scanned. */
public sealed interface FetchedObject {

    SourceObject source();

    /**
     * A small object, read whole with one request.
     *
     * @param bytes its content, exactly {@code source.size()} long; owned by whoever holds this
     */
    @SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
    record Whole(SourceObject source, byte[] bytes) implements FetchedObject {}

    /**
     * An object too large to hold: read by ranges, each guarded by the planned entity tag.
     *
     * @param reader reads the bucket it is in
     */
    record ByRange(SourceObject source, AsyncObjectReader reader) implements FetchedObject {}
}
