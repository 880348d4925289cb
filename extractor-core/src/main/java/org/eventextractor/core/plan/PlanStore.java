package org.eventextractor.core.plan;

import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plan of one request, where intake writes it and every worker reads it. The header is written after all slices, so
 * a plan that can be read is whole. The same plan is always the same bytes.
 *
 * <p>Thread-safe.
 */
public final class PlanStore {

    private static final Logger log = LoggerFactory.getLogger(PlanStore.class);

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

    /** The header; empty if the plan was not finished, or its header is damaged: then it is as good as not made. */
    public Optional<ExtractPlan> findPlan() {
        try {
            return requestBucket
                    .readIfThere(paths.plan(), MAX_BYTES)
                    .map(stored -> Json.read(stored.bytes(), ExtractPlan.class));
        } catch (MalformedDocumentException e) {
            log.warn("{} cannot be understood", paths.plan(), e);
            return Optional.empty();
        }
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
     * @param summary what the header tells of it
     * @throws StorageException {@code NOT_FOUND} if there is none of this number, {@code CHANGED} if it is of another
     *     type or has not as many objects and bytes
     */
    public Slice readSlice(SliceSummary summary) {
        String key = paths.slice(summary.number());
        Slice slice = Json.readGzip(read(key), SliceDocument.class).slice();
        if (!slice.summary().equals(summary)) {
            throw new StorageException(
                    StorageException.Kind.CHANGED, "the slice " + key + " is of another plan than its header");
        }
        return slice;
    }

    private byte[] read(String key) {
        return requestBucket.read(key, ReadCondition.any(), MAX_BYTES).bytes();
    }
}
