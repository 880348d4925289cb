package org.eventextractor.core.plan;

import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * The plan of one request, where intake writes it and every worker reads it. The header is written after all slices, so
 * a plan that can be read is whole. The same plan is always the same bytes.
 *
 * <p>Thread-safe.
 */
public final class PlanStore {

    private static final String JSON = "application/json";
    private static final String GZIP = "application/gzip";
    private static final long MAX_BYTES = 64 << 20;

    private final ObjectStore requestBucket;
    private final RequestPaths paths;

    public PlanStore(ObjectStore requestBucket, RequestPaths paths) {
        this.requestBucket = requestBucket;
        this.paths = paths;
    }

    /** Writes a slice, over the one of the same number. */
    public void writeSlice(Slice slice) {
        String key = paths.slice(slice.summary().number());
        requestBucket.write(key, Json.writeGzip(SliceDocument.of(slice)), GZIP, WriteCondition.always());
    }

    /** Writes the header; its slices must have been written. */
    public void writePlan(ExtractPlan plan) {
        requestBucket.write(paths.plan(), Json.write(plan), JSON, WriteCondition.always());
    }

    /**
     * The header.
     *
     * @throws StorageException {@code NOT_FOUND} if the plan was not finished
     */
    public ExtractPlan readPlan() {
        return Json.read(read(paths.plan()), ExtractPlan.class);
    }

    /**
     * One slice.
     *
     * @param number as in {@link SliceSummary#number()}
     * @throws StorageException {@code NOT_FOUND} if the plan has no such slice
     */
    public Slice readSlice(int number) {
        return Json.readGzip(read(paths.slice(number)), SliceDocument.class).slice();
    }

    private byte[] read(String key) {
        return requestBucket.read(key, ReadCondition.any(), MAX_BYTES).bytes();
    }
}
