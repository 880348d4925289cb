package org.eventextractor.core.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eventextractor.core.json.FaultSink;

/**
 * Collects faults in the order they are found. Of each code the first {@value #SHOWN} are kept whole; the others become
 * one fault that counts them, so that a list of a million bad values makes no document of a million faults.
 *
 * <p>Not thread-safe.
 */
final class Faults implements FaultSink {

    private static final int SHOWN = 100;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> firstNotShown = new LinkedHashMap<>();

    @Override
    public void add(String pointer, String code, String message, String suggestion) {
        int count = counts.merge(code, 1, Integer::sum);
        if (count <= SHOWN) {
            faults.add(new Fault(written(pointer), code, written(message), written(suggestion)));
        } else {
            firstNotShown.putIfAbsent(code, written(pointer));
        }
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    List<Fault> list() {
        List<Fault> all = new ArrayList<>(faults);
        firstNotShown.forEach((code, pointer) -> all.add(summary(code, pointer)));
        return List.copyOf(all);
    }

    private Fault summary(String code, String pointer) {
        int count = counts.getOrDefault(code, 0);
        String message = String.format(
                Locale.ROOT,
                "%,d more faults of this kind, %,d in all, follow the %d shown",
                count - SHOWN,
                count,
                SHOWN);
        return new Fault(listOf(pointer), code, message, "Look for one cause of all of them.");
    }

    /**
     * As UTF-8 can write it: half a surrogate pair, which JSON can smuggle in as an escape, becomes a question mark.
     */
    private static String written(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** The list that the pointer's item belongs to, or the pointer itself where it is no item's. */
    private static String listOf(String pointer) {
        return pointer.replaceFirst("/[0-9]+$", "");
    }
}
