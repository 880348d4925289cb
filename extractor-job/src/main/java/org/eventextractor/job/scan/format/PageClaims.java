package org.eventextractor.job.scan.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/**
 * What the page headers of a column chunk may claim that is left to parquet-java. Of the chunks that it reads together,
 * it takes the last one to be longer than the footer says, as those of old writers are, and reserves as many bytes as a
 * header claims before it looks whether the file has them: up to 2 GiB a page. Pages of the other chunks it cuts out of
 * what it has read.
 */
public final class PageClaims {

    /** What a chunk may have more than its footer says: old writers left out the dictionary page's header. */
    public static final int MAX_BYTES_BEYOND = 100;

    private PageClaims() {}

    /**
     * Holds the sizes of pages against the bytes there are. Whether the pages are sound otherwise is for others to say.
     *
     * @param pages of a column chunk, and up to {@link #MAX_BYTES_BEYOND} bytes that follow it in the file
     * @param values nulls included: the pages that are looked at, as those that are read, are those that hold so many
     * @throws DamagedFileException if a page, or the levels in one, claims more bytes than are left
     * @throws org.apache.parquet.format.InvalidParquetMetadataException if a page claims fewer than no bytes
     * @throws IOException if there is no page header where one should be
     */
    public static void requireSizes(ByteSlice pages, long values) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(pages.array(), pages.start(), pages.length());
        for (long left = values; left > 0; ) {
            PageHeader header = Util.readPageHeader(in);
            requireSize(header, in.available());
            in.skipNBytes(header.getCompressed_page_size());
            left -= valuesOf(header);
        }
    }

    private static void requireSize(PageHeader header, int available) {
        int size = header.getCompressed_page_size();
        if (size > available) {
            throw new DamagedFileException("a page claims " + size + " bytes of " + available);
        }
        if (header.isSetData_page_header_v2()) {
            requireLevels(header.getData_page_header_v2(), size);
        }
    }

    /** They are read each by itself. */
    private static void requireLevels(DataPageHeaderV2 header, int size) {
        int repetition = header.getRepetition_levels_byte_length();
        int definition = header.getDefinition_levels_byte_length();
        if (repetition < 0 || definition < 0 || (long) repetition + definition > size) {
            throw new DamagedFileException(
                    "levels claim " + repetition + " and " + definition + " bytes of a page of " + size);
        }
    }

    private static int valuesOf(PageHeader header) {
        return switch (header.getType()) {
            case DATA_PAGE ->
                header.isSetData_page_header() ? header.getData_page_header().getNum_values() : 0;
            case DATA_PAGE_V2 ->
                header.isSetData_page_header_v2()
                        ? header.getData_page_header_v2().getNum_values()
                        : 0;
            default -> 0;
        };
    }
}
