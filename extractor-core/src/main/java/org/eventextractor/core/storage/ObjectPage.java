package org.eventextractor.core.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, in ascending order of the keys' UTF-8 bytes.
 *
 * @param objects at most as many as the store puts on a page: 1,000 of a bucket, 5,000 of a folder
 * @param nextToken handed to the next call; null after the last page
 */
public record ObjectPage(
        List<ObjectSummary> objects, @Nullable String nextToken) {

    public ObjectPage {
        objects = List.copyOf(objects);
    }
}
