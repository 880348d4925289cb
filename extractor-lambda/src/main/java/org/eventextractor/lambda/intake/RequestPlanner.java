package org.eventextractor.lambda.intake;

import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;

/** Lists what a request must read, cuts it into slices and stores the plan. Safe for use by many threads. */
@FunctionalInterface
public interface RequestPlanner {

    /**
     * Makes the plan of a request; a plan that is there already is replaced.
     *
     * @throws StorageException if events cannot be listed or the plan cannot be written
     */
    ExtractPlan plan(ExtractRequest request, RequestPaths paths);
}
