package org.eventextractor.job.write;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.job.scan.ForeignSchemaException;

/**
 * What the objects appended so far have in common.
 *
 * @param schema the union of their schemas, projected to the columns kept
 * @param metadata the footers' key-value pairs on which all agree, sorted, so that the same pairs give the same bytes
 */
record SourceSummary(MessageType schema, SortedMap<String, String> metadata) {

    static SourceSummary of(MessageType schema, Map<String, String> metadata) {
        return new SourceSummary(schema, new TreeMap<>(metadata));
    }

    /** @throws ForeignSchemaException if the schemas contradict each other */
    SourceSummary plus(SourceSummary other) {
        if (schema.equals(other.schema) && metadata.equals(other.metadata)) {
            return this;
        }
        SortedMap<String, String> agreed = new TreeMap<>(metadata);
        agreed.entrySet().retainAll(other.metadata.entrySet());
        return new SourceSummary(SchemaUnion.of(schema, other.schema), agreed);
    }
}
