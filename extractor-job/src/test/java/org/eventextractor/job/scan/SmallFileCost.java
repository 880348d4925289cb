package org.eventextractor.job.scan;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.FileMetaData.EncryptionType;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.write.FileBuffers;
import org.eventextractor.job.write.PartWriter;
import org.eventextractor.job.write.WriteOptions;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;

/**
 * Measures what a small file costs, CPU microseconds, the short way and by parquet-java in turn. Run {@code main} with
 * the test class path; arguments: wanted users (100), passes (20).
 */
final class SmallFileCost {

    private static final int FILES_PER_DAY = 1440;
    private static final int DAYS = 3;
    private static final int ROWS = 124;
    private static final int USERS = 50_000;

    private SmallFileCost() {}

    public static void main(String[] args) throws Exception {
        int wanted = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int passes = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        SampleEvents events =
                new SampleEvents(SampleSpec.of(7, List.of(SampleType.STARTED_SESSION), LocalDate.of(2023, 5, 1), DAYS)
                        .withFiles(FILES_PER_DAY, FileShape.ofRows(ROWS))
                        .withUsers(USERS, Math.max(1, wanted)));
        Path folder = Files.createTempDirectory("small-files");
        System.out.println(events.writeTo(folder));
        List<byte[]> files = files(folder);
        UserSelection users =
                wanted == 0 ? UserSelection.everyone() : events.spec().wanted();
        for (int pass = 0; pass < passes; pass++) {
            System.out.printf(
                    "pass %2d: short %6.1f, parquet-java %6.1f, short and written %6.1f us/file%n",
                    pass,
                    cost(files, new InMemory(events.spec().range(), users)),
                    cost(files, new ByParquetJava(events.spec().range(), users)),
                    cost(files, new Written(events.spec().range(), users, folder)));
        }
    }

    private static double cost(List<byte[]> files, Consumer<byte[]> way) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        files.forEach(way);
        if (way instanceof Written written) {
            written.finish();
        }
        return (system.getProcessCpuTime() - before) / 1e3 / files.size();
    }

    private static List<byte[]> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .sorted()
                    .map(SmallFileCost::bytes)
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class InMemory implements Consumer<byte[]> {
        private final EventScanner scanner;

        InMemory(TimeRange range, UserSelection users) {
            scanner = new EventScanner(Events.usualType(), range, users, List.of());
        }

        @Override
        public void accept(byte[] file) {
            try {
                scanner.scan(Events.whole(file));
            } catch (UnreadableObjectException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** As an EventScanner reads a file it does not know. */
    private static final class ByParquetJava implements Consumer<byte[]> {
        private final EventSearch search;
        private final SchemaResolver resolver = new SchemaResolver(Events.usualType(), List.of());

        ByParquetJava(TimeRange range, UserSelection users) {
            search = new EventSearch(
                    new UserCondition(Events.usualType().user().encoding(), users),
                    new TimeCondition(Events.usualType().time().encoding(), range));
        }

        @Override
        public void accept(byte[] bytes) {
            try {
                SourceObject source = Events.whole(bytes).source();
                RangeInputFile input = RangeInputFile.inMemory(source.key(), bytes);
                OpenFile file = OpenFile.open(input);
                ResolvedSchema schema = resolver.resolve(file.metadata().getSchema());
                file.requireSoundRowGroups();
                if (file.metadata().getEncryptionType() == EncryptionType.UNENCRYPTED) {
                    search.in(source, file, schema, file.metadata().getKeyValueMetaData(), true);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Written implements Consumer<byte[]> {
        private final EventScanner scanner;
        private final PartWriter writer;

        Written(TimeRange range, UserSelection users, Path folder) {
            scanner = new EventScanner(Events.usualType(), range, users, List.of());
            writer = new PartWriter(folder, "part.out", WriteOptions.of(Compression.SNAPPY), new FileBuffers());
        }

        @Override
        public void accept(byte[] file) {
            try {
                writer.append(scanner.scan(Events.whole(file)));
            } catch (UnreadableObjectException e) {
                throw new IllegalStateException(e);
            }
        }

        void finish() {
            writer.finish();
            writer.close();
        }
    }
}
