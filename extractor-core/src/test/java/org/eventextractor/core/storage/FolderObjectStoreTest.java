package org.eventextractor.core.storage;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStoreTest extends ObjectStoreContract {

    @TempDir
    Path folder;

    @Override
    protected ObjectStore emptyStore() {
        return new FolderObjectStore(folder.resolve("bucket"));
    }

    @Override
    protected Set<Gap> gaps() {
        return EnumSet.of(Gap.NO_KEY_BELOW_A_KEY);
    }
}
