package org.eventextractor.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eventextractor.s3.ObjectCreated.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(60)
class EmbeddedS3Test {
    private static final String BUCKET = "bucket";

    @TempDir
    Path folder;

    private final List<ObjectCreated> created = new CopyOnWriteArrayList<>();
    private EmbeddedS3 server;
    private S3Client client;

    @BeforeEach
    void start() {
        server = EmbeddedS3.start(folder, 0, List.of(BUCKET), created::add);
        client = client(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aPutIsToldWithItsKeySizeAndTag() {
        String key = "a study/ä+b%20/request.json";
        String eTag = client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("hello"))
                .eTag();
        assertThat(created).singleElement().satisfies(event -> {
            assertThat(event.operation()).isEqualTo(Operation.PUT);
            assertThat(event.bucket()).isEqualTo(BUCKET);
            assertThat(event.key()).isEqualTo(key);
            assertThat(event.size()).isEqualTo(5);
            assertThat("\"" + event.eTag() + "\"").isEqualTo(eTag);
        });
    }

    @Test
    void aPutWhoseConditionFailsIsNotTold() {
        client.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString("first"));
        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket(BUCKET).key("key").ifNoneMatch("*"), RequestBody.fromString("second")))
                .isInstanceOf(S3Exception.class)
                .extracting(e -> ((S3Exception) e).statusCode())
                .isEqualTo(412);
        assertThat(created).hasSize(1);
    }

    @Test
    void aCopyIsTold() {
        client.putObject(put -> put.bucket(BUCKET).key("from"), RequestBody.fromString("content"));
        client.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("to"));
        assertThat(created).extracting(ObjectCreated::operation).containsExactly(Operation.PUT, Operation.COPY);
        assertThat(created).extracting(ObjectCreated::key).containsExactly("from", "to");
    }

    @Test
    void aMultipartUploadIsToldOnceWhenItIsComplete() {
        String uploadId = client.createMultipartUpload(
                        create -> create.bucket(BUCKET).key("large"))
                .uploadId();
        String eTag = client.uploadPart(
                        part -> part.bucket(BUCKET)
                                .key("large")
                                .uploadId(uploadId)
                                .partNumber(1),
                        RequestBody.fromString("all of it"))
                .eTag();
        assertThat(created).isEmpty();
        client.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                .key("large")
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(
                        CompletedPart.builder().partNumber(1).eTag(eTag).build())));
        assertThat(created).singleElement().satisfies(event -> {
            assertThat(event.operation()).isEqualTo(Operation.COMPLETE_MULTIPART_UPLOAD);
            assertThat(event.size()).isEqualTo(9);
        });
    }

    @Test
    void objectsOutliveTheServer() {
        client.putObject(put -> put.bucket(BUCKET).key("a/b"), RequestBody.fromString("kept"));
        server.close();
        server = EmbeddedS3.start(folder, 0, List.of(BUCKET), created::add);
        client.close();
        client = client(server);
        assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("a/b")).asUtf8String())
                .isEqualTo("kept");
        assertThat(folder.resolve("bucket/a/b")).hasContent("kept");
    }

    @Test
    void belowARelativeFolderObjectsAreListedToo() {
        Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
        client.putObject(put -> put.bucket(BUCKET).key("a/b"), RequestBody.fromString("kept"));
        server.close();
        server = EmbeddedS3.start(relative, 0, List.of(BUCKET), created::add);
        client.close();
        client = client(server);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix("a/"))
                        .contents())
                .singleElement()
                .satisfies(object -> assertThat(object.key()).isEqualTo("a/b"));
    }

    private static S3Client client(EmbeddedS3 server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(LocalCredentials.REGION))
                .credentialsProvider(LocalCredentials.provider())
                .forcePathStyle(true)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
