package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.core.plan.SourceObject;
import org.jspecify.annotations.Nullable;

/**
 * A source object whose matching rows are known. The rows themselves are handed out once, batch by batch. May be handed
 * from one thread to another, but is not safe for use by many at a time.
 */
public final class ScannedObject {

    private final SourceObject source;
    private final MessageType schema;
    private final Map<String, String> metadata;
    private final ScanTally tally;
    /** Null once there is nothing left to decode, so that the file's memory is free. */
    private final @Nullable BatchReader batches;

    private final long heldBytes;

    private @Nullable RowBatch first;

    private ScannedObject(
            SourceObject source,
            MessageType schema,
            Map<String, String> metadata,
            ScanTally tally,
            BatchReader batches,
            @Nullable RowBatch first) {
        this.source = source;
        this.schema = schema;
        this.metadata = Map.copyOf(metadata);
        this.tally = tally;
        this.first = first;
        boolean decoded = (first == null ? 0 : first.rows()) == tally.rowsMatched();
        this.batches = decoded ? null : batches;
        heldBytes = tally.users().memoryBytes()
                + (first == null ? 0 : first.memoryBytes())
                + (decoded ? 0 : batches.memoryBytes());
    }

    public SourceObject source() {
        return source;
    }

    /** The file's schema; one instance for all files of the same schema. */
    public MessageType schema() {
        return schema;
    }

    /** The footer's extra key-value pairs. */
    public Map<String, String> metadata() {
        return metadata;
    }

    public ScanTally tally() {
        return tally;
    }

    /** The memory taken by what was found and decoded when this was made, in bytes, about. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Whether all matched rows lie decoded in the first batch, or there are none: {@link #nextBatch} cannot fail. */
    public boolean isDecoded() {
        return batches == null;
    }

    /**
     * The next matched rows, in the file's order; null after the last.
     *
     * @throws UnreadableObjectException if they cannot be read; rows handed out before belong to a damaged or changed
     *     object, and should not be delivered
     */
    public @Nullable RowBatch nextBatch() throws UnreadableObjectException {
        BatchReader remaining = batches;
        if (first != null || remaining == null) {
            RowBatch batch = first;
            first = null;
            return batch;
        }
        return Guard.reading(source, () -> Optional.ofNullable(remaining.next()))
                .orElse(null);
    }

    /**
     * The next matched rows as they lie in the file: a row group of many, all of which match, with all its pages of
     * that codec.
     *
     * @return null if the next rows are not like that, or there are none: {@link #nextBatch} then has them
     * @throws UnreadableObjectException as {@link #nextBatch} does
     */
    public @Nullable RawRowGroup nextRaw(CompressionCodecName codec) throws UnreadableObjectException {
        BatchReader remaining = batches;
        return first != null || remaining == null
                ? null
                : Guard.reading(source, () -> Optional.ofNullable(remaining.nextRaw(codec)))
                        .orElse(null);
    }

    /** @param decodeFirst whether to decode the first batch at once, on the calling thread */
    static ScannedObject of(
            SourceObject source,
            EventFile file,
            ResolvedSchema schema,
            Map<String, String> metadata,
            RowFinder rows,
            boolean decodeFirst)
            throws IOException {
        BatchReader batches = new BatchReader(file, schema.deliveredLeaves(), rows.found());
        return new ScannedObject(
                source, schema.delivered(), metadata, rows.tally(), batches, decodeFirst ? batches.next() : null);
    }
}
