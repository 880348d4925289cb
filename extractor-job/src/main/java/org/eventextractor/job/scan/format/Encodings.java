package org.eventextractor.job.scan.format;

import org.apache.parquet.column.Encoding;

/**
 * The encodings of values and levels, by the numbers that stand for them in files.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a>
 */
public final class Encodings {

    static final int PLAIN = 0;
    static final int PLAIN_DICTIONARY = 2;
    static final int RLE = 3;
    static final int RLE_DICTIONARY = 8;

    /** Of levels, in files of old, and where a column has none. */
    static final int BIT_PACKED = 4;

    private static final int GROUP_VAR_INT = 1;
    private static final int BYTE_STREAM_SPLIT = 9;
    private static final int PAGE_TYPES = 4;

    private static final int PAGE_TYPE = 1 << 4 | CompactReader.I32;
    private static final int ENCODING = 2 << 4 | CompactReader.I32;
    private static final int COUNT = 3 << 4 | CompactReader.I32;

    private Encodings() {}

    static boolean isDictionary(int encoding) {
        return encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY;
    }

    /** Whether pages of such an encoding, of values or of levels, are decoded here. */
    public static boolean isDecoded(Encoding encoding) {
        return isDecoded(
                org.apache.parquet.format.Encoding.valueOf(encoding.name()).getValue());
    }

    private static boolean isDecoded(int encoding) {
        return encoding == PLAIN || encoding == RLE || encoding == BIT_PACKED || isDictionary(encoding);
    }

    /** Passes over a list of encodings, and tells whether all of them are decoded here. */
    static boolean readList(CompactReader in) {
        boolean decoded = true;
        for (int remaining = in.readList(CompactReader.I32); remaining > 0; remaining--) {
            decoded &= isDecoded(in.readI32());
        }
        return decoded;
    }

    /** The name of an encoding that {@linkplain #exists exists}. */
    static Encoding named(int encoding) {
        return Encoding.valueOf(
                org.apache.parquet.format.Encoding.findByValue(encoding).name());
    }

    /** Whether the format has such an encoding. */
    static boolean exists(int encoding) {
        return encoding >= PLAIN && encoding <= BYTE_STREAM_SPLIT && encoding != GROUP_VAR_INT;
    }

    /**
     * Passes over the counts of pages by encoding, which nothing here needs.
     *
     * @throws DamagedFileException if they are not as the format says
     */
    static void requireSoundStats(CompactReader in) {
        for (int remaining = in.readList(CompactReader.STRUCT); remaining > 0; remaining--) {
            requireSoundCount(in);
        }
    }

    private static void requireSoundCount(CompactReader in) {
        int seen = 0;
        boolean sound = true;
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            seen |= field == PAGE_TYPE || field == ENCODING || field == COUNT ? 1 << (field >> 4) : 0;
            switch (field) {
                case PAGE_TYPE -> sound &= Integer.compareUnsigned(in.readI32(), PAGE_TYPES) < 0;
                case ENCODING -> sound &= exists(in.readI32());
                default -> in.skip(field);
            }
        }
        if (!sound || Integer.bitCount(seen) != 3) {
            throw new DamagedFileException("a column chunk's encodings are not of the format");
        }
    }
}
