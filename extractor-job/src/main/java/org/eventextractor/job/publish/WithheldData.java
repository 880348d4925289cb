package org.eventextractor.job.publish;

import java.util.Set;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;

/**
 * The data files of an extract whose verdict is that nothing is delivered. They are removed once the final status says so,
 * and not before: until then every attempt and every shard finds what is done, and comes to the same verdict. The results
 * have said by then that nothing is delivered.
 *
 * <p>What is left by an attempt that dies over it, the next one removes; where none follows, the completion function marks
 * it as incomplete.
 *
 * @param folder of the extract
 * @param jobId the job that the folder is named after
 */
public record WithheldData(OutputFolder folder, String jobId) {

    /**
     * Removes them, if a verdict of this job's has ended the request so. Done again, it does nothing.
     *
     * @param ended the request's final status
     */
    public void remove(RequestStatus ended) {
        boolean withheld = ended.state() == RequestState.FAILED
                && jobId.equals(ended.jobId())
                && Verdict.withholds(ended.stateReason());
        if (withheld) {
            folder.withdrawManifest(); // of an attempt that could read what a later one could not
            folder.removeDataFilesBut(Set.of());
        }
    }
}
