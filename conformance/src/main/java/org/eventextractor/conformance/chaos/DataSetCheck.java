package org.eventextractor.conformance.chaos;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.document.Manifest;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.local.demo.Delivered;

/**
 * Whether a round has left exactly one data set, or none, and nothing that a reader could mistake for one. Immutable and
 * thread-safe.
 *
 * @param requests the request bucket, past everything that spoils calls
 * @param rows looks at what a data set holds
 */
record DataSetCheck(ObjectStore requests, RowCheck rows) {

    private static final Set<RequestState> DELIVERED =
            EnumSet.of(RequestState.COMPLETED, RequestState.COMPLETED_EMPTY, RequestState.COMPLETED_WITH_ERRORS);

    private static final String DATA = ".parquet";
    private static final String MANIFEST = "manifest.json";

    /** Whether a round's status promises a data set. */
    static boolean isDelivered(EndedRound ended) {
        return DELIVERED.contains(ended.status().state());
    }

    List<String> breaches(EndedRound ended) {
        List<String> breaches = new ArrayList<>();
        Map<String, Set<String>> folders = folders(ended.round());
        List<String> visible = new ArrayList<>();
        folders.forEach((folder, names) -> {
            boolean incomplete = names.contains("incomplete.json");
            if (names.contains(MANIFEST) && !incomplete) {
                visible.add(folder);
            } else if (!incomplete && names.stream().anyMatch(name -> name.endsWith(DATA))) {
                breaches.add(folder + " holds data, no manifest, and no word that it is incomplete");
            }
        });
        if (visible.size() != (isDelivered(ended) ? 1 : 0)) {
            breaches.add(Json.name(ended.status().state()) + " and " + visible.size() + " data sets: " + visible);
        } else if (isDelivered(ended)) {
            String folder = visible.get(0);
            breaches.addAll(setBreaches(ended, folder, folders.getOrDefault(folder, Set.of())));
        }
        return breaches;
    }

    private List<String> setBreaches(EndedRound ended, String folder, Set<String> names) {
        List<String> breaches = new ArrayList<>();
        Delivered delivered = new Delivered(requests, folder);
        if (!folder.equals(ended.paths().output(String.valueOf(ended.status().jobId())))) {
            breaches.add(folder + " is not of the job that the status names, "
                    + ended.status().jobId());
        }
        breaches.addAll(fileBreaches(delivered, names));
        breaches.addAll(rows.breaches(ended, delivered));
        return breaches;
    }

    private static List<String> fileBreaches(Delivered delivered, Set<String> names) {
        List<String> breaches = new ArrayList<>();
        Manifest manifest = Json.read(delivered.read(MANIFEST), Manifest.class);
        Set<String> listed =
                manifest.files().stream().map(PartFile::path).collect(Collectors.toCollection(TreeSet::new));
        names.stream()
                .filter(name -> name.endsWith(DATA) && !listed.contains(name))
                .forEach(name -> breaches.add(delivered.folder() + name + " is in no manifest"));
        manifest.files().stream()
                .filter(file -> !names.contains(file.path())
                        || !DigestUtils.sha256Hex(delivered.read(file.path())).equals(file.sha256()))
                .forEach(file -> breaches.add(delivered.folder() + file.path() + " is not the file of the manifest"));
        return breaches;
    }

    /** The names in each output folder, by the folder's key. */
    private Map<String, Set<String>> folders(Round round) {
        Map<String, Set<String>> folders = new TreeMap<>();
        String prefix = round.name() + "/event_data_subset_";
        String token = null;
        do {
            ObjectPage page = requests.list(prefix, token);
            for (ObjectSummary object : page.objects()) {
                int end = object.key().indexOf('/', prefix.length()) + 1;
                folders.computeIfAbsent(object.key().substring(0, end), unused -> new TreeSet<>())
                        .add(object.key().substring(end));
            }
            token = page.nextToken();
        } while (token != null);
        return folders;
    }
}
