package org.eventextractor.core.storage;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eventextractor.s3.EmbeddedS3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3ProxyObjectStoreTest extends ObjectStoreContract {

    @TempDir
    static Path folder;

    private static EmbeddedS3 server;
    private static S3Client client;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(folder, 0, List.of(), created -> {});
        client = S3Clients.create(server.clientEnvironment(), 32);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Override
    protected ObjectStore emptyStore() {
        String bucket = UUID.randomUUID().toString();
        client.createBucket(request -> request.bucket(bucket));
        return new S3ObjectStore(client, bucket);
    }

    @Override
    protected Set<Gap> gaps() {
        return EnumSet.allOf(Gap.class);
    }
}
