package org.eventextractor.core.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a mistyped one was meant to be. */
public final class DidYouMean {

    private static final int LONGEST_NAME = 200;
    private static final int LEAST_DISTANCE = 2;

    private DidYouMean() {}

    /**
     * The known name nearest to the given one, letter case aside; empty if none is near: at most a third of the given
     * letters, or two, may have to change.
     */
    public static Optional<String> closest(String given, Collection<String> known) {
        if (given.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        int farthest = Math.max(LEAST_DISTANCE, given.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(farthest);
        return known.stream()
                .map(name -> new Candidate(name, distance.apply(folded(given), folded(name))))
                .filter(candidate -> candidate.distance() >= 0)
                .min(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::name);
    }

    /** A sentence that names the nearest known name, or else all of them. */
    public static String suggestion(String given, Collection<String> known) {
        return closest(given, known)
                .map(name -> "Did you mean \"" + name + "\"?")
                .orElseGet(() -> "Known are: " + String.join(", ", known) + ".");
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The distance is -1 where it is above the threshold. */
    private record Candidate(String name, int distance) {}
}
