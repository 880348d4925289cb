package org.eventextractor.job.scan;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.job.scan.format.PlainValue;

/** Values of {@link PrimitiveTypeName#INT64}, and those of {@link PrimitiveTypeName#DOUBLE} as their bits. */
public final class LongVector extends LeafVector {
    private long[] values;

    LongVector(ColumnDescriptor column, int capacity) {
        super(column, capacity);
        values = new long[capacity];
    }

    public long value(int entry) {
        return values[entry];
    }

    @Override
    void resize(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    void store(int entry, PlainValue value) {
        values[entry] = value.longValue();
    }

    @Override
    void storeAll(int entry, LeafVector source, int from, int count) {
        System.arraycopy(((LongVector) source).values, from, values, entry, count);
    }
}
