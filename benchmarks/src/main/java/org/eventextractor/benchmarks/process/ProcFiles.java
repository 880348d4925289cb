package org.eventextractor.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads Linux's files about processes.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcFiles {

    /** Counted from the field after the program's name, which itself may hold spaces. */
    private static final int CHILDREN_USER_TICKS = 13;

    private static final int CHILDREN_SYSTEM_TICKS = 14;
    private static final String PEAK_MEMORY = "VmHWM:";

    private ProcFiles() {}

    /** CPU time of all children of this process that have ended, exact to the tick. */
    static long ticksOfEndedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return Long.parseLong(fields.get(CHILDREN_USER_TICKS)) + Long.parseLong(fields.get(CHILDREN_SYSTEM_TICKS));
    }

    /** The most memory a process has had resident so far, in KiB; 0 once it has ended. */
    static long peakKib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(PEAK_MEMORY))
                    .mapToLong(ProcFiles::number)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
