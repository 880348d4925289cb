package org.eventextractor.lambda.intake;

import org.eventextractor.core.workspace.Claim;

/** What came of trying to claim a request. */
sealed interface ClaimAttempt {

    /**
     * The request is ours until the lease ends.
     *
     * @param claim as written
     * @param eTag of the claim document
     * @param takenOver whether an earlier claimant's lease had ended: it may have died anywhere on its way
     */
    record Won(Claim claim, String eTag, boolean takenOver) implements ClaimAttempt {}

    /** Another's lease has not ended. */
    record Held() implements ClaimAttempt {}

    /** Another has dealt with the request. */
    record Settled() implements ClaimAttempt {}
}
