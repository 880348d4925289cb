package org.eventextractor.lambda.intake;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.lambda.batch.JobLife;
import org.eventextractor.lambda.batch.JobOrder;
import org.eventextractor.lambda.batch.JobSubmitter;

/**
 * A queue as a process has it that dies.
 *
 * @param jobs the queue
 * @param fate of the process
 */
record MortalJobs(JobSubmitter jobs, Fate fate) implements JobSubmitter {

    @Override
    public String submit(JobOrder order) {
        return fate.call(() -> jobs.submit(order));
    }

    @Override
    public Optional<String> findByName(String name) {
        return fate.call(() -> jobs.findByName(name));
    }

    @Override
    public void terminate(String jobId, String reason) {
        fate.run(() -> jobs.terminate(jobId, reason));
    }

    @Override
    public List<JobLife> describe(Collection<String> jobIds) {
        return fate.call(() -> jobs.describe(jobIds));
    }
}
