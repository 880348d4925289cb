package org.eventextractor.core.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The lines of a file of users: one UUID a line, or CSV with the UUID in the first column; a header, a byte order mark,
 * quotes, blank lines and either line ending are tolerated.
 *
 * <p>Messages name lines by number only: what a file holds must not be told to someone who merely knows its name.
 */
final class UserFileLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<String> HEADERS =
            Set.of("uuid", "uuids", "user", "users", "userid", "userids", "useruuid", "useruuids");

    private final String pointer;
    private final Findings findings;

    UserFileLines(String pointer, Findings findings) {
        this.pointer = pointer;
        this.findings = findings;
    }

    /** The users; empty if the file holds lines and not one of them names a user. */
    Optional<List<UUID>> read(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        String withoutMark = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<UUID> users = new ArrayList<>();
        int number = 0;
        int bad = 0;
        for (Iterator<String> lines = withoutMark.lines().iterator(); lines.hasNext(); ) {
            String cell = firstCell(lines.next());
            number++;
            if (cell.isEmpty() || (number == 1 && isHeader(cell))) {
                continue;
            }
            Optional<UUID> user = UuidText.parse(cell);
            user.ifPresent(users::add);
            bad += user.isPresent() ? 0 : refuse(number);
        }
        return bad > 0 && users.isEmpty() ? Optional.empty() : Optional.of(users);
    }

    private int refuse(int number) {
        String message = "line " + number + " of the file does not begin with a UUID";
        findings.faults().add(pointer, "invalidUuid", message, UuidText.HELP);
        return 1;
    }

    private static String firstCell(String line) {
        String cell = line.split("[,;\t]", 2)[0].strip();
        boolean quoted = cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1).strip() : cell;
    }

    private static boolean isHeader(String cell) {
        return HEADERS.contains(cell.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }
}
