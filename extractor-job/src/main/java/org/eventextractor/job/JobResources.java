package org.eventextractor.job;

import java.nio.file.Path;
import java.util.Map;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.config.Values;
import org.eventextractor.job.fetch.FetchMethod;
import org.eventextractor.job.fetch.ObjectReaders;
import org.eventextractor.job.fetch.ReaderFactory;
import org.eventextractor.job.write.WriteOptions;

/**
 * What a process may use.
 *
 * @param threads that decode
 * @param writers threads that write, each a slice at a time, at most {@code threads}
 * @param objectsInFlight the most requests for objects under way at once, at least {@code threads}
 * @param readAheadBytes the most bytes of source objects held at once; what is decoded of them has a bound of its own
 * @param fetchMethod by which client S3 is read
 * @param scratch an existing local folder with room for the data files of {@code writers} slices
 */
record JobResources(
        int threads, int writers, int objectsInFlight, long readAheadBytes, FetchMethod fetchMethod, Path scratch) {

    /** Decoded rows, row groups being written and the tables of users take the rest of the heap. */
    private static final int HEAP_SHARES = 4;

    /** Enough to keep the writers at work, even of large objects. */
    private static final int DECODED_SHARE = 2;

    /** What the writers together may take. */
    private static final int WRITERS_SHARE = 2;

    /** A row group being written, with dictionaries and open pages. */
    private static final long WRITER_BYTES = WriteOptions.STANDARD_MEMORY_BYTES;

    private static final int OBJECTS_IN_FLIGHT = 256;
    private static final long BYTES_PER_MB = 1_000_000;

    JobResources {
        if (threads < 1 || writers < 1 || objectsInFlight < threads || readAheadBytes < 1) {
            throw new IllegalArgumentException(
                    "threads, writers, objects in flight and read-ahead must be positive, and "
                            + "objects in flight no fewer than threads: " + threads + ", " + writers + ", "
                            + objectsInFlight + ", "
                            + readAheadBytes);
        }
    }

    static JobResources ofThisMachine() {
        int threads = Runtime.getRuntime().availableProcessors();
        return new JobResources(
                threads,
                writers(threads, Runtime.getRuntime().maxMemory()),
                Math.max(threads, OBJECTS_IN_FLIGHT),
                Runtime.getRuntime().maxMemory() / HEAP_SHARES,
                FetchMethod.CRT,
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    static JobResources from(EnvironmentReader reader) {
        JobResources machine = ofThisMachine();
        int threads = reader.optional("EXTRACTOR_THREADS", Values::count, machine.threads());
        return new JobResources(
                threads,
                writers(threads, Runtime.getRuntime().maxMemory()),
                Math.max(threads, reader.optional("EXTRACTOR_IN_FLIGHT", Values::count, OBJECTS_IN_FLIGHT)),
                reader.optional(
                        "EXTRACTOR_MEMORY_MB", text -> Values.count(text) * BYTES_PER_MB, machine.readAheadBytes()),
                reader.optional("EXTRACTOR_FETCHER", FetchMethod::parse, machine.fetchMethod()),
                reader.optional("EXTRACTOR_SCRATCH", Path::of, machine.scratch()));
    }

    /** How many slices may be written at a time: one for each thread that decodes, if the heap holds what they take. */
    static int writers(int threads, long heapBytes) {
        return (int) Math.max(1, Math.min(threads, heapBytes / WRITERS_SHARE / WRITER_BYTES));
    }

    /** The most memory of what is scanned ahead of the writers; one object for each thread comes on top. */
    long decodedBytes() {
        return Math.max(1, readAheadBytes / DECODED_SHARE);
    }

    /** Opens readers of buckets, as these resources allow. */
    ReaderFactory readers(Map<String, String> environment) {
        return new ObjectReaders(fetchMethod, environment, objectsInFlight);
    }
}
