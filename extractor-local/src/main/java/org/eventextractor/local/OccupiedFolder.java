package org.eventextractor.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that no other process may occupy, until this is closed or the process ends, however that may be. Occupied
 * twice it would be two systems over the same buckets.
 */
final class OccupiedFolder implements AutoCloseable {

    private static final String LOCK = "occupied.lock";

    private final FileChannel channel;

    private OccupiedFolder(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Occupies a folder, which is made if it is not there.
     *
     * @param folder or a link to it, which is the same one
     * @throws IllegalStateException if it is occupied
     */
    static OccupiedFolder of(Path folder) throws IOException {
        makeIfAbsent(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IllegalStateException(
                    "another system is running in " + folder + ": end it first (Ctrl-C), or give this one a folder"
                            + " and ports of its own: --folder FOLDER --s3-port 0 --batch-port 0 --sqs-port 0"
                            + " --callback-port 0");
        }
        return new OccupiedFolder(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Asks first: 17 before 17.0.14, 18 and 19 take a link to a folder for a file in the way (JDK-8294193). */
    private static void makeIfAbsent(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }
}
