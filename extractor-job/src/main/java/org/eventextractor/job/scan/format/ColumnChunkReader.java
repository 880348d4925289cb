package org.eventextractor.job.scan.format;

import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Reads the column chunks that a footer describes, one after the other. Not safe for use by many threads. */
final class ColumnChunkReader {

    private static final int FILE_PATH = 1 << 4 | CompactReader.BINARY;
    private static final int FILE_OFFSET = 2 << 4 | CompactReader.I64;
    private static final int META_DATA = 3 << 4 | CompactReader.STRUCT;
    private static final int CRYPTO_METADATA = 8 << 4 | CompactReader.STRUCT;
    private static final int ENCRYPTED_METADATA = 9 << 4 | CompactReader.BINARY;

    private static final int TYPE = 1 << 4 | CompactReader.I32;
    private static final int ENCODINGS = 2 << 4 | CompactReader.LIST;
    private static final int PATH = 3 << 4 | CompactReader.LIST;
    private static final int CODEC = 4 << 4 | CompactReader.I32;
    private static final int NUM_VALUES = 5 << 4 | CompactReader.I64;
    private static final int UNCOMPRESSED_SIZE = 6 << 4 | CompactReader.I64;
    private static final int COMPRESSED_SIZE = 7 << 4 | CompactReader.I64;
    private static final int KEY_VALUE_METADATA = 8 << 4 | CompactReader.LIST;
    private static final int DATA_PAGE_OFFSET = 9 << 4 | CompactReader.I64;
    private static final int DICTIONARY_PAGE_OFFSET = 11 << 4 | CompactReader.I64;
    private static final int STATISTICS = 12 << 4 | CompactReader.STRUCT;
    private static final int ENCODING_STATS = 13 << 4 | CompactReader.LIST;
    private static final int SIZE_STATISTICS = 16 << 4 | CompactReader.STRUCT;
    private static final int GEOSPATIAL_STATISTICS = 17 << 4 | CompactReader.STRUCT;

    private final CompactReader in;
    private final int dataEnd;

    private @Nullable PageCodec codec;
    private boolean knownEncodings;
    private boolean ofKnownType;
    private boolean atKnownPath;
    private boolean placed;
    private long entries;
    private long uncompressedBytes;
    private long compressedBytes;
    private long dataPageOffset;
    private long dictionaryPageOffset;
    private @Nullable Statistics statistics;
    private int headStart;
    private int headEnd;
    private int countsStart;
    private int countsEnd;

    /** @param dataEnd where the footer begins, and all pages have ended */
    ColumnChunkReader(CompactReader in, int dataEnd) {
        this.in = in;
        this.dataEnd = dataEnd;
    }

    ColumnChunk read(Leaf leaf) {
        reset();
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case FILE_OFFSET -> placed = in.readI64() >= 0;
                case META_DATA -> readMetaData(leaf);
                case FILE_PATH, CRYPTO_METADATA, ENCRYPTED_METADATA -> throw unusual();
                default -> in.skip(field);
            }
        }
        return chunk(leaf);
    }

    private void reset() {
        codec = null;
        knownEncodings = false;
        ofKnownType = false;
        atKnownPath = false;
        placed = false;
        entries = -1;
        uncompressedBytes = -1;
        compressedBytes = -1;
        dataPageOffset = -1;
        dictionaryPageOffset = 0;
        statistics = null;
        headEnd = headStart;
        countsEnd = countsStart;
    }

    private void readMetaData(Leaf leaf) {
        int start = in.position();
        int last = isKnownHead(leaf.style()) ? CODEC : CompactReader.STOP;
        for (int field = in.nextField(last); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case TYPE -> ofKnownType = in.readI32() == leaf.typeCode();
                case ENCODINGS -> knownEncodings = Encodings.readList(in);
                case PATH -> atKnownPath = requirePath(leaf);
                case CODEC -> readCodec(start);
                case NUM_VALUES -> entries = in.readI64();
                case UNCOMPRESSED_SIZE -> uncompressedBytes = in.readI64();
                case COMPRESSED_SIZE -> compressedBytes = in.readI64();
                case DATA_PAGE_OFFSET -> dataPageOffset = in.readI64();
                case DICTIONARY_PAGE_OFFSET -> dictionaryPageOffset = in.readI64();
                case STATISTICS -> statistics = StatisticsReader.read(in, leaf);
                case ENCODING_STATS -> readEncodingCounts(leaf.style());
                case SIZE_STATISTICS -> StatisticsReader.requireSoundSizes(in);
                case KEY_VALUE_METADATA, GEOSPATIAL_STATISTICS -> throw unusual();
                default -> in.skip(field);
            }
        }
    }

    private boolean isKnownHead(ChunkStyle style) {
        if (style.head().length == 0 || !in.skipIfNext(style.head())) {
            return false;
        }
        codec = style.codec();
        knownEncodings = style.knownEncodings();
        ofKnownType = true;
        atKnownPath = true;
        return true;
    }

    /** @param start of the metadata */
    private void readCodec(int start) {
        codec = PageCodec.ofCode(in.readI32());
        boolean usual = ofKnownType && atKnownPath && entries < 0 && uncompressedBytes < 0 && compressedBytes < 0;
        headStart = start;
        headEnd = usual ? in.position() : start;
    }

    private void readEncodingCounts(ChunkStyle style) {
        byte[] known = style.encodingCounts();
        if (known.length == 0 || !in.skipIfNext(known)) {
            countsStart = in.position();
            Encodings.requireSoundStats(in);
            countsEnd = in.position();
        }
    }

    /** How the chunk that was read last is described, of a leaf of which that was not known. */
    ChunkStyle style() {
        return new ChunkStyle(in.copy(headStart, headEnd), codec, knownEncodings, in.copy(countsStart, countsEnd));
    }

    private boolean requirePath(Leaf leaf) {
        if (!in.skipIfNext(leaf.encodedPath())) {
            throw new DamagedFileException("the columns are not in the schema's order");
        }
        return true;
    }

    private ColumnChunk chunk(Leaf leaf) {
        boolean whole = ofKnownType && atKnownPath && placed && entries >= 0 && uncompressedBytes >= 0;
        boolean first = dictionaryPageOffset > 0 && dictionaryPageOffset < dataPageOffset;
        long start = first ? dictionaryPageOffset : dataPageOffset;
        if (!whole) {
            throw new DamagedFileException(
                    "column " + String.join(".", leaf.column().getPath()) + " is described in part, or as another");
        }
        FooterClaims.requireWithin(leaf.column(), start, compressedBytes, dataEnd);
        boolean decodable = codec != null && knownEncodings;
        int end = (int) (start + compressedBytes);
        return new ColumnChunk(codec, decodable, entries, (int) start, end, uncompressedBytes, statistics);
    }

    private static DamagedFileException unusual() {
        return new DamagedFileException("a column chunk is encrypted, in another file, or of a kind not known");
    }
}
