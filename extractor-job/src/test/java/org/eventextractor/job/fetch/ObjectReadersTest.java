package org.eventextractor.job.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.FolderObjectStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.storage.crt.CrtObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectReadersTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9",
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret");

    @Test
    void bucketsAreReadByTheMethodChosen() {
        try (ObjectStores stores = new ObjectStores(ENVIRONMENT, 1)) {
            ObjectStore bucket = stores.open(StorageUri.s3("bucket", ""));

            assertReader(FetchMethod.CRT, bucket, CrtObjectReader.class);
            assertReader(FetchMethod.SDK, bucket, StoreObjectReader.class);
        }
    }

    @Test
    void foldersAreReadThroughTheirStore(@TempDir Path folder) {
        assertReader(FetchMethod.CRT, new FolderObjectStore(folder), StoreObjectReader.class);
    }

    @Test
    void smallObjectsAreReadWholeAndLargeOnesLeftInTheStore(@TempDir Path folder) {
        ObjectStore store = new FolderObjectStore(folder);
        String eTag = store.write("small", new byte[10], "text/plain", WriteCondition.always());
        SourceObject small = new SourceObject("small", 10, eTag, "type");
        SourceObject large = new SourceObject("large", 11, eTag, "type");

        AsyncObjectReader reader = new StoreObjectReader(store, Runnable::run);
        ObjectFetcher fetcher = new SourceFetcher(reader, 10);

        assertThat(fetcher.fetch(small).join())
                .isInstanceOfSatisfying(
                        FetchedObject.Whole.class,
                        whole -> assertThat(whole.bytes()).hasSize(10));
        assertThat(fetcher.fetch(large).join()).isEqualTo(new FetchedObject.ByRange(large, reader));
    }

    @Test
    void anUnknownMethodIsRefused() {
        assertThat(FetchMethod.parse("crt")).isEqualTo(FetchMethod.CRT);
        assertThatThrownBy(() -> FetchMethod.parse("netty")).hasMessageContaining("crt or sdk");
    }

    private static void assertReader(FetchMethod method, ObjectStore store, Class<?> expected) {
        try (AsyncObjectReader reader = new ObjectReaders(method, ENVIRONMENT, 4).open(store, Runnable::run)) {
            assertThat(reader).isInstanceOf(expected);
        }
    }
}
