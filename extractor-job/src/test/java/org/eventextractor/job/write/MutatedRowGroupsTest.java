package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.parquet.Events.EVER;
import static org.eventextractor.job.parquet.Events.NOON;
import static org.eventextractor.job.parquet.Events.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RangeStore;
import org.eventextractor.job.scan.BatchReader;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large objects with a byte of their pages changed, written between sound ones: copied as they lie, decoded where
 * the schema widens afterwards, or taken back. It runs for {@code -Dfuzz.seconds=N}, from {@code -Dfuzz.seed=N} on.
 */
class MutatedRowGroupsTest {

    private static final Duration DURATION = Duration.ofSeconds(Long.getLong("fuzz.seconds", 20));
    private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);

    /** Of no column whose dictionary could lose values that nothing but decoding it misses. */
    private static final MessageType NARROW = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required int32 number;
              required boolean even;
              repeated int32 mark;
            }
            """);

    private static final MessageType WIDE = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required int32 number;
              required boolean even;
              repeated int32 mark;
              optional binary colour (STRING);
            }
            """);

    private static final int FEW = 50;
    private static final int GROUP_ROWS = BatchReader.MAX_ROWS;
    private static final FileLayout LAYOUT = FileLayout.usual().withRows(GROUP_ROWS, 3_000);
    private static final WriteOptions SNAPPY = WriteOptions.of(Compression.SNAPPY);
    private static final EventScanner EVERYTHING =
            new EventScanner(Events.usualType(), EVER, UserSelection.everyone(), List.of());

    private static final List<Group> EVENTS = events(NARROW, 2 * GROUP_ROWS + FEW);
    private static final List<Group> WIDENING = events(WIDE, FEW);
    private static final List<String> ROWS = GroupFiles.texts(EVENTS);
    private static final List<String> WIDENING_ROWS = GroupFiles.texts(WIDENING);
    private static final byte[] SMALL = GroupFiles.write(NARROW, EVENTS.subList(0, FEW), LAYOUT);
    private static final byte[] WIDER = GroupFiles.write(WIDE, WIDENING, LAYOUT);

    /** A page's header takes about so many bytes. */
    private static final int HEADER_BYTES = 60;

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenOfAMutatedFileCanBeReadAndIsRight() throws Exception {
        byte[] checked = GroupFiles.write(NARROW, EVENTS, LAYOUT);
        byte[] unchecked = GroupFiles.write(NARROW, EVENTS, LAYOUT.withoutChecksums());
        long end = System.nanoTime() + DURATION.toNanos();
        for (long seed = FIRST_SEED; seed == FIRST_SEED || System.nanoTime() < end; seed++) {
            Random random = new Random(seed);
            boolean hasChecksums = random.nextInt(4) > 0;
            byte[] mutated = mutated(hasChecksums ? checked : unchecked, random);
            writeAmongOthers(mutated, random.nextBoolean(), hasChecksums, "seed " + seed);
        }
    }

    private void writeAmongOthers(byte[] mutated, boolean widened, boolean hasChecksums, String name) throws Exception {
        try (PartWriter writer = new PartWriter(folder, "part", SNAPPY, new FileBuffers())) {
            append(writer, SMALL);
            boolean delivered = append(writer, mutated);
            append(writer, widened ? WIDER : SMALL);
            List<String> written = texts(writer.finish().orElseThrow().file());

            int rows = written.size() - 2 * FEW;
            assertThat(written.subList(0, FEW)).as(name).isEqualTo(ROWS.subList(0, FEW));
            assertThat(written.subList(FEW + rows, written.size()))
                    .as(name)
                    .isEqualTo(widened ? WIDENING_ROWS : ROWS.subList(0, FEW));
            if (hasChecksums || !delivered) {
                assertThat(written.subList(FEW, FEW + rows)).as(name).isEqualTo(delivered ? ROWS : List.of());
            }
            if (delivered) D++;
            N++;
        }
    }

    static int N, D;
    /** Whether the object's rows are in the file. */
    private static boolean append(PartWriter writer, byte[] file) {
        try {
            writer.append(EVERYTHING.scan(new RangeStore(Map.of("key", file)).byRange("key")));
            return true;
        } catch (UnreadableObjectException refused) {
            return false;
        }
    }

    /** One byte: with two, a header may lose its checksum while its page is damaged. */
    private byte[] mutated(byte[] sound, Random random) throws IOException {
        byte[] bytes = sound.clone();
        List<int[]> pages = pages(sound);
        int[] page = pages.get(random.nextInt(pages.size()));
        int within = random.nextInt(3) > 0 ? Math.min(HEADER_BYTES, page[1]) : page[1];
        int at = page[0] + random.nextInt(within);
        bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (bytes[at] ^ (1 << random.nextInt(8)));
        return bytes;
    }

    /** Start and length of each, dictionaries included. */
    private List<int[]> pages(byte[] file) throws IOException {
        Path source = Files.write(folder.resolve("source"), file);
        List<int[]> pages = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(source))) {
            for (BlockMetaData group : reader.getRowGroups()) {
                for (ColumnChunkMetaData chunk : group.getColumns()) {
                    OffsetIndex index = reader.readOffsetIndex(chunk);
                    int start = (int) chunk.getStartingPos();
                    if (index.getOffset(0) > start) {
                        pages.add(new int[] {start, (int) index.getOffset(0) - start});
                    }
                    IntStream.range(0, index.getPageCount())
                            .mapToObj(
                                    page -> new int[] {(int) index.getOffset(page), index.getCompressedPageSize(page)})
                            .forEach(pages::add);
                }
            }
        }
        return pages;
    }

    private static List<String> texts(Path file) throws IOException {
        return GroupFiles.texts(GroupFiles.read(file));
    }

    private static List<Group> events(MessageType schema, int rows) {
        return IntStream.range(0, rows).mapToObj(row -> event(schema, row)).toList();
    }

    private static Group event(MessageType schema, int number) {
        Group event = Events.event(schema, user(number % 100), NOON.plusMillis(number), number);
        event.add("even", number % 2 == 0);
        for (int mark = 0; mark < number % 3; mark++) {
            event.add("mark", number + mark);
        }
        if (schema.equals(WIDE)) {
            event.add("colour", "colour " + number % 20);
        }
        return event;
    }
}
