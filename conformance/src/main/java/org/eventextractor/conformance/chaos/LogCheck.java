package org.eventextractor.conformance.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eventextractor.s3.LocalCredentials;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleEvents;

/**
 * Whether functions and jobs kept to themselves what no log may hold: who the users are, which rows there are, and the
 * secrets. Immutable and thread-safe.
 *
 * @param identities of users and sessions, as lower-case hexadecimal digits without hyphens
 * @param secrets as they are
 */
record LogCheck(Set<String> identities, Set<String> secrets) {

    /** Found at every character, for an id may stand among other digits. */
    private static final Pattern ID =
            Pattern.compile("(?=([0-9a-f]{8}(-?)[0-9a-f]{4}\\2[0-9a-f]{4}\\2[0-9a-f]{4}\\2[0-9a-f]{12}))");

    LogCheck {
        identities = Set.copyOf(identities);
        secrets = Set.copyOf(secrets);
    }

    /**
     * @param study knows every user, asked for or not, and every session
     * @param callbackSecret with its prefix, without which it is a secret still
     */
    static LogCheck of(Study study, String callbackSecret) {
        Set<String> identities = new TreeSet<>();
        study.spec().wanted().users().forEach(user -> identities.add(digits(user.toString())));
        try (Stream<SampleEvent> events = new SampleEvents(study.spec()).events()) {
            events.flatMap(LogCheck::ids).forEach(id -> identities.add(digits(id.toString())));
        }
        return new LogCheck(
                identities, Set.of(callbackSecret.substring("whsec_".length()), LocalCredentials.SECRET_ACCESS_KEY));
    }

    /**
     * Every line that says too much, by its place: what it says is not said again.
     *
     * @param folders with nothing in them but logs
     */
    List<String> breaches(List<Path> folders) {
        List<Path> logs = folders.stream().flatMap(LogCheck::logs).toList();
        List<String> breaches = new ArrayList<>();
        if (logs.isEmpty()) {
            breaches.add("nothing was shown of logs: there are none");
        }
        logs.forEach(log -> addBreaches(log, breaches));
        return breaches;
    }

    private void addBreaches(Path log, List<String> breaches) {
        int number = 0;
        for (String line : lines(log)) {
            number++;
            String place = log.subpath(log.getNameCount() - 2, log.getNameCount()) + ", line " + number;
            if (secrets.stream().anyMatch(line::contains)) {
                breaches.add(place + ": a secret is logged");
            }
            if (namesSomebody(line)) {
                breaches.add(place + ": a user or a session is logged");
            }
        }
    }

    private boolean namesSomebody(String line) {
        return ID.matcher(line.toLowerCase(Locale.ROOT))
                .results()
                .anyMatch(id -> identities.contains(digits(id.group(1))));
    }

    private static Stream<UUID> ids(SampleEvent event) {
        return Stream.concat(Stream.of(event.session()), Stream.ofNullable(event.user()));
    }

    private static String digits(String id) {
        return id.replace("-", "");
    }

    /** Without a job there is no folder of jobs. */
    private static Stream<Path> logs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Of a process that was killed the last line may end within a character. */
    private static List<String> lines(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
