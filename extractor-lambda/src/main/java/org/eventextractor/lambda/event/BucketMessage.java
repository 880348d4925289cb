package org.eventextractor.lambda.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message: all of it is done, or it is delivered again.
 *
 * @param id the queue's id of the message; empty for an event that came without a queue
 * @param objects the objects it tells of; empty if it tells of nothing that concerns us
 * @param problem why it cannot be understood; null if it can
 */
public record BucketMessage(
        String id, List<ObjectCreated> objects, @Nullable String problem) {

    public BucketMessage {
        objects = List.copyOf(objects);
    }

    static BucketMessage of(String id, List<ObjectCreated> objects) {
        return new BucketMessage(id, objects, null);
    }
}
