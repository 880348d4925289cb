package org.eventextractor.job.scan;

import java.util.ArrayList;
import java.util.List;

/**
 * The footers that repeat between the files of an event type: there are as many as its files have writers and schemas.
 * Safe for use by many threads.
 */
final class KnownFooters {

    /** Each file is held against all of them; past it, the list begins anew. */
    private static final int MAX_FOOTERS = 32;

    private static final int MAX_BYTES = 1 << 18;

    private volatile List<KnownFooter> footers = List.of();

    List<KnownFooter> all() {
        return footers;
    }

    synchronized void add(KnownFooter footer, byte[] file) {
        boolean known = footers.stream().anyMatch(other -> other.find(file) != null);
        if (known || footer.bytes() > MAX_BYTES) {
            return;
        }
        List<KnownFooter> more = footers.size() < MAX_FOOTERS ? new ArrayList<>(footers) : new ArrayList<>();
        more.add(footer);
        footers = List.copyOf(more);
    }
}
