package org.eventextractor.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What a peer is asked to do, by its command line: {@code <events> <out> <users> <start> <end> <threads>}. It ends by
 * printing {@code rows=<n>}.
 *
 * @param events the folder of all event files
 * @param out the Parquet file to write
 * @param users whose rows are wanted; empty for everyone's
 * @param startMillis the first millisecond wanted, since 1970
 * @param endMillis the last one
 * @param threads to use
 */
public record PeerWork(Path events, Path out, List<UUID> users, long startMillis, long endMillis, int threads) {

    static PeerWork of(String[] arguments) throws IOException {
        List<UUID> users = Files.readAllLines(Path.of(arguments[2])).stream()
                .map(UUID::fromString)
                .toList();
        return new PeerWork(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                users,
                Long.parseLong(arguments[3]),
                Long.parseLong(arguments[4]),
                Integer.parseInt(arguments[5]));
    }

    static void done(long rows) {
        System.out.println("rows=" + rows);
    }
}
