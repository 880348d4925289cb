package org.eventextractor.core.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.s3.S3Client;

/** Through the SDK's client, a thread a request. */
class StoreObjectReaderTest extends AsyncObjectReaderContract {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<S3Client> clients = new ArrayList<>();

    @AfterEach
    void end() {
        clients.forEach(S3Client::close);
        threads.shutdownNow();
    }

    @Override
    protected AsyncObjectReader open(Map<String, String> environment, String bucket) {
        S3Client client = S3Clients.create(environment, 8);
        clients.add(client);
        return new StoreObjectReader(new S3ObjectStore(client, bucket), threads);
    }
}
