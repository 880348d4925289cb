package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.TooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages of a required column of longs. */
class BoundedPagesTest {

    private static final int MANY_VALUES = 300_000_000;
    private static final PrimitiveType TYPE =
            Types.primitive(PrimitiveTypeName.INT64, Repetition.REQUIRED).named("number");

    /** Room for 300,000,000 longs is reserved by what a page of a few hundred bytes says. */
    @Test
    void moreValuesThanMemoryHoldsAreTooLargeThoughTheirDeltasMayTakeFewBytes() {
        // blocks of 1,048,576 values in one part, 300,000,000 values in all
        byte[] claims = {-128, -128, 64, 1, -128, -58, -122, -113, 1};
        DataPage page = page(MANY_VALUES, Encoding.DELTA_BINARY_PACKED, Arrays.copyOf(claims, 1_000));

        assertThatThrownBy(pages(page, null)::readPage)
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("claims 300000000 values")
                .hasMessageContaining("give the job more memory");
    }

    @Test
    void aPageOfWhatMemoryHoldsIsRead() {
        DataPage page = page(2, Encoding.PLAIN, new byte[2 * Long.BYTES]);

        assertThat(pages(page, null).readPage()).isSameAs(page);
    }

    @Test
    void aDictionaryOfMoreEntriesThanBytesIsDamaged() {
        DictionaryPage dictionary = new DictionaryPage(BytesInput.from(new byte[8]), 9, Encoding.PLAIN);

        assertThatThrownBy(pages(null, dictionary)::readDictionaryPage)
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("a dictionary page claims 9 entries in 8 bytes");
    }

    @Test
    void aMissingPageIsDamage() {
        assertThatThrownBy(pages(null, null)::readPage).isInstanceOf(DamagedFileException.class);
    }

    private static BoundedPages pages(@Nullable DataPage page, @Nullable DictionaryPage dictionary) {
        ColumnDescriptor column = new ColumnDescriptor(new String[] {"number"}, TYPE, 0, 0);
        return new BoundedPages(column, new OnePage(page, dictionary));
    }

    private static DataPage page(int values, Encoding encoding, byte[] bytes) {
        return DataPageV2.uncompressed(
                values,
                0,
                values,
                BytesInput.empty(),
                BytesInput.empty(),
                encoding,
                BytesInput.from(bytes),
                Statistics.createStats(TYPE));
    }

    private record OnePage(
            @Nullable DataPage page, @Nullable DictionaryPage dictionary) implements PageReader {

        @Override
        public @Nullable DictionaryPage readDictionaryPage() {
            return dictionary;
        }

        @Override
        public long getTotalValueCount() {
            return page == null ? 0 : page.getValueCount();
        }

        @Override
        public @Nullable DataPage readPage() {
            return page;
        }
    }
}
