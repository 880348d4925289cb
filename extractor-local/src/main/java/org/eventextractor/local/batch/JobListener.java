package org.eventextractor.local.batch;

import org.eventextractor.local.batch.BatchWire.JobDetail;

/** Told of every change of a job's status, in order, one at a time: it must not block nor throw. */
@FunctionalInterface
public interface JobListener {
    void jobChanged(JobDetail job);
}
