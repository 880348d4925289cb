package org.eventextractor.job.scan.format;

import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.PageHeader.Kind;

/** Reads one page header. Used once, by one thread. */
final class PageHeaderReader {

    private static final int TYPE = 1 << 4 | CompactReader.I32;
    private static final int UNCOMPRESSED_SIZE = 2 << 4 | CompactReader.I32;
    private static final int COMPRESSED_SIZE = 3 << 4 | CompactReader.I32;
    private static final int CRC = 4 << 4 | CompactReader.I32;
    private static final int DATA = 5 << 4 | CompactReader.STRUCT;
    private static final int INDEX = 6 << 4 | CompactReader.STRUCT;
    private static final int DICTIONARY = 7 << 4 | CompactReader.STRUCT;
    private static final int DATA_V2 = 8 << 4 | CompactReader.STRUCT;

    /** In each of the three kinds. */
    private static final int NUM_VALUES = 1 << 4 | CompactReader.I32;

    private static final int ENCODING = 2 << 4 | CompactReader.I32;
    private static final int DEFINITION_ENCODING = 3 << 4 | CompactReader.I32;
    private static final int REPETITION_ENCODING = 4 << 4 | CompactReader.I32;
    private static final int STATISTICS = 5 << 4 | CompactReader.STRUCT;

    private static final int NUM_NULLS_V2 = 2 << 4 | CompactReader.I32;
    private static final int NUM_ROWS_V2 = 3 << 4 | CompactReader.I32;
    private static final int ENCODING_V2 = 4 << 4 | CompactReader.I32;
    private static final int DEFINITION_BYTES_V2 = 5 << 4 | CompactReader.I32;
    private static final int REPETITION_BYTES_V2 = 6 << 4 | CompactReader.I32;
    private static final int COMPRESSED_V2 = 7 << 4 | CompactReader.TRUE;
    private static final int NOT_COMPRESSED_V2 = 7 << 4 | CompactReader.FALSE;
    private static final int STATISTICS_V2 = 8 << 4 | CompactReader.STRUCT;

    private static final int ABSENT = -1;

    private final CompactReader in;
    private final Leaf leaf;

    private int type = ABSENT;
    private int uncompressedBytes = ABSENT;
    private int compressedBytes = ABSENT;
    private boolean checked;
    private int checksum;
    private int body = ABSENT;
    private int values = ABSENT;
    private int encoding = ABSENT;
    private int definitionEncoding = ABSENT;
    private int repetitionEncoding = ABSENT;
    private int nulls = ABSENT;
    private int rows = ABSENT;
    private int definitionBytes = ABSENT;
    private int repetitionBytes = ABSENT;
    private boolean compressed = true;

    private PageHeaderReader(CompactReader in, Leaf leaf) {
        this.in = in;
        this.leaf = leaf;
    }

    /** @throws DamagedFileException if the header is not whole, or of another kind of page */
    static PageHeader read(CompactReader in, Leaf leaf) {
        PageHeaderReader reader = new PageHeaderReader(in, leaf);
        reader.readPage();
        return reader.header();
    }

    private void readPage() {
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case TYPE -> type = in.readI32();
                case UNCOMPRESSED_SIZE -> uncompressedBytes = in.readI32();
                case COMPRESSED_SIZE -> compressedBytes = in.readI32();
                case CRC -> readChecksum();
                case DATA, DICTIONARY, DATA_V2 -> readBody(field);
                case INDEX -> throw new DamagedFileException("an index page among data pages");
                default -> in.skip(field);
            }
        }
    }

    private void readChecksum() {
        checksum = in.readI32();
        checked = true;
    }

    /** A page has one of the three, that of its type. */
    private void readBody(int kind) {
        if (body != ABSENT) {
            throw new DamagedFileException("a page of two kinds");
        }
        body = kind;
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            if (field == NUM_VALUES) {
                values = in.readI32();
            } else if (kind == DATA_V2) {
                readV2(field);
            } else {
                readV1(field, kind == DATA);
            }
        }
    }

    private void readV1(int field, boolean data) {
        switch (field) {
            case ENCODING -> encoding = in.readI32();
            case DEFINITION_ENCODING -> definitionEncoding = in.readI32();
            case REPETITION_ENCODING -> repetitionEncoding = in.readI32();
            case STATISTICS -> {
                require(data);
                StatisticsReader.read(in, leaf);
            }
            default -> in.skip(field);
        }
    }

    private void readV2(int field) {
        switch (field) {
            case NUM_NULLS_V2 -> nulls = in.readI32();
            case NUM_ROWS_V2 -> rows = in.readI32();
            case ENCODING_V2 -> encoding = in.readI32();
            case DEFINITION_BYTES_V2 -> definitionBytes = in.readI32();
            case REPETITION_BYTES_V2 -> repetitionBytes = in.readI32();
            case COMPRESSED_V2 -> compressed = true;
            case NOT_COMPRESSED_V2 -> compressed = false;
            case STATISTICS_V2 -> StatisticsReader.read(in, leaf);
            default -> in.skip(field);
        }
    }

    private PageHeader header() {
        Kind kind = kind();
        require(uncompressedBytes >= 0 && compressedBytes >= 0 && values >= 0 && Encodings.exists(encoding));
        boolean levelsInRuns = kind == Kind.DATA_V2 ? requireV2() : kind == Kind.DATA && inRuns();
        return new PageHeader(
                kind,
                uncompressedBytes,
                compressedBytes,
                checked,
                checksum,
                values,
                encoding,
                levelsInRuns,
                Math.max(0, repetitionBytes),
                Math.max(0, definitionBytes),
                compressed);
    }

    private Kind kind() {
        if (type == 0 && body == DATA) {
            return Kind.DATA;
        }
        if (type == 2 && body == DICTIONARY) {
            return Kind.DICTIONARY;
        }
        require(type == 3 && body == DATA_V2);
        return Kind.DATA_V2;
    }

    private boolean requireV2() {
        require(nulls >= 0 && rows >= 0 && definitionBytes >= 0 && repetitionBytes >= 0);
        return true;
    }

    private boolean inRuns() {
        require(Encodings.exists(definitionEncoding) && Encodings.exists(repetitionEncoding));
        ColumnDescriptor column = leaf.column();
        return inRuns(definitionEncoding, column.getMaxDefinitionLevel())
                && inRuns(repetitionEncoding, column.getMaxRepetitionLevel());
    }

    /** Levels that a column does not have are nothing in either encoding. */
    private static boolean inRuns(int encoding, int maxLevel) {
        return encoding == Encodings.RLE || (encoding == Encodings.BIT_PACKED && maxLevel == 0);
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new DamagedFileException("a page header is not whole, or of a kind not known");
        }
    }
}
