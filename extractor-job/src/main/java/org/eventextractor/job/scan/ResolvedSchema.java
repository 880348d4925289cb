package org.eventextractor.job.scan;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * What was asked of an event type, found in the schema of some of its files. Immutable; shared by all files of the schema
 * and by all threads.
 *
 * @param schema the files' schema
 * @param leaves its leaf columns, in its order
 * @param user the leaf that holds the user
 * @param time the leaf that holds the moment
 */
record ResolvedSchema(MessageType schema, List<ColumnDescriptor> leaves, ColumnDescriptor user, ColumnDescriptor time) {

    ResolvedSchema {
        leaves = List.copyOf(leaves);
    }

    /** The number of {@code time} among the leaves. */
    int timeLeaf() {
        return leaves.indexOf(time);
    }
}
