package org.eventextractor.lambda.batch;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what Batch turned down from what it may do next time. */
final class BatchErrors {

    private BatchErrors() {}

    /** Whether Batch has seen the call and turned it down: nothing was done, and nothing will be. */
    static boolean isRefusal(SdkException error) {
        return error instanceof AwsServiceException answer && answer.statusCode() >= 400 && answer.statusCode() < 500;
    }

    /** @param what was not done, as in "cannot …" */
    static JobQueueException failure(String what, SdkException error) {
        boolean throttled = error instanceof AwsServiceException answer && answer.statusCode() == 429;
        return new JobQueueException("cannot " + what, throttled || !isRefusal(error), error);
    }
}
