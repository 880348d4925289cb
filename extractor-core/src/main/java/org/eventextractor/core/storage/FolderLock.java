package org.eventextractor.core.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one writer at a time change a folder, over all threads and processes of this machine. */
final class FolderLock {

    /** A file lock belongs to the whole JVM, so its threads must exclude each other, whatever store they use. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;

    FolderLock(Path folder) {
        this.folder = folder;
    }

    <T> T with(Change<T> change) throws IOException {
        THREADS.lock();
        try {
            return withFileLock(change);
        } finally {
            THREADS.unlock();
        }
    }

    @SuppressWarnings("try") // the lock is held, not used
    private <T> T withFileLock(Change<T> change) throws IOException {
        Path file = Files.createDirectories(folder).resolve(FolderKeys.hiddenName("lock"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            return change.make();
        }
    }

    interface Change<T> {
        T make() throws IOException;
    }
}
