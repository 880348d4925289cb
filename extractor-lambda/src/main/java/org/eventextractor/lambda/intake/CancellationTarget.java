package org.eventextractor.lambda.intake;

import org.eventextractor.core.workspace.RequestPaths;

/** What a cancellation is meant for. */
sealed interface CancellationTarget {

    /**
     * A request that has a status.
     *
     * @param paths its paths
     */
    record Known(RequestPaths paths) implements CancellationTarget {}

    /**
     * An upload that is at the key and has no status yet.
     *
     * @param eTag its entity tag
     */
    record Awaited(String eTag) implements CancellationTarget {}

    /** There is no such request, or none that is still open. */
    record None() implements CancellationTarget {}
}
