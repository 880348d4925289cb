package org.eventextractor.core.storage;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.s3.S3Client;

/** Against LocalStack: one that listens at the system property {@code localstack.endpoint}, or in a container. */
class LocalStackObjectStoreTest extends ObjectStoreContract {

    /** Later images want an account's token. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9.2");

    private static final Optional<String> RUNNING = Optional.ofNullable(System.getProperty("localstack.endpoint"));

    private static @Nullable LocalStackContainer server;
    private static S3Client client;

    @BeforeAll
    static void start() {
        String endpoint = RUNNING.orElseGet(LocalStackObjectStoreTest::startContainer);
        client = S3Clients.create(
                Map.of(
                        "AWS_ENDPOINT_URL_S3", endpoint,
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"),
                32);
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.stop();
        }
    }

    private static String startContainer() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no Docker here to run LocalStack in, and no -Dlocalstack.endpoint of one that runs");
        LocalStackContainer started = new LocalStackContainer(IMAGE).withServices("s3");
        started.start();
        server = started;
        return started.getEndpoint().toString();
    }

    @Override
    protected ObjectStore emptyStore() {
        String bucket = UUID.randomUUID().toString();
        client.createBucket(request -> request.bucket(bucket));
        return new S3ObjectStore(client, bucket);
    }
}
