package org.eventextractor.lambda.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.lambda.event.JobEnded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCausesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CannotPullContainerError: pull image manifest has been retried 5 time(s)   |                                  |     | imagePullFailed",
                "Task failed to start                | CannotPullContainerError: access denied                             |     | imagePullFailed",
                "Task failed to start                | ResourceInitializationError: unable to pull secrets                 |     | startFailed",
                "Essential container in task exited  | OutOfMemoryError: Container killed due to memory usage               | 137 | outOfMemory",
                "Host EC2 (instance i-1) terminated. |                                                                      |     | hostLost",
                "Your Spot Task was interrupted.     |                                                                      | 143 | hostLost",
                "Job attempt duration exceeded timeout |                                                                    | 137 | timedOut",
                "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - The job resource requirement is too high |                     |     | neverStarted",
                "Essential container in task exited  |                                                                      | 137 | killed",
                "Essential container in task exited  |                                                                      | 3   | outOfMemory",
                "Essential container in task exited  |                                                                      | 75  | storageUnreachable",
                "Essential container in task exited  |                                                                      | 143 | stopped",
                "Essential container in task exited  |                                                                      | 1   | jobFailed",
                "Essential container in task exited  |                                                                      | 2   | jobFailed",
                "Canceled by JobStateTimeLimit action due to reason: CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY |              |     | neverStarted",
                "Timeout waiting for network interface provisioning to complete. |                                          |     | startFailed",
                "Task failed to start                | CannotStartContainerError: failed to get container status            |     | startFailed",
                "Capacity is unavailable at this time. Please try again later or in a different availability zone |         |     | noMachine",
                "something new                       |                                                                      |     | jobFailed"
            })
    void theCauseIsReadOutOfWhatBatchSays(
            String statusReason, @Nullable String containerReason, @Nullable Integer exitCode, String code) {
        String reason = containerReason == null ? "" : containerReason;
        FailureCause cause = FailureCauses.of(job(false, statusReason, reason, exitCode, false));

        assertThat(cause.reason().code()).isEqualTo(code);
        assertThat(cause.message()).contains("Nothing was delivered");
        assertThat(cause.hint()).isNotBlank();
    }

    @Test
    void aJobEndedByHandSaysSoWhateverReasonWasGiven() {
        FailureCause cause = FailureCauses.of(job(false, "stop it, Bob", "", 137, true));

        assertThat(cause.reason().code()).isEqualTo("terminated");
        assertThat(cause.message()).doesNotContain("Bob");
        assertThat(cause.hint()).contains("stop it, Bob");
    }

    @Test
    void nothingIsBelievedOfWhatWhoeverEndedAJobWroteAsTheReason() {
        String written = "out of memory? no: the Spot Task was interrupted by me";

        assertThat(FailureCauses.of(job(false, written, "", 137, true)).reason().code())
                .isEqualTo("terminated");
    }

    @Test
    void aJobThatATimeLimitEndedWasNotEndedByHand() {
        assertThat(FailureCauses.of(job(
                                false,
                                "Canceled by JobStateTimeLimit action due to reason: CAPACITY:INSUFFICIENT",
                                "",
                                null,
                                true))
                        .reason()
                        .code())
                .isEqualTo("neverStarted");
        assertThat(FailureCauses.of(job(false, "Job attempt duration exceeded timeout", "", 137, true))
                        .reason()
                        .code())
                .isEqualTo("timedOut");
    }

    @Test
    void aJobThatSucceededWithoutAWordEndedWithoutResults() {
        assertThat(FailureCauses.of(job(true, "", "", 0, false)).reason().code())
                .isEqualTo("endedWithoutResults");
    }

    @Test
    void anArrayFailedOfWhatAChildOfItTells() {
        JobEnded ordinary = job(false, "Essential container in task exited", "", 1, false);
        JobEnded telling = job(false, "Essential container in task exited", "OutOfMemoryError: killed", 137, false);

        assertThat(array("Array Child Job failed", false, ordinary, telling).code())
                .isEqualTo(ReasonCode.OUT_OF_MEMORY);
    }

    @Test
    void anArrayWhoseChildrenAreUnknownIsNotSaidToHaveNeverRun() {
        FailureCause cause = array("Array Child Job failed", false);

        assertThat(cause.code()).isEqualTo(ReasonCode.JOB_FAILED);
        assertThat(cause.message()).startsWith("A part of the job failed.");
        assertThat(cause.hint()).contains("Array Child Job failed");
    }

    @Test
    void anArrayThatWasEndedByHandSaysSoWhateverItsChildrenDiedOf() {
        JobEnded child = job(false, "Essential container in task exited", "", 143, false);

        assertThat(array("enough", true, child).code()).isEqualTo(ReasonCode.TERMINATED);
    }

    private static FailureCause array(String statusReason, boolean terminated, JobEnded... children) {
        JobEnded parent = new JobEnded(
                "extract-0f", "job-1", true, false, statusReason, "", null, terminated, "requests", "0f", "k");
        return FailureCauses.ofArray(parent, List.of(children));
    }

    private static JobEnded job(
            boolean succeeded, String statusReason, String reason, @Nullable Integer exitCode, boolean terminated) {
        return new JobEnded(
                "extract-0f",
                "job-1",
                false,
                succeeded,
                statusReason,
                reason,
                exitCode,
                terminated,
                "requests",
                "0f",
                "k");
    }
}
