package org.eventextractor.lambda.sweep;

/** What a look at an open request shows. */
sealed interface Finding {

    /**
     * It is dealt with.
     *
     * @param outcome how
     */
    record Done(SweepOutcome outcome) implements Finding {}

    /**
     * Its job has to be asked for.
     *
     * @param open the request
     * @param jobId its job
     */
    record HasJob(OpenCase open, String jobId) implements Finding {}
}
