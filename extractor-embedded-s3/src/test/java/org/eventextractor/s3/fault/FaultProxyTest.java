package org.eventextractor.s3.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.s3.LocalCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(60)
class FaultProxyTest {
    private static final long SEED = 20240229;
    private static final String BUCKET = "bucket";
    private static final byte[] CONTENT = content();
    private static final List<Fault> REFUSALS =
            List.of(Fault.UNAVAILABLE, Fault.SLOW_DOWN, Fault.ACCESS_DENIED, Fault.EXPIRED_TOKEN, Fault.CLOCK_SKEWED);

    @TempDir
    Path folder;

    private EmbeddedS3 server;
    private FaultProxy proxy;
    private S3Client client;

    @BeforeEach
    void start() {
        server = EmbeddedS3.start(folder, 0, List.of(BUCKET), created -> {});
        proxy = FaultProxy.start(server.endpoint(), FaultPlan.none());
        client = S3Client.builder()
                .endpointOverride(proxy.endpoint())
                .region(Region.of(LocalCredentials.REGION))
                .credentialsProvider(LocalCredentials.provider())
                .forcePathStyle(true)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        put("a/day=1/ä + b%");
    }

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void withoutFaultsEverythingPassesAsItIs() {
        assertThat(get("a/day=1/ä + b%")).isEqualTo(CONTENT);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET)).contents()).hasSize(1);
        assertThat(client.headObject(head -> head.bucket(BUCKET).key("a/day=1/ä + b%"))
                        .contentLength())
                .isEqualTo(CONTENT.length);
        client.deleteObject(delete -> delete.bucket(BUCKET).key("a/day=1/ä + b%"));
        assertThat(proxy.calls()).isEqualTo(5);
        assertThat(proxy.counts().values()).containsOnly(0L);
    }

    @Test
    void refusalsCarryS3sCodes() {
        for (Fault fault : REFUSALS) {
            proxy.follow(FaultPlan.of(SEED, FaultRule.of(fault, 1)));
            assertThatThrownBy(() -> get("a/day=1/ä + b%"))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(fault.code()));
            assertThatThrownBy(() -> put("new")).isInstanceOf(S3Exception.class);
            assertThat(proxy.counts()).containsEntry(fault, 2L);
        }
        assertThat(folder.resolve(BUCKET).resolve("new")).doesNotExist();
    }

    @Test
    void whichFaultsAPathHasMetIsKnown() {
        put("b");
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.UNAVAILABLE, 1).below("/" + BUCKET + "/a/")));
        assertThatThrownBy(() -> get("a/day=1/ä + b%")).isInstanceOf(S3Exception.class);
        get("b");
        assertThat(proxy.met("/" + BUCKET + "/a/day=1/ä + b%")).containsExactly(Fault.UNAVAILABLE);
        assertThat(proxy.met("/" + BUCKET + "/b")).isEmpty();
    }

    @Test
    void aCutAnswerIsAnErrorOfTheClient() {
        for (Fault fault : List.of(Fault.RESET, Fault.TRUNCATED)) {
            proxy.follow(FaultPlan.of(SEED, FaultRule.of(fault, 1)));
            assertThatThrownBy(() -> get("a/day=1/ä + b%")).isInstanceOf(SdkException.class);
            assertThat(proxy.counts()).containsEntry(fault, 1L);
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostIsDone() {
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.LOST_ANSWER, 1)));
        assertThatThrownBy(() -> put("new")).isInstanceOf(SdkClientException.class);
        assertThat(folder.resolve(BUCKET).resolve("new")).hasBinaryContent(CONTENT);
    }

    @Test
    void aCorruptedObjectHasItsLengthAndOneOtherByte() {
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.CORRUPTED, 1)));
        byte[] found = get("a/day=1/ä + b%");
        assertThat(found).hasSameSizeAs(CONTENT);
        assertThat(differences(found)).isEqualTo(1);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET)).contents()).hasSize(1);
        assertThat(proxy.counts()).containsEntry(Fault.CORRUPTED, 1L);
    }

    @Test
    void aCorruptedObjectDoesNotHaveTheChecksumThatComesWithIt() {
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.CORRUPTED, 1)));
        assertThatThrownBy(() -> client.getObjectAsBytes(
                        get -> get.bucket(BUCKET).key("a/day=1/ä + b%").checksumMode(ChecksumMode.ENABLED)))
                .hasMessageContaining("checksum");
        proxy.follow(FaultPlan.none());
        assertThat(get("a/day=1/ä + b%")).isEqualTo(CONTENT);
    }

    @Test
    void stallsAndDripsTakeTheirTimeAndEndWell() {
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.STALLED, 1)).withStall(Duration.ofMillis(500)));
        assertThat(timeOfReading()).isGreaterThan(Duration.ofMillis(500));
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.DRIPPED, 1)).withDrip(2 * CONTENT.length));
        assertThat(timeOfReading()).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void aRuleHoldsBelowItsPathAndInItsTimeOnly() {
        put("a/day=2/x");
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.ACCESS_DENIED, 1).below("/" + BUCKET + "/a/day=1/")));
        assertThat(get("a/day=2/x")).isEqualTo(CONTENT);
        assertThatThrownBy(() -> get("a/day=1/ä + b%")).isInstanceOf(S3Exception.class);
        proxy.follow(
                FaultPlan.of(SEED, FaultRule.of(Fault.SLOW_DOWN, 1).between(Duration.ofHours(1), Duration.ofHours(2))));
        assertThat(get("a/day=2/x")).isEqualTo(CONTENT);
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        FaultPlan plan = FaultPlan.of(SEED, FaultRule.of(Fault.UNAVAILABLE, 0.2));
        List<Boolean> first = fates(plan);
        assertThat(fates(plan)).isEqualTo(first);
        assertThat(first.stream().filter(refused -> refused).count()).isBetween(5L, 40L);
    }

    private List<Boolean> fates(FaultPlan plan) {
        proxy.follow(plan);
        List<Boolean> fates = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            try {
                client.headObject(head -> head.bucket(BUCKET).key("a/day=1/ä + b%"));
                fates.add(false);
            } catch (S3Exception e) {
                fates.add(true);
            }
        }
        return fates;
    }

    private Duration timeOfReading() {
        Instant start = Instant.now();
        assertThat(get("a/day=1/ä + b%")).isEqualTo(CONTENT);
        return Duration.between(start, Instant.now());
    }

    private void put(String key) {
        client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(CONTENT));
    }

    private byte[] get(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
    }

    private static int differences(byte[] found) {
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            count += found[i] == CONTENT[i] ? 0 : 1;
        }
        return count;
    }

    private static byte[] content() {
        byte[] content = new byte[100_000];
        new Random(SEED).nextBytes(content);
        return content;
    }
}
