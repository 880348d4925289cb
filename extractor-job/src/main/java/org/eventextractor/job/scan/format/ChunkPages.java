package org.eventextractor.job.scan.format;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.eventextractor.job.scan.format.PageHeader.Kind;
import org.jspecify.annotations.Nullable;

/**
 * All pages of one column chunk.
 *
 * @param dictionary null if there is none
 * @param data in their order; together they have the chunk's entries
 */
record ChunkPages(@Nullable Page dictionary, List<Page> data) {

    /** @throws DamagedFileException if they are not those that the footer claims, or not as their checksums say */
    static ChunkPages find(byte[] file, Leaf leaf, ColumnChunk chunk) {
        Page dictionary = null;
        List<Page> data = new ArrayList<>(1);
        long entries = 0;
        int position = chunk.start();
        while (entries < chunk.entries()) {
            Page page = pageAt(file, position, chunk.end(), leaf);
            if (page.header().kind() == Kind.DICTIONARY) {
                require(dictionary == null && data.isEmpty(), "a dictionary page is not the first");
                dictionary = page;
            } else {
                require(page.header().values() > 0, "a data page holds no values");
                data.add(page);
                entries += page.header().values();
            }
            position = page.body().end();
        }
        require(entries == chunk.entries(), "a column chunk holds more values than it claims");
        return new ChunkPages(dictionary, data);
    }

    private static Page pageAt(byte[] file, int start, int end, Leaf leaf) {
        CompactReader in = new CompactReader(file, start, end);
        PageHeader header = PageHeaderReader.read(in, leaf);
        int bodyStart = in.position();
        require(header.compressedBytes() <= end - bodyStart, "a page goes on beyond its column chunk");
        ByteSlice body = new ByteSlice(file, bodyStart, bodyStart + header.compressedBytes());
        require(!header.checked() || checksum(body) == header.checksum(), "a page is not as its checksum says");
        return new Page(header, body);
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
