package org.eventextractor.job.write.format;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.job.scan.LeafVector;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the entries of one column, chunk after chunk, and cuts them into pages. Where a page ends depends on the rows
 * alone, not on how many are appended at a time. Not safe for use by many threads.
 */
public final class ColumnEncoder {

    /** The most rows of a page, as parquet-java has it. */
    private static final int MAX_PAGE_ROWS = 20_000;

    /** Until a page ends, each entry's levels, and the index of its value, are held as numbers. */
    private static final int ENTRY_BYTES = 3 * Integer.BYTES;

    private final ColumnDescriptor column;
    private final int maxDefinitionLevel;
    private final int maxPageBytes;
    /** Of repetition. */
    private final int[] sameLevels;

    private final LevelEncoder repetitionLevels;
    private final LevelEncoder definitionLevels;
    private final ValueEncoder values;
    private final EncodedBytes page = new EncodedBytes();
    private @Nullable PageWriter pages;
    private int rows;
    private int entries;

    /**
     * @param column the target's
     * @param maxPageBytes a page ends with the row that brings it to this size, before compression and not counting
     *     what a dictionary saves
     */
    public ColumnEncoder(ColumnDescriptor column, int maxPageBytes) {
        this.column = column;
        this.maxPageBytes = maxPageBytes;
        maxDefinitionLevel = column.getMaxDefinitionLevel();
        sameLevels = IntStream.rangeClosed(0, column.getMaxRepetitionLevel()).toArray();
        repetitionLevels = new LevelEncoder(column.getMaxRepetitionLevel());
        definitionLevels = new LevelEncoder(maxDefinitionLevel);
        values = ValueEncoder.of(column.getPrimitiveType());
    }

    /** Begins a chunk. */
    public void start(PageWriter chunk) {
        pages = chunk;
        values.startChunk();
    }

    /** Appends rows {@code fromRow} (included) to {@code toRow} (excluded). */
    public void append(LeafVector source, LeafMapping mapping, int fromRow, int toRow) throws IOException {
        int row = fromRow;
        while (row < toRow) {
            int end = Math.min(toRow, row + MAX_PAGE_ROWS - rows);
            if (!mapping.missing() && pageBytes() + bytes(source, row, end) >= maxPageBytes) {
                end = row + 1;
            }
            appendEntries(source, mapping, source.entryOf(row), source.entryOf(end));
            rows += end - row;
            if (rows == MAX_PAGE_ROWS || pageBytes() >= maxPageBytes) {
                endPage();
            }
            row = end;
        }
    }

    /** What the chunk's pages take so far, with its dictionary's. */
    public long bytes() {
        return pagesBytes() + values.dictionaryBytes();
    }

    /** The memory that the chunk takes so far; its open page counts by what it holds. */
    public long memoryBytes() {
        return pagesBytes() + values.dictionaryMemoryBytes();
    }

    private long pagesBytes() {
        return values.pageBytes() + (long) entries * ENTRY_BYTES + chunk().getMemSize();
    }

    /** Ends the chunk. */
    public void finish() throws IOException {
        if (rows > 0) {
            endPage();
        }
        DictionaryPage dictionary = values.dictionaryPage();
        if (dictionary != null) {
            chunk().writeDictionaryPage(dictionary);
        }
        pages = null;
    }

    private PageWriter chunk() {
        return Objects.requireNonNull(pages, "no chunk was begun");
    }

    /** What a page takes; an entry's levels count as a byte. */
    private long pageBytes() {
        return values.pageBytes() + entries;
    }

    private long bytes(LeafVector source, int fromRow, int toRow) {
        int from = source.entryOf(fromRow);
        int to = source.entryOf(toRow);
        return values.plainBytes(source, from, to) + to - from;
    }

    private void appendEntries(LeafVector source, LeafMapping mapping, int from, int to) {
        if (mapping.missing()) {
            appendNulls(source, mapping, from, to);
            return;
        }
        repetitionLevels.addAll(source.repetitionLevels(), sameLevels, from, to);
        definitionLevels.addAll(source.definitionLevels(), mapping.levels(), from, to);
        values.append(source, from, to);
        entries += to - from;
    }

    private void appendNulls(LeafVector source, LeafMapping mapping, int from, int to) {
        for (int entry = from; entry < to; entry++) {
            int level = source.repetitionLevel(entry);
            if (level <= mapping.maxRepetitionLevel()) {
                repetitionLevels.add(level);
                definitionLevels.add(mapping.level(source.definitionLevel(entry)));
                entries++;
            }
        }
    }

    private void endPage() throws IOException {
        SizeStatistics sizes = sizes();
        Statistics<?> bounds = values.statistics().bounds();
        bounds.incrementNumNulls(entries - definitionLevels.count(maxDefinitionLevel));
        repetitionLevels.endPage(page);
        definitionLevels.endPage(page);
        Encoding encoding = values.encode(page);
        chunk().writePage(
                        page.view(),
                        entries,
                        rows,
                        bounds,
                        sizes,
                        values.statistics().places(),
                        Encoding.RLE,
                        Encoding.RLE,
                        encoding);
        values.statistics().clear();
        page.clear();
        rows = 0;
        entries = 0;
    }

    private SizeStatistics sizes() {
        boolean ofAnyLength = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        long valueCount = definitionLevels.count(maxDefinitionLevel);
        return new SizeStatistics(
                column.getPrimitiveType(),
                ofAnyLength ? values.pageBytes() - Integer.BYTES * valueCount : 0,
                column.getMaxRepetitionLevel() > 0 ? repetitionLevels.histogram() : List.of(),
                maxDefinitionLevel > 1 ? definitionLevels.histogram() : List.of());
    }
}
