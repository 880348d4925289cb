package org.eventextractor.lambda.completion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eventextractor.lambda.event.JobEnded;

/**
 * Reads out of a job's last state why it ended without results. Batch and Fargate say so in sentences: these are told
 * apart by the words they have in common (<a
 * href="https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html">Batch</a>, <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Fargate</a>).
 */
final class FailureCauses {

    private static final int KILLED = 137;

    /** The JVM's own, where it is told to end when its heap is exhausted. */
    private static final int HEAP_EXHAUSTED = 3;

    private static final FailureCause OUT_OF_MEMORY = FailureCause.lasting(
            "outOfMemory",
            "The job needed more memory than it had.",
            "give the job more memory, or lower EXTRACTOR_IN_FLIGHT and EXTRACTOR_THREADS");

    private static final List<Sign> SIGNS = List.of(
            new Sign(
                    List.of("cannotpullcontainer", "cannotpullimage", "imagepull"),
                    FailureCause.lasting(
                            "imagePullFailed",
                            "The extractor's program could not be loaded.",
                            "check that the image exists and that the execution role and the network reach its registry")),
            new Sign(
                    List.of("resourceinitializationerror"),
                    FailureCause.lasting(
                            "startFailed",
                            "The machine for the job could not be prepared.",
                            "check secrets, log group, execution role and VPC endpoints")),
            new Sign(List.of("outofmemory", "out of memory", "oomkilled"), OUT_OF_MEMORY),
            new Sign(
                    List.of("spot", "host ec2", "host terminated", "taskfailedtostart: capacity"),
                    FailureCause.transientCause(
                            "hostLost",
                            "The machine was taken away while the job ran.",
                            "if this happens often, use Fargate instead of Fargate Spot, or allow more attempts")),
            new Sign(
                    List.of("jobstatetimelimit", "misconfiguration:", "capacity:"),
                    FailureCause.lasting(
                            "neverStarted",
                            "The job waited for a machine for too long.",
                            "check the compute environment's state, its limits and the job's size")),
            new Sign(
                    List.of("exceeded timeout", "job attempt duration"),
                    FailureCause.lasting(
                            "timedOut",
                            "The job took longer than it may.",
                            "raise the job definition's timeout, or ask for a shorter range")));

    private FailureCauses() {}

    static FailureCause of(JobEnded job) {
        if (job.succeeded()) {
            return FailureCause.lasting(
                    "endedWithoutResults",
                    "The job ended without results.",
                    "read the log of job " + job.jobId() + ": it ended well and wrote no final status");
        }
        return bySign(job).or(() -> byFlag(job)).orElseGet(() -> byExitCode(job));
    }

    private static Optional<FailureCause> bySign(JobEnded job) {
        String told = (job.statusReason() + "\n" + job.containerReason()).toLowerCase(Locale.ROOT);
        return SIGNS.stream().filter(sign -> sign.isIn(told)).findFirst().map(Sign::cause);
    }

    private static Optional<FailureCause> byFlag(JobEnded job) {
        return job.terminated()
                ? Optional.of(FailureCause.transientCause(
                        "terminated",
                        "The job was ended by hand.",
                        "whoever called TerminateJob gave as reason: " + job.statusReason()))
                : Optional.empty();
    }

    private static FailureCause byExitCode(JobEnded job) {
        if (job.exitCode() == null) {
            return FailureCause.lasting(
                    "jobFailed",
                    "The job failed before it ran.",
                    "Batch says of job " + job.jobId() + ": " + job.statusReason());
        }
        if (job.exitCode() == HEAP_EXHAUSTED) {
            return OUT_OF_MEMORY;
        }
        if (job.exitCode() == KILLED) {
            return FailureCause.transientCause(
                    "killed",
                    "The job was killed while it ran.",
                    "exit code 137 of job " + job.jobId() + ": out of memory, or stopped from outside");
        }
        return FailureCause.lasting(
                "jobFailed",
                "The job failed while it ran.",
                "read the log of job " + job.jobId() + ", which ended with exit code " + job.exitCode());
    }

    /** Words by which a cause is known, in lower case. */
    private record Sign(List<String> words, FailureCause cause) {

        boolean isIn(String told) {
            return words.stream().anyMatch(told::contains);
        }
    }
}
