package org.eventextractor.job.scan.format;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.eventextractor.job.scan.format.PageHeader.Kind;
import org.jspecify.annotations.Nullable;

/** Pages of one column chunk: their headers are read, the checksums that they have are right. Immutable. */
public final class ChunkPages {

    private final @Nullable Page dictionary;
    private final List<Page> data;

    private ChunkPages(@Nullable Page dictionary, List<Page> data) {
        this.dictionary = dictionary;
        this.data = List.copyOf(data);
    }

    /**
     * Finds all pages of a chunk.
     *
     * @param chunk its bytes
     * @param entries how many values and nulls the pages hold together
     * @throws DamagedFileException if they are not those that the footer claims, or not as their checksums say
     */
    public static ChunkPages all(ByteSlice chunk, Leaf leaf, long entries) {
        boolean repeated = leaf.column().getMaxRepetitionLevel() > 0;
        Page dictionary = null;
        List<Page> data = new ArrayList<>(1);
        long found = 0;
        ByteSlice rest = chunk;
        while (found < entries) {
            Page page = first(rest, leaf, repeated ? Page.UNKNOWN : (int) found);
            if (page.header().kind() == Kind.DICTIONARY) {
                require(dictionary == null && data.isEmpty(), "a dictionary page is not the first");
                dictionary = page;
            } else {
                require(page.header().values() > 0, "a data page holds no values");
                data.add(page);
                found += page.header().values();
            }
            rest = new ByteSlice(rest.array(), page.body().end(), rest.end());
        }
        require(found == entries, "a column chunk holds more values than it claims");
        return new ChunkPages(dictionary, data);
    }

    /**
     * Takes some pages of a chunk, and leaves out others.
     *
     * @param dictionary the dictionary page's header and body; null if the chunk has none
     * @param placed in their order
     * @throws DamagedFileException if they are not as the offset index says, or not as their checksums say
     */
    public static ChunkPages some(@Nullable ByteSlice dictionary, List<PlacedPage> placed, Leaf leaf) {
        Page first = dictionary == null ? null : first(dictionary, leaf, Page.UNKNOWN);
        require(first == null || first.header().kind() == Kind.DICTIONARY, "a dictionary page is not the first");
        boolean repeated = leaf.column().getMaxRepetitionLevel() > 0;
        List<Page> data = new ArrayList<>(placed.size());
        for (PlacedPage page : placed) {
            Page found = first(page.bytes(), leaf, page.firstRow());
            require(found.header().kind() != Kind.DICTIONARY, "a dictionary page among data pages");
            require(
                    repeated || found.header().values() == page.rows(),
                    "a page has other rows than its offset index says");
            data.add(new Page(found.header(), found.body(), page.firstRow(), page.rows()));
        }
        return new ChunkPages(first, data);
    }

    /**
     * The same, if these are all pages of a row group of so many rows: a data page that is the only one holds them all,
     * also where the column is repeated.
     */
    public ChunkPages of(int rows) {
        if (data.size() != 1) {
            return this;
        }
        Page only = data.get(0);
        return new ChunkPages(dictionary, List.of(new Page(only.header(), only.body(), 0, rows)));
    }

    /**
     * Whether an offset index tells of these data pages, and of no others.
     *
     * @param shift from a position in the array that holds the pages to one in the file
     */
    public boolean areAt(List<PagePlace> places, long shift) {
        boolean same = places.size() == data.size();
        for (int i = 0; same && i < places.size(); i++) {
            Page page = data.get(i);
            PagePlace place = places.get(i);
            boolean ends = place.offset() + place.bytes() == page.body().end() + shift;
            same = ends && (!page.knowsRows() || page.firstRow() == place.firstRow());
        }
        return same;
    }

    /** Whether each of them has a checksum. */
    public boolean areChecked() {
        return (dictionary == null || dictionary.header().checked())
                && data.stream().allMatch(page -> page.header().checked());
    }

    @Nullable
    Page dictionary() {
        return dictionary;
    }

    List<Page> data() {
        return data;
    }

    private static Page first(ByteSlice bytes, Leaf leaf, int firstRow) {
        CompactReader in = new CompactReader(bytes.array(), bytes.start(), bytes.end());
        PageHeader header = PageHeaderReader.read(in, leaf);
        int bodyStart = in.position();
        require(header.compressedBytes() <= bytes.end() - bodyStart, "a page goes on beyond its column chunk");
        ByteSlice body = new ByteSlice(bytes.array(), bodyStart, bodyStart + header.compressedBytes());
        require(!header.checked() || checksum(body) == header.checksum(), "a page is not as its checksum says");
        return new Page(header, body, firstRow, firstRow == Page.UNKNOWN ? Page.UNKNOWN : header.values());
    }

    /**
     * Makes sure that all pages can be decoded here, before any is.
     *
     * @throws DamagedFileException if one is in an encoding not known, or of which the footer does not tell
     */
    void requireDecodable(Leaf leaf) {
        for (Page page : data) {
            PageHeader header = page.header();
            require(header.levelsInRuns(), "levels are in an encoding not known");
            boolean known = header.encoding() == Encodings.PLAIN
                    || (Encodings.isDictionary(header.encoding()) && dictionary != null)
                    || (header.encoding() == Encodings.RLE && leaf.typeCode() == 0);
            require(known, "values are in an encoding not known, or of which the footer does not tell");
        }
    }

    private static int checksum(ByteSlice body) {
        CRC32 checksum = new CRC32();
        checksum.update(body.array(), body.start(), body.length());
        return (int) checksum.getValue();
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new DamagedFileException(otherwise);
        }
    }
}
