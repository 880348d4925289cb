package org.eventextractor.core.plan;

import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.eventextractor.core.storage.ObjectStore;

/** Lists folders, several at a time, each once, and hands their listings on in the folders' order. */
final class PartitionLister {

    /** Listings that wait for an older one leave their threads free to go on. */
    private static final int AHEAD = 2;

    private final ObjectStore store;
    private final String eventsPrefix;
    private final ExecutorService threads;
    private final int parallelLists;

    PartitionLister(ObjectStore store, String eventsPrefix, ExecutorService threads, int parallelLists) {
        this.store = store;
        this.eventsPrefix = eventsPrefix;
        this.threads = threads;
        this.parallelLists = parallelLists;
    }

    void list(Iterator<Partition> partitions, Consumer<ListingHead> consumer) {
        TaskWindow<ListingHead> listings = new TaskWindow<>(threads, AHEAD * parallelLists);
        while (partitions.hasNext() || !listings.isEmpty()) {
            while (partitions.hasNext() && !listings.isFull()) {
                Partition partition = partitions.next();
                listings.submit(() -> ListingHead.read(store, partition, eventsPrefix + partition.prefix()));
            }
            consumer.accept(listings.takeOldest());
        }
    }
}
