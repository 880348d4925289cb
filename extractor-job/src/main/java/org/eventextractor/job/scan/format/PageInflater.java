package org.eventextractor.job.scan.format;

import java.io.IOException;

/** Decompresses the pages of one column chunk into scratch memory. Not safe for use by many threads. */
final class PageInflater {

    private final PageCodec codec;
    private final Scratch scratch;
    private long remainingBytes;

    /** @param maxBytes what the whole chunk claims to take decompressed: all its pages together are given no more */
    PageInflater(PageCodec codec, long maxBytes, Scratch scratch) {
        this.codec = codec;
        this.scratch = scratch;
        remainingBytes = maxBytes;
    }

    /** The body of a dictionary page or of a data page V1. */
    ByteSlice inflate(Page page) throws IOException {
        return inflate(page.body(), page.header().uncompressedBytes(), true);
    }

    /** @param values the part of a data page V2 that may be compressed */
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
        ByteSlice plain = scratch.take(length);
        codec.decompress(body.array(), body.start(), body.length(), plain.array(), plain.start(), length);
        return plain;
    }
}
