package org.eventextractor.core.storage;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.s3.S3Client;

class LocalStackObjectStoreTest extends ObjectStoreContract {

    /** Later images want an account's token. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9.2");

    private static LocalStackContainer server;
    private static S3Client client;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "no Docker here to run LocalStack in");
        server = new LocalStackContainer(IMAGE).withServices("s3");
        server.start();
        client = S3Clients.create(
                Map.of(
                        "AWS_ENDPOINT_URL_S3", server.getEndpoint().toString(),
                        "AWS_REGION", server.getRegion(),
                        "AWS_ACCESS_KEY_ID", server.getAccessKey(),
                        "AWS_SECRET_ACCESS_KEY", server.getSecretKey()),
                32);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            client.close();
            server.stop();
        }
    }

    @Override
    protected ObjectStore emptyStore() {
        String bucket = UUID.randomUUID().toString();
        client.createBucket(request -> request.bucket(bucket));
        return new S3ObjectStore(client, bucket);
    }
}
