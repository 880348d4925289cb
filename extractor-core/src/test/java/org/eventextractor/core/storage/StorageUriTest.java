package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/data/out",
                "/data/my studies/out",
                "/data/100% of it",
                "/data/a#b?c",
                "/data/\u00e4rger",
                "/a;b&c=d"
            })
    void theTextOfAFolderNamesItAgain(String path) {
        StorageUri folder = StorageUri.folder(Path.of(path));

        assertThat(StorageUri.parse(folder.toString())).isEqualTo(folder);
        assertThat(StorageUri.parse(folder.resolve("a b.json").toString()))
                .isEqualTo(StorageUri.folder(Path.of(path, "a b.json")));
    }

    @Test
    void anObjectBelowTheRootOfAllFoldersHasAText() {
        StorageUri object = StorageUri.folder(Path.of("/")).resolve("a_b/c.json");

        assertThat(object.toString()).isEqualTo("file:/a_b/c.json");
    }

    @Test
    void aKeyOfS3IsWrittenAndReadAsItIs() {
        StorageUri object = StorageUri.s3("bucket", "my studies/100%25 #1?.json");

        assertThat(object.toString()).isEqualTo("s3://bucket/my studies/100%25 #1?.json");
        assertThat(StorageUri.parse(object.toString())).isEqualTo(object);
    }
}
