package org.eventextractor.lambda.completion;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.lambda.event.JobEnded;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of a job's last state why it ended without results. Batch and Fargate say so in sentences: these are told
 * apart by the words they have in common (<a
 * href="https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html">Batch on jobs that never
 * start</a>, <a href="https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html">on time limits</a>, <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Fargate</a>). Whoever
 * ends a job by hand writes what they like in the same place: so Batch's own ends are looked for first, and then nothing
 * else is believed of a job that was ended by hand.
 */
final class FailureCauses {

    private static final int HEAP_EXHAUSTED = 3;
    private static final int TRY_AGAIN = 75;
    private static final int KILLED = 137;
    private static final int STOPPED = 143;

    private static final FailureCause OUT_OF_MEMORY = FailureCause.lasting(
            ReasonCode.OUT_OF_MEMORY,
            "The job needed more memory than it had.",
            "give the job more memory, or lower EXTRACTOR_IN_FLIGHT (a stack's ObjectsInFlight)");

    /** What Batch itself ends. */
    private static final List<Sign> LIMITS = List.of(
            new Sign(
                    List.of("jobstatetimelimit", "misconfiguration:", "capacity:"),
                    FailureCause.lasting(
                            ReasonCode.NEVER_STARTED,
                            "The job waited for a machine for too long.",
                            "check the compute environment's state, its limits and the job's size")),
            new Sign(
                    List.of("exceeded timeout", "job attempt duration"),
                    FailureCause.lasting(
                            ReasonCode.TIMED_OUT,
                            "The job took longer than it may.",
                            "raise the job definition's timeout, or ask for a shorter range")));

    private static final List<Sign> SIGNS = List.of(
            new Sign(
                    List.of("cannotpullcontainer", "cannotpullimage", "imagepull"),
                    FailureCause.lasting(
                            ReasonCode.IMAGE_PULL_FAILED,
                            "The extractor's program could not be loaded.",
                            "check that the image exists and that the execution role and the network reach its registry")),
            new Sign(List.of("outofmemory", "out of memory", "oomkilled"), OUT_OF_MEMORY),
            new Sign(
                    List.of("spot task was interrupted", "spotinterruption", "spot interruption", "host ec2"),
                    FailureCause.transientCause(
                            ReasonCode.HOST_LOST,
                            "The machine was taken away while the job ran, as often as it may be tried.",
                            "if this happens often, use Fargate instead of Fargate Spot, or allow more attempts")),
            new Sign(
                    List.of("capacity is unavailable", "insufficient capacity"),
                    FailureCause.transientCause(
                            ReasonCode.NO_MACHINE,
                            "There was no machine for the job.",
                            "capacity is short; allow more zones, or Fargate beside Fargate Spot")),
            new Sign(
                    List.of(
                            "resourceinitializationerror",
                            "cannotstartcontainer",
                            "cannotcreatecontainer",
                            "cannotcreatevolume",
                            "containerruntime",
                            "network interface",
                            "taskfailedtostart"),
                    FailureCause.lasting(
                            ReasonCode.START_FAILED,
                            "The machine for the job could not be prepared.",
                            "check secrets, log group, execution role, subnets and VPC endpoints")));

    private static final Comparator<FailureCause> TELLING_FIRST =
            Comparator.comparing(cause -> cause.code() == ReasonCode.JOB_FAILED);

    private FailureCauses() {}

    static FailureCause of(JobEnded job) {
        if (job.succeeded()) {
            return FailureCause.lasting(
                    ReasonCode.ENDED_WITHOUT_RESULTS,
                    "The job ended without results.",
                    "read the log of job " + job.jobId() + ": it ended well and wrote no final status");
        }
        return fromOutside(job)
                .or(() -> bySign(SIGNS, job))
                .orElseGet(() -> byExitCode(job.jobId(), job.exitCode(), job.statusReason()));
    }

    /**
     * Of an array, whose parent knows only that children failed.
     *
     * @param children that failed, as far as they are known: the first counts that tells more than that it did
     */
    static FailureCause ofArray(JobEnded parent, List<JobEnded> children) {
        return fromOutside(parent)
                .or(() -> children.stream().map(FailureCauses::of).min(TELLING_FIRST))
                .orElseGet(() -> FailureCause.lasting(
                        ReasonCode.JOB_FAILED,
                        "A part of the job failed.",
                        "Batch says of array job " + parent.jobId() + ": " + parent.statusReason()
                                + "; it tells of no child that failed: read their logs"));
    }

    /** Of a job that nobody knows any more. */
    static FailureCause ofLost(String jobId) {
        return FailureCause.transientCause(
                ReasonCode.JOB_LOST,
                "The job is gone, and nobody told how it ended.",
                "Batch knows no job " + jobId + "; see whether its log does, and whether Batch's events arrive");
    }

    /** Of a request that was seen and for which no job was ever submitted. */
    static FailureCause ofNeverSubmitted() {
        return FailureCause.transientCause(
                ReasonCode.NEVER_SUBMITTED,
                "No job was ever made of the request.",
                "read intake's log for this request id, and look into its dead-letter queue");
    }

    /** Ended by Batch, or by hand. */
    private static Optional<FailureCause> fromOutside(JobEnded job) {
        return bySign(LIMITS, job).or(() -> byHand(job));
    }

    private static Optional<FailureCause> bySign(List<Sign> signs, JobEnded job) {
        String told = (job.statusReason() + "\n" + job.containerReason()).toLowerCase(Locale.ROOT);
        return signs.stream().filter(sign -> sign.isIn(told)).findFirst().map(Sign::cause);
    }

    private static Optional<FailureCause> byHand(JobEnded job) {
        return job.terminated()
                ? Optional.of(FailureCause.transientCause(
                        ReasonCode.TERMINATED,
                        "The job was ended by hand.",
                        "whoever called TerminateJob gave as reason: " + job.statusReason()))
                : Optional.empty();
    }

    private static FailureCause byExitCode(String jobId, @Nullable Integer exitCode, String statusReason) {
        if (exitCode == null) {
            return FailureCause.lasting(
                    ReasonCode.JOB_FAILED,
                    "The job failed before it ran.",
                    "Batch says of job " + jobId + ": " + statusReason);
        }
        return switch (exitCode) {
            case HEAP_EXHAUSTED -> OUT_OF_MEMORY;
            case TRY_AGAIN ->
                FailureCause.transientCause(
                        ReasonCode.STORAGE_UNREACHABLE,
                        "The job could not reach the storage, as often as it was tried.",
                        "read the log of job " + jobId + "; exit code 75 says that another attempt might have helped");
            case KILLED ->
                FailureCause.transientCause(
                        ReasonCode.KILLED,
                        "The job was killed while it ran.",
                        "exit code 137 of job " + jobId + ": out of memory, or stopped from outside");
            case STOPPED ->
                FailureCause.transientCause(
                        ReasonCode.STOPPED,
                        "The job was stopped while it ran.",
                        "exit code 143 of job " + jobId
                                + ": its machine was wanted back, or somebody stopped its task");
            default ->
                FailureCause.lasting(
                        ReasonCode.JOB_FAILED,
                        "The job failed while it ran.",
                        "read the log of job " + jobId + ", which ended with exit code " + exitCode);
        };
    }

    /** Words by which a cause is known, in lower case. */
    private record Sign(List<String> words, FailureCause cause) {

        boolean isIn(String told) {
            return words.stream().anyMatch(told::contains);
        }
    }
}
