package org.eventextractor.core.document;

import java.time.Instant;

/**
 * One data file.
 *
 * @param path below the output folder, as {@code started_session/part-00000.parquet}
 * @param eventType what it holds
 * @param rows at least 1
 * @param bytes its size
 * @param sha256 of its bytes, in hexadecimal
 * @param firstTimestamp of its earliest event
 * @param lastTimestamp of its latest event
 * @param schemaId the manifest's name of its schema
 */
public record PartFile(
        String path,
        String eventType,
        long rows,
        long bytes,
        String sha256,
        Instant firstTimestamp,
        Instant lastTimestamp,
        String schemaId) {}
