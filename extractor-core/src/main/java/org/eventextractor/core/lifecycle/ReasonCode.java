package org.eventextractor.core.lifecycle;

import org.eventextractor.core.json.Json;

/**
 * Why a request stands where it stands, for programs: the codes of {@link StateReason}, whoever writes them.
 * docs/TROUBLESHOOTING.md says of each what to do. None is ever renamed; a later version may have more.
 */
public enum ReasonCode {
    /** Received: seen, and being checked. */
    RECEIVED,
    /** Received: the job queue did not answer, and intake tries again. */
    QUEUE_UNAVAILABLE,

    /** Queued: a job was submitted. */
    SUBMITTED,
    /** Queued: the job is next, and no machine takes it. */
    WAITING_FOR_CAPACITY,

    /** Running: the job reads the events. */
    RUNNING,
    /** Running: an attempt failed by what may heal, and another follows. */
    RETRYING,

    /** Finalizing: manifest and results follow. */
    FINALIZING,

    /** Rejected: the request document has faults. */
    INVALID_REQUEST,
    /** Rejected: the same, of the {@code run} command. */
    REJECTED,

    /** Estimated: the request asked for no more. */
    DRY_RUN,
    /** Completed: every matching event is delivered. */
    COMPLETED,
    /** Completed with errors: some day folders could not be read whole. */
    PARTITIONS_FAILED,
    /** Completed empty: no event matched. */
    NO_EVENTS,

    /** Cancelled: by a cancellation beside the request. */
    CANCELLED_BY_REQUESTER,
    /** Cancelled: the request was deleted before it was read. */
    REQUEST_DELETED,
    /** Cancelled: a newer request took its place before it was read. */
    REQUEST_REPLACED,
    /** Cancelled: the {@code run} command was stopped. Failed: the job was, from outside. */
    STOPPED,

    /** Failed: not one source file could be read. */
    NOTHING_READABLE,
    /** Failed: more day folders could not be read than the request allows. */
    TOO_MANY_FAILED_PARTITIONS,

    /** Failed: a storage call was refused. */
    ACCESS_DENIED,
    /** Received: the storage did not answer intake, which tries again. Failed: it did not answer the job. */
    STORAGE_UNAVAILABLE,
    /** Failed: the storage could not be reached in any attempt of the job. */
    STORAGE_UNREACHABLE,
    /** Failed: intake found something else in the storage than there should be. */
    STORAGE_UNEXPECTED,
    /** Failed: files of the request were removed or changed while the job ran. */
    REQUEST_FILES_CHANGED,
    /** Failed: the job's credentials ended before its work did. */
    CREDENTIALS_EXPIRED,

    /** Failed: the job queue did not accept the job. */
    QUEUE_REFUSED,
    /** Failed: no job was ever made of the request. */
    NEVER_SUBMITTED,
    /** Failed: the job waited for a machine for too long. */
    NEVER_STARTED,
    /** Failed: there was no machine for the job. */
    NO_MACHINE,
    /** Failed: the job's image could not be loaded. */
    IMAGE_PULL_FAILED,
    /** Failed: the job's machine could not be prepared. */
    START_FAILED,

    /** Failed: the job needed more memory than it had. */
    OUT_OF_MEMORY,
    /** Failed: the job could not write its temporary files. */
    LOCAL_DISK,
    /** Failed: the job took longer than it may. */
    TIMED_OUT,
    /** Failed: the job's machine was taken away. */
    HOST_LOST,
    /** Failed: the job was killed. */
    KILLED,
    /** Failed: the job was ended by hand. */
    TERMINATED,
    /** Failed: the job was interrupted. */
    INTERRUPTED,
    /** Failed: Batch knows no more of the job. */
    JOB_LOST,
    /** Failed: the job failed, and nothing else is known of it. */
    JOB_FAILED,
    /** Failed: the job ended well, and without a final status. */
    ENDED_WITHOUT_RESULTS,
    /** Failed: by a defect of our own. */
    INTERNAL_ERROR;

    /** As documents spell it: {@code DRY_RUN} is {@code dryRun}. */
    public String text() {
        return Json.name(this);
    }
}
