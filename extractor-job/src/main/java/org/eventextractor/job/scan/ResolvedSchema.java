package org.eventextractor.job.scan;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * What was asked of an event type, found in the schema of some of its files. Immutable; shared by all files of the
 * schema and by all threads. Leaf columns are counted from 0, in the schema's order.
 *
 * @param leaves the files' leaf columns
 * @param user the leaf that holds the user
 * @param time the leaf that holds the moment
 * @param delivered the files' schema, without the columns that are not wanted
 * @param deliveredLeaves the leaves that are left, in order
 */
record ResolvedSchema(
        List<ColumnDescriptor> leaves, int user, int time, MessageType delivered, List<Integer> deliveredLeaves) {

    ResolvedSchema {
        leaves = List.copyOf(leaves);
        deliveredLeaves = List.copyOf(deliveredLeaves);
    }

    /** Whether all columns are wanted. */
    boolean isWhole() {
        return leaves.size() == deliveredLeaves.size();
    }
}
