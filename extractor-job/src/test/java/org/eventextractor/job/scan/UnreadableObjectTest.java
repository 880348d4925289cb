package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.eventextractor.job.parquet.Events.EVER;
import static org.eventextractor.job.parquet.Events.NOON;
import static org.eventextractor.job.parquet.Events.event;
import static org.eventextractor.job.parquet.Events.file;
import static org.eventextractor.job.parquet.Events.user;
import static org.eventextractor.job.parquet.Events.whole;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RangeStore;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableObjectTest {

    private static final byte[] SOUND = file(event(user(1), NOON, 1), event(user(2), NOON, 2));
    private static final int MUTATIONS = 3_000;
    private static final long SEED = 4711;
    /** The greatest odd number of 30 bits, as Thrift and runs have it: of packed groups, some 4 GiB of values. */
    private static final byte[] HUGE_LENGTH = {-1, -1, -1, -1, 3};

    @Test
    void anEmptyObjectIsEmpty() {
        assertThat(failure(new byte[0]).code()).isEqualTo(Code.EMPTY);
    }

    @Test
    void anHtmlPageIsNotParquet() {
        UnreadableObjectException failure = failure(ascii("<html><body>503 Slow Down</body></html>"));

        assertThat(failure.code()).isEqualTo(Code.NOT_PARQUET);
        assertThat(failure).hasMessageContaining("test/file.parquet").hasMessageContaining("HTML");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void aFewBytesAreNotParquet() {
        assertThat(failure(ascii("hello")).code()).isEqualTo(Code.NOT_PARQUET);
    }

    @Test
    void everyTruncationIsNamed() {
        for (int length = 1; length < SOUND.length; length++) {
            UnreadableObjectException failure = failure(Arrays.copyOf(SOUND, length));

            assertThat(failure.code())
                    .as("after %s bytes", length)
                    .isEqualTo(length < 4 ? Code.NOT_PARQUET : Code.TRUNCATED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEncryptedFileIsEncryptedWhetherOrNotItsFooterIs(boolean plaintextFooter) {
        FileEncryptionProperties.Builder keys = FileEncryptionProperties.builder(ascii("a key of 16 byte"));
        FileEncryptionProperties encryption =
                plaintextFooter ? keys.withPlaintextFooter().build() : keys.build();

        UnreadableObjectException failure = failure(GroupFiles.writeEncrypted(Events.SCHEMA, rows(10), encryption));

        assertThat(failure.code()).isEqualTo(Code.ENCRYPTED);
    }

    @Test
    void aFooterLengthBeyondTheFileIsCorrupt() {
        byte[] bytes = SOUND.clone();
        Arrays.fill(bytes, bytes.length - 8, bytes.length - 4, (byte) 0x7f);

        assertThat(failure(bytes).code()).isEqualTo(Code.CORRUPT);
    }

    @Test
    void aFooterThatMemoryShouldNotHoldIsTooLarge() {
        int length = (int) (Runtime.getRuntime().maxMemory() / 16) + 1;
        byte[] bytes = new byte[4 + length + 8];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(4 + length)
                .putInt(length)
                .put(ascii("PAR1"));

        UnreadableObjectException failure = failure(bytes);

        assertThat(failure.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(failure).hasMessageContaining("footer");
    }

    @Test
    void aDamagedPageIsCorrupt() {
        byte[] bytes = SOUND.clone();
        bytes[40] ^= 1;

        UnreadableObjectException failure = failure(bytes);

        assertThat(failure.code()).isEqualTo(Code.CORRUPT);
        assertThat(failure).hasMessageContaining("test/file.parquet");
    }

    /** Without checksums damage may go unseen, but it neither hangs nor escapes under another name. */
    @ParameterizedTest
    @MethodSource("layouts")
    void mutatedFilesAreReadOrRefused(FileLayout layout) {
        Random random = new Random(SEED);
        byte[] sound = GroupFiles.write(Events.SCHEMA, rows(200), layout);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = sound.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(bytes, "mutation " + i + " of " + layout + " with seed " + SEED);
        }
    }

    /** What parquet-java decodes is held against the page before it is. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLengthThatMemoryDoesNotHoldIsReadOrRefusedWhereverItIs(boolean dictionary) {
        FileLayout layout = leftToParquetJava(dictionary);
        byte[] sound = GroupFiles.write(Events.SCHEMA, rows(40), layout);
        for (int at = 4; at < sound.length - 12; at++) {
            byte[] bytes = sound.clone();
            System.arraycopy(HUGE_LENGTH, 0, bytes, at, HUGE_LENGTH.length);
            readOrRefuse(bytes, "byte " + at + " of " + layout);
        }
    }

    @Test
    void aRunLengthThatMemoryDoesNotHoldIsCorrupt() {
        byte[] bytes = GroupFiles.write(Events.SCHEMA, rows(40), leftToParquetJava(false));
        // of the definition levels of the first column: five groups of eight bits
        byte[] levels = {5 << 1 | 1, (byte) 0b10110110};
        int at = indexOf(bytes, levels);
        System.arraycopy(HUGE_LENGTH, 0, bytes, at, HUGE_LENGTH.length);

        UnreadableObjectException failure = failure(bytes);

        assertThat(failure.code()).isEqualTo(Code.CORRUPT);
        assertThat(failure).hasMessageContaining("test/file.parquet").hasMessageContaining("a run claims");
    }

    /** Parquet-java reserves what the last page of the last column chunk claims, whatever the file has. */
    @Test
    void aLastPageThatMemoryDoesNotHoldIsCorrupt() throws IOException {
        UnreadableObjectException failure = failure(withLastPageOf(Integer.MAX_VALUE));

        assertThat(failure.code()).isEqualTo(Code.CORRUPT);
        assertThat(failure).hasMessageContaining("test/file.parquet").hasMessageContaining("a page claims 2147483647");
    }

    private static byte[] withLastPageOf(int bytes) throws IOException {
        byte[] sound = GroupFiles.write(Events.SCHEMA, rows(40), leftToParquetJava(false));
        int at = lastPage(sound);
        ByteArrayInputStream in = new ByteArrayInputStream(sound, at, sound.length - at);
        PageHeader header = Util.readPageHeader(in);
        header.setCompressed_page_size(bytes);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(sound, 0, at);
        Util.writePageHeader(header, damaged);
        in.transferTo(damaged);
        return damaged.toByteArray();
    }

    private static int lastPage(byte[] file) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(RangeInputFile.inMemory("file", file), OpenFile.OPTIONS)) {
            List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(0).getColumns();
            return (int) chunks.get(chunks.size() - 1).getFirstDataPageOffset();
        }
    }

    @Test
    void mutatedFootersAreReadOrRefused() {
        Random random = new Random(SEED);
        int footer = SOUND.length
                - 8
                - ByteBuffer.wrap(SOUND).order(ByteOrder.LITTLE_ENDIAN).getInt(SOUND.length - 8);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = SOUND.clone();
            bytes[footer + random.nextInt(bytes.length - footer)] = (byte) random.nextInt(256);
            readOrRefuse(bytes, "mutation " + i + " with seed " + SEED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, UUID_FIXED16, occurred_at, TIMESTAMP_MILLIS, 'there is no user column nobody; there are user_uuid, occurred_at, number'",
        "user_uuid, UUID_FIXED16, when.exactly, TIMESTAMP_MILLIS, 'there is no time column when.exactly'",
        "user_uuid, UUID_STRING, occurred_at, TIMESTAMP_MILLIS, 'the user column user_uuid is optional fixed_len_byte_array(16) user_uuid, the catalogue says uuidString'",
        "number, UUID_FIXED16, occurred_at, TIMESTAMP_MILLIS, 'the user column number is required int32 number'",
        "user_uuid, UUID_FIXED16, occurred_at, TIMESTAMP_MICROS, '(TIMESTAMP(MILLIS,true)), the catalogue says timestampMicros'",
        "user_uuid, UUID_FIXED16, number, INT96, 'the time column number is required int32 number, the catalogue says int96'",
    })
    void aSchemaUnlikeTheCatalogueIsForeign(
            String user, UserEncoding userEncoding, String time, TimeEncoding timeEncoding, String message) {
        UnreadableObjectException failure = failure(Events.type(user, userEncoding, time, timeEncoding), whole(SOUND));

        assertThat(failure.code()).isEqualTo(Code.FOREIGN_SCHEMA);
        assertThat(failure).hasMessageContaining("test/file.parquet").hasMessageContaining(message);
    }

    @Test
    void aUserInARepeatedFieldIsForeign() {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message event { repeated group users { required binary id; } required int64 occurred_at; }");
        byte[] bytes = GroupFiles.write(schema, List.of(), FileLayout.usual());
        EventType type =
                Events.type("users.id", UserEncoding.UUID_STRING, "occurred_at", TimeEncoding.TIMESTAMP_MILLIS);

        assertThat(failure(type, whole(bytes))).hasMessageContaining("lies in the repeated field users");
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND, MISSING", "CHANGED, CHANGED", "ACCESS_DENIED, ACCESS_DENIED", "UNAVAILABLE, UNAVAILABLE"})
    void failuresOfTheStoreKeepTheirName(Kind kind, Code code) {
        RangeStore store = new RangeStore(Map.of("key", SOUND));
        store.failWith(kind);

        UnreadableObjectException failure = failure(Events.usualType(), store.byRange("key"));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retryable()).isEqualTo(kind.retryable());
        assertThat(failure).hasMessageContaining("key");
    }

    static Stream<FileLayout> layouts() {
        FileLayout unchecked = FileLayout.usual().withoutChecksums();
        return Stream.of(
                unchecked,
                unchecked.withRows(70, 20),
                unchecked.withCodec(CompressionCodecName.UNCOMPRESSED),
                unchecked.withCodec(CompressionCodecName.ZSTD));
    }

    /** Its encodings are not all decoded here. */
    private static FileLayout leftToParquetJava(boolean dictionary) {
        return new FileLayout(
                CompressionCodecName.UNCOMPRESSED,
                WriterVersion.PARQUET_2_0,
                dictionary,
                false,
                1 << 20,
                20_000,
                Map.of());
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        return IntStream.range(0, bytes.length - wanted.length)
                .filter(at -> Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length))
                .findFirst()
                .orElseThrow();
    }

    private static void readOrRefuse(byte[] bytes, String what) {
        try {
            ScannedObject scanned =
                    new EventScanner(Events.usualType(), EVER, UserSelection.everyone(), List.of()).scan(whole(bytes));
            RowBatch batch = scanned.nextBatch();
            while (batch != null) {
                batch = scanned.nextBatch();
            }
        } catch (UnreadableObjectException refused) {
            assertThat(refused).as(what).hasMessageContaining("test/file.parquet");
        }
    }

    private static List<Group> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(i % 3 == 0 ? null : user(i % 20), NOON.plusSeconds(i), i))
                .toList();
    }

    private static UnreadableObjectException failure(byte[] bytes) {
        return failure(Events.usualType(), whole(bytes));
    }

    private static UnreadableObjectException failure(EventType type, FetchedObject object) {
        EventScanner scanner = new EventScanner(type, EVER, UserSelection.everyone(), List.of());
        return catchThrowableOfType(UnreadableObjectException.class, () -> scanner.scan(object));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
