package org.eventextractor.job.scan.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.bytes.BytesUtils;
import org.jspecify.annotations.Nullable;

/** The entries of some pages of a column chunk, all of them in memory. Pages are decompressed as they are come to. */
public final class PageEntries implements LeafEntries {

    /** Definition levels that are decoded at a time. */
    private static final int LEVELS_TOGETHER = 1024;

    private final Leaf leaf;
    private final boolean repeated;
    private final int maxRepetitionLevel;
    private final int maxDefinitionLevel;
    private final PageInflater inflater;
    private final List<Page> pages;
    private final @Nullable Dictionary dictionary;

    private int nextPage;
    private int remainingInPage;
    /** The row after the last of the page that is open; 0 if there is none or that is not known. */
    private int openPageEnd;

    private @Nullable RunDecoder repetitionLevels;
    private @Nullable RunDecoder definitionLevels;
    private ValueDecoder values = ValueDecoder.none();
    private int repetitionLevel;
    private int definitionLevel;

    /** The row that begins next. */
    private int nextRow;
    /** Whether the repetition level is that of the next entry already. */
    private boolean levelAhead;

    private PageEntries(Leaf leaf, ChunkPages pages, PageInflater inflater) throws IOException {
        this.leaf = leaf;
        this.inflater = inflater;
        maxRepetitionLevel = leaf.column().getMaxRepetitionLevel();
        maxDefinitionLevel = leaf.column().getMaxDefinitionLevel();
        repeated = maxRepetitionLevel > 0;
        this.pages = pages.data();
        Page first = pages.dictionary();
        dictionary = first == null ? null : Dictionary.of(first.header(), inflater.inflateDictionary(first), leaf);
    }

    /**
     * The entries of these pages.
     *
     * @param codec the chunk's
     * @param maxBytes what all the chunk's pages claim to take decompressed
     * @param scratch is in use until the last entry was read
     * @throws DamagedFileException if the dictionary is not as its header says, or a page in an encoding not known
     */
    public static PageEntries of(ChunkPages pages, Leaf leaf, PageCodec codec, long maxBytes, Scratch scratch)
            throws IOException {
        pages.requireDecodable(leaf);
        return new PageEntries(leaf, pages, new PageInflater(codec, maxBytes, scratch));
    }

    @Override
    public void seek(int row) {
        if (row == nextRow) {
            return;
        }
        if (row >= openPageEnd) {
            passPagesBefore(row);
        }
        if (!repeated) {
            passEntries(row - nextRow);
        } else if (nextRow < row) {
            passRowsBefore(row);
        }
    }

    @Override
    public void next() {
        if (remainingInPage == 0) {
            openNextPage();
        }
        remainingInPage--;
        if (repeated) {
            repetitionLevel = levelAhead ? repetitionLevel : levelOf(repetitionLevels);
            levelAhead = false;
        } else {
            nextRow++;
        }
        definitionLevel = levelOf(definitionLevels);
        requireDefined();
        if (definitionLevel == maxDefinitionLevel) {
            values.next();
        }
    }

    @Override
    public void forEach(int count, EntryVisitor visitor) {
        byte[] levels = new byte[Math.min(count, LEVELS_TOGETHER)];
        for (int left = count; left > 0; ) {
            int step = readLevels(levels, Math.min(left, levels.length));
            visit(levels, step, visitor);
            left -= step;
        }
    }

    private void visit(byte[] levels, int count, EntryVisitor visitor) {
        int row = nextRow - count;
        for (int i = 0; i < count; i++) {
            definitionLevel = levels[i];
            requireDefined();
            if (definitionLevel == maxDefinitionLevel) {
                values.next();
            }
            visitor.visit(row++, this);
        }
    }

    @Override
    public int readLevels(byte[] levels, int most) {
        if (remainingInPage == 0) {
            openNextPage();
        }
        int count = Math.min(most, remainingInPage);
        if (definitionLevels == null) {
            Arrays.fill(levels, 0, count, (byte) 0);
        } else {
            definitionLevels.read(levels, count);
        }
        remainingInPage -= count;
        nextRow += count;
        return count;
    }

    @Override
    public PlainValue nextValue() {
        values.next();
        return values;
    }

    @Override
    public void forEachOf(ValueFilter filter, int count, EntryVisitor visitor) {
        byte[] levels = new byte[Math.min(count, LEVELS_TOGETHER)];
        int[] rows = new int[levels.length];
        for (int left = count; left > 0; ) {
            int step = readLevels(levels, Math.min(left, levels.length));
            visitAccepted(filter, rows, rowsWithValue(levels, step, rows), visitor);
            left -= step;
        }
    }

    @Override
    public void forEachValue(int count, ValueVisitor visitor) {
        byte[] levels = new byte[Math.min(count, LEVELS_TOGETHER)];
        int[] rows = new int[levels.length];
        for (int left = count; left > 0; ) {
            int step = readLevels(levels, Math.min(left, levels.length));
            values.forNext(rowsWithValue(levels, step, rows), visitor);
            left -= step;
        }
    }

    /** Of the entries last read. Without a branch for each, as there is no telling whether a user is null. */
    private int rowsWithValue(byte[] levels, int count, int[] rows) {
        int first = nextRow - count;
        int found = 0;
        int beyond = 0;
        for (int i = 0; i < count; i++) {
            int missing = maxDefinitionLevel - levels[i];
            beyond |= missing | levels[i];
            rows[found] = first + i;
            found += 1 + (-missing >> (Integer.SIZE - 1));
        }
        if (beyond < 0) {
            throw beyondSchema();
        }
        return found;
    }

    private void visitAccepted(ValueFilter filter, int[] rows, int count, EntryVisitor visitor) {
        definitionLevel = maxDefinitionLevel;
        for (int i = values.nextOf(filter, count); i < count; i += 1 + values.nextOf(filter, count - i - 1)) {
            visitor.visit(rows[i], this);
        }
    }

    /** Levels are stored in whole bits, so a damaged page can hold ones that the schema does not have. */
    private void requireDefined() {
        if (definitionLevel > maxDefinitionLevel || definitionLevel < 0) {
            throw beyondSchema();
        }
    }

    private DamagedFileException beyondSchema() {
        return new DamagedFileException(
                "column " + String.join(".", leaf.column().getPath()) + " holds levels beyond its schema");
    }

    @Override
    public boolean rowGoesOn() {
        if (remainingInPage == 0 && !continuesOnNextPage()) {
            nextRow++;
            return false;
        }
        if (remainingInPage == 0) {
            openNextPage();
        }
        repetitionLevel = levelOf(repetitionLevels);
        levelAhead = true;
        nextRow += repetitionLevel == 0 ? 1 : 0;
        return repetitionLevel != 0;
    }

    /** Where it is known which rows pages hold, each begins with one. */
    private boolean continuesOnNextPage() {
        return nextPage < pages.size() && !pages.get(nextPage).knowsRows();
    }

    /** As far as it is known which rows they hold. */
    private void passPagesBefore(int row) {
        int reached = nextPage;
        while (reached < pages.size()
                && pages.get(reached).knowsRows()
                && pages.get(reached).firstRow() <= row) {
            reached++;
        }
        if (reached > nextPage) {
            nextPage = reached - 1;
            nextRow = pages.get(nextPage).firstRow();
            remainingInPage = 0;
            levelAhead = false;
        }
    }

    private void passRowsBefore(int row) {
        if (remainingInPage == 0) {
            openNextPage();
        }
        if (pages.get(nextPage - 1).knowsRows()) {
            passRowsOfPage(row - nextRow);
            return;
        }
        while (nextRow < row) {
            do {
                next();
            } while (rowGoesOn());
        }
    }

    /** The page holds that many rows, and one more: up to that one's repetition level. */
    private void passRowsOfPage(int rows) {
        RunDecoder levels = Objects.requireNonNull(repetitionLevels);
        int passed = levels.skipThroughZeros(levelAhead ? rows : rows + 1) - (levelAhead ? 0 : 1);
        passValues(passed);
        nextRow += rows;
        repetitionLevel = 0;
        levelAhead = true;
    }

    private void passEntries(int count) {
        for (int left = count; left > 0; ) {
            if (remainingInPage == 0) {
                openNextPage();
            }
            int step = Math.min(left, remainingInPage);
            passValues(step);
            nextRow += step;
            left -= step;
        }
    }

    /** Passes over entries of this page, apart from their repetition levels. */
    private void passValues(int entries) {
        values.skip(definitionLevels == null ? entries : definitionLevels.skipCounting(entries, maxDefinitionLevel));
        remainingInPage -= entries;
    }

    private void openNextPage() {
        if (nextPage == pages.size()) {
            throw new DamagedFileException(
                    "column " + String.join(".", leaf.column().getPath()) + " ends before the row group's last row");
        }
        Page page = pages.get(nextPage++);
        if (page.knowsRows() && page.firstRow() != nextRow) {
            throw new DamagedFileException("a page of row " + nextRow + " begins with row " + page.firstRow());
        }
        try {
            open(page);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void open(Page page) throws IOException {
        PageBody body = PageBody.of(page, leaf, inflater);
        remainingInPage = page.header().values();
        openPageEnd = page.knowsRows() ? page.firstRow() + page.rows() : 0;
        if (repeated && page.knowsRows()) {
            requireRows(page, body);
        }
        repetitionLevels = levels(body.repetitionLevels(), maxRepetitionLevel);
        definitionLevels = levels(body.definitionLevels(), maxDefinitionLevel);
        values = values(page.header().encoding(), body.values());
    }

    /** An offset index that is wrong would give rows to their neighbours. */
    private void requireRows(Page page, PageBody body) {
        RunDecoder levels = Objects.requireNonNull(levels(body.repetitionLevels(), maxRepetitionLevel));
        if (levels.next() != 0 || levels.skipCounting(page.header().values() - 1, 0) + 1 != page.rows()) {
            throw new DamagedFileException("a page does not hold the rows that its offset index says");
        }
    }

    private static int levelOf(@Nullable RunDecoder levels) {
        return levels == null ? 0 : levels.next();
    }

    private static @Nullable RunDecoder levels(@Nullable ByteSlice runs, int max) {
        return runs == null ? null : new RunDecoder(runs, BytesUtils.getWidthFromMaxInt(max));
    }

    /** Of one of the encodings that {@link ChunkPages#requireDecodable} lets pass. */
    private ValueDecoder values(int encoding, ByteSlice bytes) {
        return switch (encoding) {
            case Encodings.PLAIN -> ValueDecoder.plain(leaf, bytes);
            case Encodings.RLE -> ValueDecoder.ofRuns(bytes);
            default -> ValueDecoder.ofDictionary(Objects.requireNonNull(dictionary), bytes);
        };
    }

    @Override
    public int repetitionLevel() {
        return repetitionLevel;
    }

    @Override
    public int definitionLevel() {
        return definitionLevel;
    }

    @Override
    public boolean isPresent() {
        return definitionLevel == maxDefinitionLevel;
    }

    @Override
    public int dictionarySize() {
        return dictionary == null ? 0 : dictionary.size();
    }

    @Override
    public PlainValue value() {
        return values;
    }
}
