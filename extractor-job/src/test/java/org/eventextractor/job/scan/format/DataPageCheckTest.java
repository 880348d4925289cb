package org.eventextractor.job.scan.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bitpacking.ByteBitPackingValuesWriter;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of an optional column, of whose entries each third is a null. */
class DataPageCheckTest {

    private static final int ENTRIES = 50;
    private static final int NULLS = 17;
    private static final int PRESENT = ENTRIES - NULLS;
    private static final ColumnDescriptor COLUMN = column();

    @Test
    void runsOfAsManyValuesAsThereAreAreSound() throws IOException {
        assertSound(v2(Encoding.RLE_DICTIONARY, indexes()));
    }

    @Test
    void aRunOfMoreGroupsThanThereAreValuesIsDamaged() throws IOException {
        byte[] indexes = indexes();
        addGroup(indexes, 1);

        assertDamaged(v2(Encoding.RLE_DICTIONARY, indexes), "a run claims 48 of 33 values");
    }

    @Test
    void levelsOfMoreGroupsThanThereAreEntriesAreDamaged() throws IOException {
        byte[] levels = levels();
        addGroup(levels, 0);

        assertDamaged(v2(Encoding.PLAIN, levels, new byte[0]), "a run claims 64 of 50 values");
    }

    @Test
    void runsThatEndBeforeTheLastValueAreDamaged() throws IOException {
        assertDamaged(v2(Encoding.RLE_DICTIONARY, new byte[] {6, 1 << 1, 0}), "end too early");
    }

    /** Parquet-java would take what is missing for zeros, and so for the first entry of the dictionary. */
    @Test
    void aPackedRunMayEndWithItsLastValueButNoEarlier() throws IOException {
        byte[] indexes = indexes();
        int whole = 2 + (PRESENT * 6 + 7) / 8;
        assertThat(whole).isLessThan(indexes.length);

        assertSound(v2(Encoding.RLE_DICTIONARY, Arrays.copyOf(indexes, whole)));
        assertDamaged(v2(Encoding.RLE_DICTIONARY, Arrays.copyOf(indexes, whole - 1)), "end too early");
        assertDamaged(v2(Encoding.RLE_DICTIONARY, Arrays.copyOf(indexes, 2 + 10)), "end too early");
    }

    @Test
    void nullsNeedNoIndexes() {
        assertSound(v2(Encoding.RLE_DICTIONARY, new byte[] {(byte) (ENTRIES << 1), 0}, new byte[0]));
    }

    /** The levels of files of old: a third of the entries are none of the values that the indexes are of. */
    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"RLE", "BIT_PACKED"})
    void nullsAreCountedInEveryEncodingOfLevels(Encoding encoding) throws IOException {
        byte[] levels = encoding == Encoding.RLE ? prefixed(levels()) : bitPackedLevels();
        byte[] indexes = indexes();

        assertSound(v1(encoding, levels, indexes));

        addGroup(indexes, 1);
        assertDamaged(v1(encoding, levels, indexes), "a run claims 48 of 33 values");
    }

    /** Parquet-java would take what is missing for nulls. */
    @ParameterizedTest
    @EnumSource(names = "BIT_PACKED")
    void levelsWithoutRunsThatEndTooEarlyAreDamaged(Encoding encoding) throws IOException {
        byte[] levels = bitPackedLevels();

        assertSound(v1(encoding, levels, new byte[0]));
        assertDamaged(v1(encoding, Arrays.copyOf(levels, levels.length - 1), new byte[0]), "levels of 7 bytes in 6");
    }

    @Test
    void deltasOfAsManyValuesAsThereAreAreSound() throws IOException {
        assertSound(v2(Encoding.DELTA_BINARY_PACKED, deltas(PRESENT)));
    }

    @Test
    void deltasOfMoreValuesThanThereAreAreDamaged() throws IOException {
        assertDamaged(v2(Encoding.DELTA_BINARY_PACKED, deltas(PRESENT + 1)), "deltas claim 34 of 33 values");
    }

    @Test
    void deltasInBlocksThatMemoryDoesNotHoldAreDamaged() throws IOException {
        byte[] deltas = {-128, -128, -128, -128, 1, 4, 33, 0};

        assertDamaged(v2(Encoding.DELTA_BINARY_PACKED, deltas), "in blocks of 268435456");
    }

    /** Four full blocks of eight values, each with nine bytes of its own. */
    @Test
    void deltasOfMoreBlocksThanThereAreBytesForAreDamaged() throws IOException {
        byte[] deltas = {8, 8, PRESENT, 0};

        assertSound(v2(Encoding.DELTA_BINARY_PACKED, Arrays.copyOf(deltas, 3 + 36)));
        assertDamaged(
                v2(Encoding.DELTA_BINARY_PACKED, Arrays.copyOf(deltas, 3 + 35)),
                "deltas claim 33 values, which take 36 bytes at least, in 35");
    }

    @Test
    void stringsThatShareWhatTheyHaveAreSound() throws IOException {
        assertSound(v2(Encoding.DELTA_BYTE_ARRAY, strings(deltasOf(IntStream.range(0, PRESENT)))));
    }

    @Test
    void aStringThatSharesMoreThanThereIsIsDamaged() throws IOException {
        byte[] shared = deltasOf(IntStream.range(0, PRESENT).map(i -> i == 20 ? 21 : i));

        assertDamaged(v2(Encoding.DELTA_BYTE_ARRAY, strings(shared)), "to share 21 bytes of one of 20");
    }

    /** As parquet-java wrote them before version 1.8 (PARQUET-246). */
    @Test
    void aPageMayGoOnFromTheLastStringOfTheOneBefore() throws IOException {
        DataPageCheck check = new DataPageCheck(COLUMN);
        check.require(v2(Encoding.DELTA_BYTE_ARRAY, strings(deltasOf(IntStream.range(0, PRESENT)))));
        DataPage next = v2(Encoding.DELTA_BYTE_ARRAY, strings(deltasOf(IntStream.range(PRESENT, 2 * PRESENT))));

        assertThatCode(() -> check.require(next)).doesNotThrowAnyException();
        assertDamaged(next, "to share 33 bytes of one of 0");
    }

    private static void assertSound(DataPage page) {
        assertThatCode(() -> new DataPageCheck(COLUMN).require(page)).doesNotThrowAnyException();
    }

    private static void assertDamaged(DataPage page, String message) {
        assertThatThrownBy(() -> new DataPageCheck(COLUMN).require(page))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(message);
    }

    private static DataPage v1(Encoding levelEncoding, byte[] levels, byte[] indexes) {
        BytesInput body = BytesInput.concat(List.of(BytesInput.from(levels), BytesInput.from(indexes)));
        return new DataPageV1(
                body,
                ENTRIES,
                (int) body.size(),
                Statistics.createStats(COLUMN.getPrimitiveType()),
                Encoding.RLE,
                levelEncoding,
                Encoding.RLE_DICTIONARY);
    }

    private static DataPage v2(Encoding encoding, byte[] values) throws IOException {
        return v2(encoding, levels(), values);
    }

    private static DataPage v2(Encoding encoding, byte[] levels, byte[] values) {
        return DataPageV2.uncompressed(
                ENTRIES,
                NULLS,
                ENTRIES,
                BytesInput.empty(),
                BytesInput.from(levels),
                encoding,
                BytesInput.from(values),
                Statistics.createStats(COLUMN.getPrimitiveType()));
    }

    /** One packed run. */
    private static byte[] levels() throws IOException {
        return runs(1, IntStream.range(0, ENTRIES).map(DataPageCheckTest::level));
    }

    private static byte[] bitPackedLevels() throws IOException {
        ByteBitPackingValuesWriter writer = new ByteBitPackingValuesWriter(1, Packer.BIG_ENDIAN);
        IntStream.range(0, ENTRIES).map(DataPageCheckTest::level).forEach(writer::writeInteger);
        return bytes(writer.getBytes());
    }

    private static int level(int entry) {
        return entry % 3 == 0 ? 0 : 1;
    }

    /** The width, and one packed run. */
    private static byte[] indexes() throws IOException {
        byte[] runs = runs(6, IntStream.range(0, PRESENT));
        return bytes(BytesInput.concat(List.of(BytesInput.from(new byte[] {6}), BytesInput.from(runs))));
    }

    /** To what a packed run claims. */
    private static void addGroup(byte[] runs, int header) {
        runs[header] = (byte) (runs[header] + (1 << 1));
    }

    private static byte[] runs(int width, IntStream numbers) throws IOException {
        RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(width, 64, 1024, HeapByteBufferAllocator.getInstance());
        for (int number : numbers.toArray()) {
            encoder.writeInt(number);
        }
        return bytes(encoder.toBytes());
    }

    private static byte[] prefixed(byte[] runs) throws IOException {
        return bytes(BytesInput.concat(List.of(BytesInput.fromInt(runs.length), BytesInput.from(runs))));
    }

    private static byte[] deltas(int count) throws IOException {
        return deltasOf(IntStream.range(0, count));
    }

    private static byte[] deltasOf(IntStream numbers) throws IOException {
        ValuesWriter writer =
                new DeltaBinaryPackingValuesWriterForInteger(64, 1024, HeapByteBufferAllocator.getInstance());
        numbers.forEach(writer::writeInteger);
        return bytes(writer.getBytes());
    }

    /** Each a byte longer than what it shares. */
    private static byte[] strings(byte[] shared) throws IOException {
        byte[] lengths = deltasOf(IntStream.generate(() -> 1).limit(PRESENT));
        return bytes(BytesInput.concat(
                List.of(BytesInput.from(shared), BytesInput.from(lengths), BytesInput.from(new byte[PRESENT]))));
    }

    private static byte[] bytes(BytesInput input) throws IOException {
        return input.toInputStream().readAllBytes();
    }

    private static ColumnDescriptor column() {
        PrimitiveType type =
                Types.primitive(PrimitiveTypeName.BINARY, Repetition.OPTIONAL).named("name");
        return new ColumnDescriptor(new String[] {"name"}, type, 0, 1);
    }
}
