package org.eventextractor.job.scan.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the indexes of a column chunk's pages.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">OffsetIndex,
 *     ColumnIndex</a>
 */
public final class PageIndexReader {

    private static final int PAGE_LOCATIONS = 1 << 4 | CompactReader.LIST;
    private static final int OFFSET = 1 << 4 | CompactReader.I64;
    private static final int COMPRESSED_PAGE_SIZE = 2 << 4 | CompactReader.I32;
    private static final int FIRST_ROW_INDEX = 3 << 4 | CompactReader.I64;

    private static final int NULL_PAGES = 1 << 4 | CompactReader.LIST;
    private static final int MIN_VALUES = 2 << 4 | CompactReader.LIST;
    private static final int MAX_VALUES = 3 << 4 | CompactReader.LIST;
    private static final int NULL_COUNTS = 5 << 4 | CompactReader.LIST;

    private PageIndexReader() {}

    /**
     * Reads an offset index.
     *
     * @throws DamagedFileException if it is none
     */
    public static List<PagePlace> places(ByteSlice index) {
        CompactReader in = reader(index);
        List<PagePlace> places = new ArrayList<>();
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            if (field == PAGE_LOCATIONS) {
                for (int left = in.readList(CompactReader.STRUCT); left > 0; left--) {
                    places.add(place(in));
                }
            } else {
                in.skip(field);
            }
        }
        return places;
    }

    private static PagePlace place(CompactReader in) {
        long offset = -1;
        int bytes = -1;
        long firstRow = -1;
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case OFFSET -> offset = in.readI64();
                case COMPRESSED_PAGE_SIZE -> bytes = in.readI32();
                case FIRST_ROW_INDEX -> firstRow = in.readI64();
                default -> in.skip(field);
            }
        }
        return new PagePlace(offset, bytes, firstRow);
    }

    /**
     * Reads a column index.
     *
     * @throws DamagedFileException if it is none
     */
    public static List<PageBounds> bounds(ByteSlice index) {
        CompactReader in = reader(index);
        List<Boolean> nullPages = List.of();
        List<ByteBuffer> mins = List.of();
        List<ByteBuffer> maxs = List.of();
        List<Long> nulls = List.of();
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case NULL_PAGES -> nullPages = truths(in);
                case MIN_VALUES -> mins = values(in);
                case MAX_VALUES -> maxs = values(in);
                case NULL_COUNTS -> nulls = numbers(in);
                default -> in.skip(field);
            }
        }
        return bounds(nullPages, mins, maxs, nulls);
    }

    private static List<PageBounds> bounds(
            List<Boolean> nullPages, List<ByteBuffer> mins, List<ByteBuffer> maxs, List<Long> nulls) {
        int pages = nullPages.size();
        if (mins.size() != pages || maxs.size() != pages || (!nulls.isEmpty() && nulls.size() != pages)) {
            throw new DamagedFileException("a column index of " + pages + " pages has bounds of " + mins.size());
        }
        List<PageBounds> bounds = new ArrayList<>(pages);
        for (int page = 0; page < pages; page++) {
            long nullCount = nulls.isEmpty() ? PageBounds.UNKNOWN : nulls.get(page);
            bounds.add(new PageBounds(nullPages.get(page), nullCount, mins.get(page), maxs.get(page)));
        }
        return bounds;
    }

    private static List<Boolean> truths(CompactReader in) {
        List<Boolean> truths = new ArrayList<>();
        for (int left = in.readTruthList(); left > 0; left--) {
            truths.add(in.readTruth());
        }
        return truths;
    }

    private static List<ByteBuffer> values(CompactReader in) {
        List<ByteBuffer> values = new ArrayList<>();
        for (int left = in.readList(CompactReader.BINARY); left > 0; left--) {
            values.add(ByteBuffer.wrap(in.readBinary()));
        }
        return values;
    }

    private static List<Long> numbers(CompactReader in) {
        List<Long> numbers = new ArrayList<>();
        for (int left = in.readList(CompactReader.I64); left > 0; left--) {
            numbers.add(in.readI64());
        }
        return numbers;
    }

    private static CompactReader reader(ByteSlice index) {
        return new CompactReader(index.array(), index.start(), index.end());
    }
}
