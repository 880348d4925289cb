package org.eventextractor.job.write;

import java.nio.file.Path;
import org.apache.parquet.schema.MessageType;

/**
 * A finished scratch file: some consecutive objects' rows, in the schema that was known then.
 *
 * @param rows how many count
 * @param rowGroups how many count, from the file's first on; those after them were taken back
 */
record Segment(Path file, MessageType schema, long rows, int rowGroups) {}
