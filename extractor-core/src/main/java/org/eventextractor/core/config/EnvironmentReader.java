package org.eventextractor.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads a configuration from environment variables and keeps all its faults until {@link #check}, so that whoever
 * deploys sees every one of them at once.
 *
 * <p>Not thread-safe; used once, at start.
 */
public final class EnvironmentReader {

    private static final String OWN_PREFIX = "EXTRACTOR_";

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();

    public EnvironmentReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The value of a variable that must be set; {@code placeholder} if it is not, which {@link #check} then reports.
     */
    public <T> T required(String name, Function<String, T> parser, T placeholder) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            faults.add(name + " is not set");
            return placeholder;
        }
        return parsed(name, text.get(), parser).orElse(placeholder);
    }

    /** The value of a variable, or {@code fallback} where it is not set or is empty. */
    public <T> T optional(String name, Function<String, T> parser, T fallback) {
        return text(name).flatMap(text -> parsed(name, text, parser)).orElse(fallback);
    }

    /** The values of a comma separated variable; none where it is not set. */
    public <T> List<T> list(String name, Function<String, T> parser) {
        return items(name).flatMap(item -> parsed(name, item, parser).stream()).toList();
    }

    /** As {@link #list}, of secrets: a fault does not show the value, and what the parser throws must not either. */
    public <T> List<T> secrets(String name, Function<String, T> parser) {
        return items(name)
                .flatMap(item -> attempt(name + " holds a value that cannot be used", item, parser).stream())
                .toList();
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigurationException naming every fault, and every variable of ours that nothing asked for
     */
    public void check() {
        environment.keySet().stream()
                .filter(name -> name.startsWith(OWN_PREFIX) && !asked.contains(name))
                .sorted()
                .forEach(name -> faults.add(name + " is not known; known are " + String.join(", ", asked)));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    private Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Stream<String> items(String name) {
        return text(name).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(item -> !item.isEmpty());
    }

    private <T> Optional<T> parsed(String name, String text, Function<String, T> parser) {
        return attempt(name + " cannot be \"" + text + "\"", text, parser);
    }

    private <T> Optional<T> attempt(String refusal, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            faults.add(refusal + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
