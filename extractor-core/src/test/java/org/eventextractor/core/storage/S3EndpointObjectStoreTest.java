package org.eventextractor.core.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The contract against any server, named by {@code EXTRACTOR_TEST_S3_ENDPOINT}; credentials come from the environment.
 * Every test makes a bucket and leaves it behind.
 */
@EnabledIfEnvironmentVariable(
        named = "EXTRACTOR_TEST_S3_ENDPOINT",
        matches = "https?://.+",
        disabledReason = "EXTRACTOR_TEST_S3_ENDPOINT names no server")
class S3EndpointObjectStoreTest extends ObjectStoreContract {

    private static S3Client client;

    @BeforeAll
    static void connect() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("AWS_ENDPOINT_URL_S3", System.getenv("EXTRACTOR_TEST_S3_ENDPOINT"));
        client = S3Clients.create(environment, 32);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected ObjectStore emptyStore() {
        String bucket = UUID.randomUUID().toString();
        client.createBucket(request -> request.bucket(bucket));
        return new S3ObjectStore(client, bucket);
    }
}
