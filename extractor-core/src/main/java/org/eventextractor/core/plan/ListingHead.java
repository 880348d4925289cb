package org.eventextractor.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.jspecify.annotations.Nullable;

/**
 * The first pages of a folder's listing, read ahead, and where the rest begins. The few pages hold the whole of an
 * ordinary day; a folder of a million objects is not held, but listed on as its objects are consumed.
 *
 * @param partition the folder
 * @param prefix of its objects' keys
 * @param pages in order
 * @param rest the token of the next page; null if these are all
 */
record ListingHead(
        Partition partition,
        String prefix,
        List<ObjectPage> pages,
        @Nullable String rest) {

    /** Of what is read ahead no further page is asked for once it holds so many objects. */
    private static final int ENOUGH = 4_000;

    static ListingHead read(ObjectStore store, Partition partition, String prefix) {
        List<ObjectPage> pages = new ArrayList<>();
        String token = null;
        int objects = 0;
        do {
            ObjectPage page = store.list(prefix, token);
            pages.add(page);
            objects += page.objects().size();
            token = page.nextToken();
        } while (token != null && objects < ENOUGH);
        return new ListingHead(partition, prefix, pages, token);
    }

    /** Hands on every data file of the folder, in order of the keys. */
    void forEachDataFile(ObjectStore store, Consumer<ObjectSummary> consumer) {
        pages.forEach(page -> forEachDataFile(page, consumer));
        String token = rest;
        while (token != null) {
            ObjectPage page = store.list(prefix, token);
            forEachDataFile(page, consumer);
            token = page.nextToken();
        }
    }

    private void forEachDataFile(ObjectPage page, Consumer<ObjectSummary> consumer) {
        page.objects().stream()
                .filter(object -> DataFiles.isData(object, prefix))
                .forEach(consumer);
    }
}
