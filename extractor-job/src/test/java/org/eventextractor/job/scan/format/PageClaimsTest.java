package org.eventextractor.job.scan.format;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.InvalidParquetMetadataException;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dictionary page and two data pages, all of the same size. */
class PageClaimsTest {

    private static final int PAGE_BYTES = 40;
    private static final int VALUES = 10;

    @Test
    void pagesAsLargeAsTheyClaimAreSound() {
        assertThatCode(() -> require(chunk(PAGE_BYTES), 2 * VALUES)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {PAGE_BYTES + 1, Integer.MAX_VALUE})
    void aLastPageOfMoreBytesThanThereAreIsDamaged(int claimed) {
        assertThatThrownBy(() -> require(chunk(claimed), 2 * VALUES))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("a page claims " + claimed + " bytes of " + PAGE_BYTES);
    }

    /** By what reads page headers, for parquet-java too. */
    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE})
    void aPageOfFewerThanNoBytesIsRefused(int claimed) {
        assertThatThrownBy(() -> require(chunk(claimed), 2 * VALUES))
                .isInstanceOf(InvalidParquetMetadataException.class)
                .hasMessageContaining(String.valueOf(claimed));
    }

    /** As old writers claim too few bytes for a chunk. */
    @Test
    void aPageMayGoOnBeyondItsChunkWhereTheFileDoes() throws IOException {
        byte[] chunk = chunk(PAGE_BYTES + PageClaims.MAX_BYTES_BEYOND);
        byte[] followed = Arrays.copyOf(chunk, chunk.length + PageClaims.MAX_BYTES_BEYOND);

        assertThatCode(() -> require(followed, 2 * VALUES)).doesNotThrowAnyException();
    }

    /** Parquet-java reads no more pages than it needs. */
    @Test
    void whatFollowsTheLastValueIsNotLookedAt() {
        assertThatCode(() -> require(chunk(Integer.MAX_VALUE), VALUES)).doesNotThrowAnyException();
    }

    @Test
    void aChunkOfFewerValuesThanItClaimsIsRefused() {
        assertThatThrownBy(() -> require(chunk(PAGE_BYTES), 2 * VALUES + 1)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "20, 20", "40, 0", "0, 40"})
    void levelsWithinTheirPageAreSound(int repetition, int definition) {
        assertThatCode(() -> require(pageV2(repetition, definition), VALUES)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "20, 21", "0, 2147483647", "2147483647, 0", "2147483647, 2147483647"})
    void levelsBeyondTheirPageAreDamaged(int repetition, int definition) {
        assertThatThrownBy(() -> require(pageV2(repetition, definition), VALUES))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("levels claim " + repetition + " and " + definition + " bytes of a page of 40");
    }

    private static void require(byte[] pages, long values) throws IOException {
        PageClaims.requireSizes(new ByteSlice(pages, 0, pages.length), values);
    }

    private static byte[] chunk(int claimedOfLast) throws IOException {
        PageHeader dictionary = new PageHeader(PageType.DICTIONARY_PAGE, PAGE_BYTES, PAGE_BYTES);
        dictionary.setDictionary_page_header(new DictionaryPageHeader(VALUES, Encoding.PLAIN));
        ByteArrayOutputStream pages = new ByteArrayOutputStream();
        for (PageHeader header : new PageHeader[] {dictionary, page(PAGE_BYTES), page(claimedOfLast)}) {
            Util.writePageHeader(header, pages);
            pages.writeBytes(new byte[PAGE_BYTES]);
        }
        return pages.toByteArray();
    }

    private static PageHeader page(int claimed) {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, PAGE_BYTES, claimed);
        header.setData_page_header(new DataPageHeader(VALUES, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        return header;
    }

    private static byte[] pageV2(int repetition, int definition) throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, PAGE_BYTES, PAGE_BYTES);
        header.setData_page_header_v2(new DataPageHeaderV2(VALUES, 0, VALUES, Encoding.PLAIN, definition, repetition));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Util.writePageHeader(header, page);
        page.writeBytes(new byte[PAGE_BYTES]);
        return page.toByteArray();
    }
}
