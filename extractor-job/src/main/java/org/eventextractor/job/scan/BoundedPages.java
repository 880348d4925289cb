package org.eventextractor.job.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.DataPageCheck;
import org.eventextractor.job.scan.format.StepMemory;
import org.jspecify.annotations.Nullable;

/**
 * Pages by whose claims no decoder reserves more memory than what they hold justifies. How many entries a page has it can
 * only claim, since runs of any length take a few bytes: that is held against a share of the heap. Not safe for use by
 * many threads.
 */
final class BoundedPages implements PageReader {

    private final PageReader pages;
    private final DataPageCheck check;

    BoundedPages(ColumnDescriptor column, PageReader pages) {
        this.pages = pages;
        check = new DataPageCheck(column);
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        DictionaryPage page = pages.readDictionaryPage();
        // decoders reserve room for every entry first; each takes at least one byte of the page, or there is none
        if (page != null && page.getDictionarySize() > page.getBytes().size()) {
            throw new DamagedFileException("a dictionary page claims " + page.getDictionarySize() + " entries in "
                    + page.getBytes().size() + " bytes");
        }
        return page;
    }

    @Override
    public long getTotalValueCount() {
        return pages.getTotalValueCount();
    }

    @Override
    public DataPage readPage() {
        DataPage page = pages.readPage();
        if (page == null) {
            throw new DamagedFileException("a column chunk holds fewer values than it claims");
        }
        StepMemory.requireEntries(page.getValueCount());
        try {
            check.require(page);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return page;
    }
}
