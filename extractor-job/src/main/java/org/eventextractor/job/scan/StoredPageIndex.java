package org.eventextractor.job.scan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.job.scan.format.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * A column chunk's page index as it lies in a file, for parquet-java to write into another.
 *
 * @param index what it says
 * @param places the offset index
 * @param bounds the column index; null if there is none
 */
record StoredPageIndex(
        PageIndex index, ByteSlice places, @Nullable ByteSlice bounds) {

    OffsetIndex offsetIndex() throws IOException {
        return ParquetMetadataConverter.fromParquetOffsetIndex(Util.readOffsetIndex(stream(places)));
    }

    /** Null if there is none. */
    @Nullable
    ColumnIndex columnIndex(PrimitiveType type) throws IOException {
        return bounds == null
                ? null
                : ParquetMetadataConverter.fromParquetColumnIndex(type, Util.readColumnIndex(stream(bounds)));
    }

    private static InputStream stream(ByteSlice bytes) {
        return new ByteArrayInputStream(bytes.array(), bytes.start(), bytes.length());
    }
}
