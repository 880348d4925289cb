package org.eventextractor.job.scan;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.job.scan.format.PlainValue;

/** Values of {@link PrimitiveTypeName#INT32}, and those of {@link PrimitiveTypeName#FLOAT} as their bits. */
public final class IntVector extends LeafVector {
    private int[] values;

    IntVector(ColumnDescriptor column, int capacity) {
        super(column, capacity);
        values = new int[capacity];
    }

    public int value(int entry) {
        return values[entry];
    }

    @Override
    void resize(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    void store(int entry, PlainValue value) {
        values[entry] = value.intValue();
    }

    @Override
    void storeAll(int entry, LeafVector source, int from, int count) {
        System.arraycopy(((IntVector) source).values, from, values, entry, count);
    }
}
