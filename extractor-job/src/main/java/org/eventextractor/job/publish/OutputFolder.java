package org.eventextractor.job.publish;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eventextractor.core.document.IncompleteMark;
import org.eventextractor.core.document.IncompleteMarkCodec;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.WriteCondition;

/**
 * The folder of an extract's results, but for how its data files come there.
 *
 * <p>Thread-safe.
 */
public final class OutputFolder {

    private static final String JSON = "application/json";
    private static final String DATA_SUFFIX = ".parquet";
    private static final String MANIFEST = "manifest.json";

    private final ObjectStore store;
    private final String prefix;

    /**
     * @param store the request bucket
     * @param prefix key prefix of the extract, ending in a slash
     */
    public OutputFolder(ObjectStore store, String prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    /** Its URI, ending in a slash. */
    String uri() {
        return uri("");
    }

    /** Writes results.json and gives its URI. */
    public String writeResults(byte[] results) {
        write("results.json", results);
        return uri("results.json");
    }

    /** Writes manifest.json, the commit point, and gives its URI. */
    String writeManifest(byte[] manifest) {
        write(MANIFEST, manifest);
        return uri(MANIFEST);
    }

    /** Removes manifest.json, if it is there: what is here is no data set, or none any more. */
    void withdrawManifest() {
        store.delete(prefix + MANIFEST);
    }

    void write(String name, byte[] document) {
        store.write(prefix + name, document, JSON, WriteCondition.always());
    }

    /**
     * Removes the data files that do not count: those that are withheld, and those that an attempt left which found what a
     * later one did not.
     *
     * @param counted below the folder; they stay
     */
    void removeDataFilesBut(Set<String> counted) {
        String token = null;
        do {
            ObjectPage page = store.list(prefix, token);
            strays(page.objects(), counted).forEach(store::delete);
            token = page.nextToken();
        } while (token != null);
    }

    /** Says that what is here is no data set; a manifest that says otherwise is removed before. */
    public void markIncomplete(IncompleteMark mark) {
        withdrawManifest();
        write("incomplete.json", IncompleteMarkCodec.write(mark));
    }

    private Stream<String> strays(List<ObjectSummary> objects, Set<String> counted) {
        return objects.stream()
                .map(ObjectSummary::key)
                .filter(key -> key.endsWith(DATA_SUFFIX) && !counted.contains(key.substring(prefix.length())));
    }

    private String uri(String name) {
        return store.root().resolve(prefix + name).toString();
    }
}
