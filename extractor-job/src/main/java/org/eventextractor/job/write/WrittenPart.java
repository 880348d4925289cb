package org.eventextractor.job.write;

import java.nio.file.Path;
import org.apache.parquet.schema.MessageType;

/**
 * A finished data file.
 *
 * @param file where it is
 * @param rows at least 1
 * @param schema of the file
 */
public record WrittenPart(Path file, long rows, MessageType schema) {}
