package org.eventextractor.job.write.format;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeometryLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * The smallest and the largest value of a page. What they are is for parquet-java to say, which knows the order of each
 * type; but most byte arrays are seen to lie between them without asking it. Not safe for use by many threads.
 */
final class PageStatistics {

    private static final Object BYTE_ORDER =
            Types.required(PrimitiveTypeName.BINARY).named("bytes").comparator();

    private final PrimitiveType type;
    private final boolean orderedByBytes;
    private Statistics<?> bounds;
    private GeospatialStatistics.Builder places;
    /** The smallest and the largest byte array so far, and their first bytes; null before the first one. */
    private byte @Nullable [] smallest;

    private byte @Nullable [] largest;
    private long smallestPrefix;
    private long largestPrefix;

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
        smallest = null;
        largest = null;
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
        if (orderedByBytes && isBetween(bytes, start, length)) {
            return;
        }
        Binary value = Binary.fromReusedByteArray(bytes, start, length);
        bounds.updateStats(value);
        places.update(value);
        if (orderedByBytes) {
            smallest = bounds.getMinBytes();
            largest = bounds.getMaxBytes();
            smallestPrefix = ByteStrings.prefix(smallest, 0, smallest.length);
            largestPrefix = ByteStrings.prefix(largest, 0, largest.length);
        }
    }

    private boolean isBetween(byte[] bytes, int start, int length) {
        if (smallest == null || largest == null) {
            return false;
        }
        long prefix = ByteStrings.prefix(bytes, start, length);
        boolean clearly =
                Long.compareUnsigned(smallestPrefix, prefix) < 0 && Long.compareUnsigned(prefix, largestPrefix) < 0;
        int end = start + length;
        return clearly
                || (Arrays.compareUnsigned(smallest, 0, smallest.length, bytes, start, end) <= 0
                        && Arrays.compareUnsigned(bytes, start, end, largest, 0, largest.length) <= 0);
    }
}
