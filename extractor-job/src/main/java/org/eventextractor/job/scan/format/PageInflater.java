package org.eventextractor.job.scan.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the pages of one column chunk into scratch memory: its data pages one after the other into the same
 * piece. Not safe for use by many threads.
 */
final class PageInflater {

    private final PageCodec codec;
    private final Scratch scratch;
    private long remainingBytes;
    private @Nullable ByteSlice pagePiece;

    /** @param maxBytes what the whole chunk claims to take decompressed: all its pages together are given no more */
    PageInflater(PageCodec codec, long maxBytes, Scratch scratch) {
        this.codec = codec;
        this.scratch = scratch;
        remainingBytes = maxBytes;
    }

    /** The body of the dictionary page; it stays as it is. */
    ByteSlice inflateDictionary(Page page) throws IOException {
        ByteSlice dictionary = inflate(page.body(), page.header().uncompressedBytes(), true);
        pagePiece = null;
        return dictionary;
    }

    /** The body of a data page V1; that of the page before it is of no use any more. */
    ByteSlice inflate(Page page) throws IOException {
        return inflate(page.body(), page.header().uncompressedBytes(), true);
    }

    /**
     * The values of a data page V2; those of the page before it are of no use any more.
     *
     * @param values the part that may be compressed
     */
    ByteSlice inflate(Page page, ByteSlice values) throws IOException {
        PageHeader header = page.header();
        int levels = header.repetitionBytes() + header.definitionBytes();
        return inflate(values, header.uncompressedBytes() - levels, header.compressed());
    }

    private ByteSlice inflate(ByteSlice body, int length, boolean compressed) throws IOException {
        boolean plainly = codec == PageCodec.UNCOMPRESSED || !compressed;
        if (length < 0 || length > remainingBytes || (plainly && length != body.length())) {
            throw new DamagedFileException("a page of " + body.length() + " bytes claims to hold " + length + " of its"
                    + " column chunk's last " + remainingBytes);
        }
        remainingBytes -= length;
        if (plainly) {
            return body;
        }
        codec.requirePlausible(body.length(), length);
        ByteSlice plain = piece(length);
        codec.decompress(body.array(), body.start(), body.length(), plain.array(), plain.start(), length);
        return plain;
    }

    private ByteSlice piece(int length) {
        ByteSlice piece = pagePiece == null || pagePiece.length() < length ? scratch.take(length) : pagePiece;
        pagePiece = piece;
        return piece.head(length);
    }
}
