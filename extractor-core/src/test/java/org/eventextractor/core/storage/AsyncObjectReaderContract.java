package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventextractor.core.storage.FaultyServer.announced;
import static org.eventextractor.core.storage.FaultyServer.body;
import static org.eventextractor.core.storage.FaultyServer.error;
import static org.eventextractor.core.storage.FaultyServer.part;
import static org.eventextractor.core.storage.FaultyServer.thenClose;
import static org.eventextractor.core.storage.FaultyServer.thenReset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.s3.EmbeddedS3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What every way to read S3 objects keeps to: against a server that checks signatures, and one that misbehaves. */
@Timeout(60)
public abstract class AsyncObjectReaderContract {

    private static final byte[] OBJECT = randomBytes(20_000);
    private static final String TEXT = "text/plain";

    @TempDir
    static Path folder;

    private static EmbeddedS3 server;
    private static S3Client client;

    private FaultyServer faulty;
    private ObjectStore store;
    private AsyncObjectReader reader;

    /** The reader under test. */
    protected abstract AsyncObjectReader open(Map<String, String> environment, String bucket);

    @BeforeAll
    static void startServer() {
        server = EmbeddedS3.start(folder, 0, List.of(), created -> {});
        client = S3Clients.create(server.clientEnvironment(), 8);
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.close();
    }

    @BeforeEach
    void start() throws IOException {
        String bucket = UUID.randomUUID().toString();
        client.createBucket(request -> request.bucket(bucket));
        store = new S3ObjectStore(client, bucket);
        reader = open(server.clientEnvironment(), bucket);
        faulty = FaultyServer.start();
    }

    @AfterEach
    void stop() {
        reader.close();
        faulty.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.parquet",
                "year=2024/day=01/a b+c.parquet",
                "p/100%25 %41.parquet",
                "p/é✓𝄞.parquet",
                "p/!$&'()*,;:@~-_.[]{}|^`\"<>#?=.parquet"
            })
    void aKeyIsTakenToTheLetter(String key) throws Exception {
        String eTag = store.write(key, OBJECT, TEXT, WriteCondition.always());

        assertThat(read(reader, key, ReadCondition.ifMatch(eTag), OBJECT.length))
                .isEqualTo(OBJECT);
    }

    @Test
    void anEmptyObjectIsRead() throws Exception {
        store.write("k", new byte[0], TEXT, WriteCondition.always());

        assertThat(read(reader, "k", ReadCondition.any(), 0)).isEmpty();
    }

    @Test
    void manyObjectsAreReadAtOnce() throws Exception {
        Map<String, CompletableFuture<byte[]>> reads = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            store.write("many/" + i, ("object " + i).getBytes(StandardCharsets.UTF_8), TEXT, WriteCondition.always());
        }
        for (int i = 0; i < 500; i++) {
            reads.put("object " + i, reader.read("many/" + i, ReadCondition.any(), ("object " + i).length()));
        }

        for (var read : reads.entrySet()) {
            assertThat(read.getValue().get(30, TimeUnit.SECONDS)).asString().isEqualTo(read.getKey());
        }
    }

    @Test
    void anotherObjectUnderTheKeyIsAChange() {
        store.write("k", OBJECT, TEXT, WriteCondition.always());

        assertFails(Kind.CHANGED, reader, "k", ReadCondition.ifMatch("00000000000000000000000000000000"), 20_000)
                .hasMessageContaining("/k")
                .hasMessageContaining("412");
    }

    @Test
    void aMissingObjectIsNotFound() {
        assertFails(Kind.NOT_FOUND, reader, "none", ReadCondition.any(), 10).hasMessageContaining("NoSuchKey");
    }

    @Test
    void aLargerObjectIsTooLarge() {
        store.write("k", OBJECT, TEXT, WriteCondition.always());

        assertFails(Kind.TOO_LARGE, reader, "k", ReadCondition.any(), 19_999).hasMessageContaining("20000");
    }

    @Test
    void aShorterObjectIsAChange() {
        store.write("k", OBJECT, TEXT, WriteCondition.always());

        assertFails(Kind.CHANGED, reader, "k", ReadCondition.any(), 20_001).hasMessageContaining("20000");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 20000", "1, 4095", "19999, 1", "7000, 13000"})
    void aRangeIsReadAlone(int offset, int length) throws Exception {
        String eTag = store.write("a b/k", OBJECT, TEXT, WriteCondition.always());

        assertThat(readRange(reader, "a b/k", ReadCondition.ifMatch(eTag), offset, length))
                .isEqualTo(Arrays.copyOfRange(OBJECT, offset, offset + length));
    }

    @Test
    void manyRangesAreReadAtOnce() throws Exception {
        store.write("k", OBJECT, TEXT, WriteCondition.always());
        List<CompletableFuture<byte[]>> reads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            reads.add(reader.readRange("k", ReadCondition.any(), 100L * i, 100));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(reads.get(i).get(30, TimeUnit.SECONDS))
                    .isEqualTo(Arrays.copyOfRange(OBJECT, 100 * i, 100 * i + 100));
        }
    }

    @Test
    void aRangeOfAnotherObjectUnderTheKeyIsAChange() {
        store.write("k", OBJECT, TEXT, WriteCondition.always());
        ReadCondition condition = ReadCondition.ifMatch("00000000000000000000000000000000");

        assertFails(Kind.CHANGED, reader.readRange("k", condition, 0, 10)).hasMessageContaining("/k");
    }

    @Test
    void aRangeOfAMissingObjectIsNotFound() {
        assertFails(Kind.NOT_FOUND, reader.readRange("none", ReadCondition.any(), 0, 10));
    }

    @ParameterizedTest
    @CsvSource({"19990, 11", "20000, 1", "30000, 5"})
    void aRangeOverTheEndIsNotShortened(int offset, int length) {
        store.write("k", OBJECT, TEXT, WriteCondition.always());

        assertFails(Kind.UNAVAILABLE, reader.readRange("k", ReadCondition.any(), offset, length))
                .hasMessageContaining("/k");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 0", "0, -1"})
    void whatIsNoRangeIsRefused(int offset, int length) {
        assertThatThrownBy(() -> reader.readRange("k", ReadCondition.any(), offset, length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeIsAskedForAndReadAgainAsAWholeObjectIs() throws Exception {
        byte[] bytes = Arrays.copyOfRange(OBJECT, 500, 600);
        faulty.then(error(503, "SlowDown"))
                .then(thenReset(part(500, new byte[100], 50)))
                .then(part(500, bytes, 100));

        try (AsyncObjectReader faultyReader = open(faulty.environment(), "bucket")) {
            assertThat(readRange(faultyReader, "a/k", ReadCondition.ifMatch("tag"), 500, 100))
                    .isEqualTo(bytes);
        }
        assertThat(faulty.requests()).hasSize(3);
        assertThat(faulty.requests().get(2))
                .contains("GET /bucket/a/k HTTP/1.1", "If-Match: \"tag\"")
                .anyMatch(line -> line.equalsIgnoreCase("Range: bytes=500-599"));
    }

    @Test
    void aServerInTroubleIsAskedAgain() throws Exception {
        faulty.then(error(500, "InternalError")).then(error(503, "SlowDown")).then(body(OBJECT));

        assertThat(readFaulty()).isEqualTo(OBJECT);
        assertThat(faulty.requests()).hasSize(3);
    }

    @Test
    void aServerThatStaysInTroubleIsAskedABoundedNumberOfTimes() {
        for (int i = 0; i < 20; i++) {
            faulty.then(error(503, "SlowDown"));
        }

        assertFaultyFails(Kind.UNAVAILABLE).hasMessageContaining("SlowDown");
        assertThat(faulty.requests()).hasSizeBetween(2, 8);
    }

    @Test
    void aBodyThatBreaksOffIsReadAgain() throws Exception {
        faulty.then(thenClose(announced(20_000, new byte[100]))).then(body(OBJECT));

        assertThat(readFaulty()).isEqualTo(OBJECT);
    }

    @Test
    void aConnectionResetInMidBodyIsMadeAnew() throws Exception {
        faulty.then(thenReset(announced(20_000, new byte[100]))).then(body(OBJECT));

        assertThat(readFaulty()).isEqualTo(OBJECT);
        assertThat(faulty.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsMadeAnew() throws Exception {
        faulty.then(thenClose(FaultyServer.silence())).then(body(OBJECT));

        assertThat(readFaulty()).isEqualTo(OBJECT);
    }

    @Test
    void anEndlessBodyIsNotRead() {
        faulty.then(announced(1L << 40, new byte[100]));

        assertFaultyFails(Kind.TOO_LARGE);
        assertThat(faulty.requests()).hasSize(1);
    }

    @Test
    void aRefusalNamesTheObjectAndWhatToCheck() {
        faulty.then(error(403, "AccessDenied"));

        assertFaultyFails(Kind.ACCESS_DENIED)
                .hasMessageContaining("s3://bucket/a/k")
                .hasMessageContaining("AccessDenied (HTTP 403, request R1)")
                .hasMessageContaining("role");
        assertThat(faulty.requests()).hasSize(1);
    }

    @Test
    void anotherRegionIsNamedAsTheLikelyCause() {
        faulty.then(error(301, "PermanentRedirect"));

        assertFaultyFails(Kind.UNAVAILABLE).hasMessageContaining("AWS_REGION");
    }

    @Test
    void conditionsAreSentAsS3SpellsThem() throws Exception {
        faulty.then(body(OBJECT));

        try (AsyncObjectReader faultyReader = open(faulty.environment(), "bucket")) {
            read(faultyReader, "a/k", ReadCondition.ifMatch("tag"), 20_000);
        }

        assertThat(faulty.requests().get(0)).contains("GET /bucket/a/k HTTP/1.1", "If-Match: \"tag\"");
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private byte[] readFaulty() throws Exception {
        try (AsyncObjectReader faultyReader = open(faulty.environment(), "bucket")) {
            return read(faultyReader, "a/k", ReadCondition.ifMatch("tag"), 20_000);
        }
    }

    private AbstractThrowableAssert<?, ?> assertFaultyFails(Kind kind) {
        try (AsyncObjectReader faultyReader = open(faulty.environment(), "bucket")) {
            return assertFails(kind, faultyReader, "a/k", ReadCondition.any(), 20_000);
        }
    }

    private static byte[] read(AsyncObjectReader reader, String key, ReadCondition condition, long size)
            throws Exception {
        return reader.read(key, condition, size).get(30, TimeUnit.SECONDS);
    }

    private static byte[] readRange(
            AsyncObjectReader reader, String key, ReadCondition condition, long offset, int length) throws Exception {
        return reader.readRange(key, condition, offset, length).get(30, TimeUnit.SECONDS);
    }

    private static AbstractThrowableAssert<?, ?> assertFails(
            Kind kind, AsyncObjectReader reader, String key, ReadCondition condition, long size) {
        return assertFails(kind, reader.read(key, condition, size));
    }

    private static AbstractThrowableAssert<?, ?> assertFails(Kind kind, CompletableFuture<byte[]> read) {
        return assertThatThrownBy(read::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
