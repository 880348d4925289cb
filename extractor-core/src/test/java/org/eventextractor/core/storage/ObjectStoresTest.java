package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoresTest {

    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");

    @Test
    void aBucketIsOpenedOnceWhateverTheKey() {
        try (ObjectStores stores = new ObjectStores(CREDENTIALS, 4)) {
            ObjectStore store = stores.open(StorageUri.parse("s3://bucket/a/b"));

            assertThat(store).isInstanceOf(S3ObjectStore.class).isSameAs(stores.open(StorageUri.parse("s3://bucket")));
            assertThat(store).isNotSameAs(stores.open(StorageUri.parse("s3://other")));
            assertThat(store.root()).isEqualTo(StorageUri.parse("s3://bucket"));
        }
    }

    @Test
    void aFolderNeedsNoCredentials(@TempDir Path folder) {
        try (ObjectStores stores = new ObjectStores(Map.of("AWS_ACCESS_KEY_ID", "without secret"), 4)) {
            ObjectStore store = stores.open(StorageUri.folder(folder));

            assertThat(store).isInstanceOf(FolderObjectStore.class);
            assertThat(store.root()).isEqualTo(StorageUri.folder(folder));
        }
    }

    @Test
    void aKeyIdWithoutItsSecretIsRefused() {
        try (ObjectStores stores = new ObjectStores(Map.of("AWS_ACCESS_KEY_ID", "id"), 4)) {
            assertThatThrownBy(() -> stores.open(StorageUri.parse("s3://bucket")))
                    .hasMessageContaining("AWS_SECRET_ACCESS_KEY");
        }
    }
}
