package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.Test;

class MemoryObjectStoreTest extends ObjectStoreContract {

    @Override
    protected ObjectStore emptyStore() {
        return new MemoryObjectStore("memory");
    }

    @Test
    void everyCallIsCounted() {
        MemoryObjectStore store = new MemoryObjectStore("memory").with("a", new byte[1]);

        store.read("a", ReadCondition.any(), 1);
        store.find("b");
        store.list("p", null);
        store.write("c", new byte[0], "text/plain", WriteCondition.always());
        store.delete("c");

        assertThat(store.readKeys()).containsExactly("a", "b");
        assertThat(store.listedPrefixes()).containsExactly("p");
        assertThat(store.writtenKeys()).containsExactly("c");
        assertThat(store.deletedKeys()).containsExactly("c");
        store.forgetCalls();
        assertThat(store.readKeys()).isEmpty();
    }

    @Test
    void aKeyFailsUntilItIsHealed() {
        MemoryObjectStore store = new MemoryObjectStore("memory").with("a", new byte[1]);
        store.failOn("a", Kind.UNAVAILABLE);

        assertFails(Kind.UNAVAILABLE, () -> store.read("a", ReadCondition.any(), 1));
        store.heal("a");
        assertThat(store.read("a", ReadCondition.any(), 1).bytes()).hasSize(1);
    }
}
