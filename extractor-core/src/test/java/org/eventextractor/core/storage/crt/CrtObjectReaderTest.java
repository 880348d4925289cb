package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventextractor.core.storage.FaultyServer.body;
import static org.eventextractor.core.storage.FaultyServer.error;
import static org.eventextractor.core.storage.FaultyServer.part;
import static org.eventextractor.core.storage.FaultyServer.silence;
import static org.eventextractor.core.storage.FaultyServer.thenClose;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.AsyncObjectReaderContract;
import org.eventextractor.core.storage.FaultyServer;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.S3Environment;
import org.eventextractor.core.storage.StorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** Through the Common Runtime: the contract, and what only this reader promises. */
class CrtObjectReaderTest extends AsyncObjectReaderContract {

    private static final ReadPolicy IMPATIENT = new ReadPolicy(
            5,
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            10_000);
    private static final byte[] CHECKED = "123456789".getBytes(StandardCharsets.US_ASCII);

    private FaultyServer server;

    @BeforeEach
    void startFaulty() throws Exception {
        server = FaultyServer.start();
    }

    @AfterEach
    void stopFaulty() {
        server.close();
    }

    @Override
    protected AsyncObjectReader open(Map<String, String> environment, String bucket) {
        return open(environment, bucket, IMPATIENT);
    }

    /** The check values of the catalogue of CRC algorithms, for the digits 1 to 9. */
    @ParameterizedTest
    @CsvSource({"crc32, y/Q5Jg==, AAAAAA==", "crc32c, 4waSgw==, AAAAAA==", "crc64nvme, rosUhgp5mIg=, AAAAAAAAAAA="})
    void aBodyThatIsNotTheOneSentIsReadAgain(String kind, String right, String wrong) {
        server.then(body(CHECKED, "x-amz-checksum-" + kind + ": " + wrong))
                .then(body(CHECKED, "x-amz-checksum-" + kind + ": " + right));

        assertThat(readChecked(IMPATIENT)).isEqualTo(CHECKED);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0)).contains("x-amz-checksum-mode: ENABLED");
    }

    @Test
    void aChecksumOfPartsIsPassedOver() {
        server.then(body(CHECKED, "x-amz-checksum-crc32: AAAAAA==-3"));

        assertThat(readChecked(IMPATIENT)).isEqualTo(CHECKED);
    }

    /** RFC 9110 section 14.2: a server may ignore the Range header. */
    @Test
    void aServerThatDoesNotKnowRangesIsFoundOut() {
        server.then(body(CHECKED)).then(part(1, new byte[4], 4));
        try (AsyncObjectReader reader = open(server.environment(), "bucket")) {
            for (String sent : List.of("sent all bytes", "sent bytes 1-4/")) {
                assertThatThrownBy(() ->
                                reader.readRange("k", ReadCondition.any(), 0, 4).join())
                        .cause()
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining(sent);
            }
        }
    }

    @Test
    void aServerThatSaysNothingIsAskedAgain() {
        server.then(silence()).then(body(CHECKED));

        assertThat(readChecked(IMPATIENT)).isEqualTo(CHECKED);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aBodyThatDripsIsGivenUpInTime() {
        for (int i = 0; i < IMPATIENT.maxAttempts(); i++) {
            server.then(FaultyServer.announced(CHECKED.length, new byte[1]));
        }
        long begun = System.nanoTime();

        assertThatThrownBy(() -> readChecked(IMPATIENT))
                .cause()
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("in time");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aConnectionThatHasServedItsRequestsIsNotUsedAgain() {
        readSixTimes(policy(2, IMPATIENT.maxConnectionAge()), body(CHECKED));

        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void aYoungConnectionIsUsedAgain() {
        readSixTimes(policy(10_000, Duration.ofMinutes(1)), body(CHECKED));

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anOldConnectionIsNotUsedAgain() {
        readSixTimes(policy(10_000, Duration.ofNanos(1)), body(CHECKED));

        assertThat(server.connections()).isEqualTo(6);
    }

    /** The answer does not announce it, so that a request may already be on its way. */
    @Test
    void aConnectionThatTheServerHasClosedCostsNoRead() {
        for (int i = 0; i < 100; i++) {
            server.then(thenClose(body(CHECKED)));
        }
        try (AsyncObjectReader reader = open(server.environment(), "bucket")) {
            for (int i = 0; i < 20; i++) {
                assertThat(reader.read("k", ReadCondition.any(), CHECKED.length).join())
                        .isEqualTo(CHECKED);
            }
        }
    }

    @Test
    void aKeyIsEncodedOnceAndNotNormalised() {
        server.then(body(CHECKED));
        try (AsyncObjectReader reader = open(server.environment(), "bucket")) {
            reader.read("a/../b//c/./ +%é*~", ReadCondition.any(), CHECKED.length)
                    .join();
        }

        assertThat(server.requests().get(0)).contains("GET /bucket/a/../b//c/./%20%2B%25%C3%A9%2A~ HTTP/1.1");
    }

    @Test
    void aSessionTokenIsSentAndSigned() {
        server.then(body(CHECKED));
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("AWS_SESSION_TOKEN", "session");
        try (AsyncObjectReader reader = open(environment, "bucket")) {
            reader.read("k", ReadCondition.any(), CHECKED.length).join();
        }

        assertThat(server.requests().get(0))
                .contains("X-Amz-Security-Token: session")
                .anyMatch(line -> line.startsWith("Authorization: AWS4-HMAC-SHA256 Credential=id/")
                        && line.contains("x-amz-security-token"));
    }

    @Test
    void renewedCredentialsAreUsed() {
        List<String> keyIds = new ArrayList<>(List.of("first", "second"));
        S3Environment s3 = new S3Environment(
                Region.EU_CENTRAL_1, null, null, () -> AwsBasicCredentials.create(keyIds.remove(0), "secret"));
        RequestSigner signer = new RequestSigner(s3);
        BucketAddress address = BucketAddress.of(s3, "bucket");

        String before = signature(signer, address);
        signer.refresh();

        assertThat(before).contains("Credential=first/").contains("/eu-central-1/s3/");
        assertThat(signature(signer, address)).contains("Credential=second/");
    }

    @Test
    void closingEndsWhatIsUnderWay() {
        AsyncObjectReader reader = open(server.environment(), "bucket", ReadPolicy.standard());
        List<CompletableFuture<byte[]>> reads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            server.then(silence());
            reads.add(reader.read("k" + i, ReadCondition.any(), CHECKED.length));
        }

        reader.close();

        assertThat(reads).allSatisfy(read -> assertThat(read).isCompletedExceptionally());
        assertThat(reader.read("k", ReadCondition.any(), 1)).isCompletedExceptionally();
    }

    @Test
    void aCertificateOfATrustedAuthorityIsAccepted(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        try (FaultyServer tls = FaultyServer.start(certificate.serverSockets());
                AsyncObjectReader reader = open(trusting(certificate, tls), "bucket")) {
            tls.then(error(503, "SlowDown")).then(body(CHECKED));

            assertThat(reader.read("k", ReadCondition.any(), CHECKED.length).get(10, TimeUnit.SECONDS))
                    .isEqualTo(CHECKED);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        try (FaultyServer tls = FaultyServer.start(certificate.serverSockets());
                AsyncObjectReader reader =
                        open(tls.environment(), "bucket", policy(10_000, IMPATIENT.maxConnectionAge()))) {
            assertThatThrownBy(() -> reader.read("k", ReadCondition.any(), 9).join())
                    .cause()
                    .isInstanceOf(StorageException.class);
            assertThat(tls.requests()).isEmpty();
        }
    }

    private static Map<String, String> trusting(TestCertificate certificate, FaultyServer server) {
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("AWS_CA_BUNDLE", certificate.pem().toString());
        return environment;
    }

    private void readSixTimes(ReadPolicy policy, FaultyServer.Answer answer) {
        try (AsyncObjectReader reader = open(server.environment(), "bucket", policy)) {
            for (int i = 0; i < 6; i++) {
                server.then(answer);
                reader.read("k", ReadCondition.any(), CHECKED.length).join();
            }
        }
    }

    /** A single attempt, over connections that last so long. */
    private static ReadPolicy policy(int maxConnectionRequests, Duration maxConnectionAge) {
        return new ReadPolicy(
                1,
                IMPATIENT.firstDelay(),
                IMPATIENT.maxDelay(),
                IMPATIENT.attemptTimeout(),
                IMPATIENT.totalTimeout(),
                IMPATIENT.connectTimeout(),
                maxConnectionAge,
                maxConnectionRequests);
    }

    private byte[] readChecked(ReadPolicy policy) {
        try (AsyncObjectReader reader = open(server.environment(), "bucket", policy)) {
            return reader.read("k", ReadCondition.any(), CHECKED.length).join();
        }
    }

    private static AsyncObjectReader open(Map<String, String> environment, String bucket, ReadPolicy policy) {
        return new CrtObjectReader(S3Environment.from(environment), bucket, 64, policy);
    }

    private static String signature(RequestSigner signer, BucketAddress address) {
        return signer.sign(address.get(ReadRequest.whole("k", ReadCondition.any(), 1)))
                .join()
                .getHeaders()
                .toString();
    }
}
