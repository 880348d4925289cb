package org.eventextractor.conformance.chaos;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rounds that have begun. Thread-safe. */
final class Rounds {

    private final Map<String, Round> byKey = new ConcurrentHashMap<>();

    void begin(Round round) {
        byKey.put(round.key(), round);
    }

    /** The round whose request a text names. */
    Optional<Round> of(String text) {
        return Watcher.requestKey(text).flatMap(key -> Optional.ofNullable(byKey.get(key)));
    }
}
