package org.eventextractor.job.write.format;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeometryLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * The smallest and the largest value of a page. What they are is for parquet-java to say, which knows the order of each
 * type; but most byte arrays are seen not to be either by a look at their first bytes. Not safe for use by many threads.
 */
final class PageStatistics {

    private static final Object BYTE_ORDER =
            Types.required(PrimitiveTypeName.BINARY).named("bytes").comparator();

    private final PrimitiveType type;
    private final boolean orderedByBytes;
    private Statistics<?> bounds;
    private GeospatialStatistics.Builder places;
    /** The first bytes of the smallest value and of the largest. */
    private long smallest;

    private long largest;

    PageStatistics(PrimitiveType type) {
        this.type = type;
        orderedByBytes = type.comparator() == BYTE_ORDER
                && !(type.getLogicalTypeAnnotation() instanceof GeometryLogicalTypeAnnotation);
        bounds = Statistics.createStats(type);
        places = GeospatialStatistics.newBuilder(type);
        clear();
    }

    /** Begins a new page; what was {@linkplain #bounds handed out} stays as it is. */
    void clear() {
        bounds = Statistics.createStats(type);
        places = GeospatialStatistics.newBuilder(type);
        smallest = -1;
        largest = 0;
    }

    /** The statistics to be told of further numbers, and of nulls. */
    Statistics<?> bounds() {
        return bounds;
    }

    GeospatialStatistics places() {
        return places.build();
    }

    /** Takes note of a byte array; one that the page already had makes no difference. */
    void add(byte[] bytes, int start, int length) {
        if (orderedByBytes) {
            long prefix = ByteStrings.prefix(bytes, start, length);
            boolean between = Long.compareUnsigned(smallest, prefix) < 0 && Long.compareUnsigned(prefix, largest) < 0;
            if (between) {
                return;
            }
            smallest = Long.compareUnsigned(prefix, smallest) < 0 ? prefix : smallest;
            largest = Long.compareUnsigned(prefix, largest) > 0 ? prefix : largest;
        }
        Binary value = Binary.fromReusedByteArray(bytes, start, length);
        bounds.updateStats(value);
        places.update(value);
    }
}
