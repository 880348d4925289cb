package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RandomRows;
import org.eventextractor.job.scan.format.FooterFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Files with some bytes changed: what the short way reads of them at all is what parquet-java reads. It runs for
 * {@code -Dfuzz.seconds=N}, from {@code -Dfuzz.seed=N} on.
 */
class MutatedFilesTest {

    private static final Duration DURATION = Duration.ofSeconds(Long.getLong("fuzz.seconds", 60));
    private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);
    private static final int MUTATIONS = 200;
    private static final TimeRange RANGE = new TimeRange(Events.NOON.plusMillis(100), Events.NOON.plusMillis(800));
    private static final UserSelection USERS =
            UserSelection.of(IntStream.range(0, 8).mapToObj(Events::user).toList());

    @Test
    void whatIsReadOfAMutatedFileIsWhatParquetJavaReads() {
        long end = System.nanoTime() + DURATION.toNanos();
        for (long seed = FIRST_SEED; seed == FIRST_SEED || System.nanoTime() < end; seed++) {
            readMutations(seed);
        }
    }

    private static void readMutations(long seed) {
        Random random = new Random(seed);
        FileLayout layout = layout(random);
        byte[] sound = file(layout, random);
        ThreeWays ways = new ThreeWays(
                Events.usualType(),
                random.nextBoolean() ? RANGE : Events.EVER,
                random.nextBoolean() ? USERS : UserSelection.everyone());
        ways.learn(sound);
        Reading ofSound = ways.byParquetJava(sound);
        boolean mayShift = !layout.checksums() && hasRepeatedColumn(sound);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(sound, random);
            String name = "mutation " + i + " of the file of seed " + seed;
            Reading byParquetJava = ways.byParquetJava(mutated);
            Reading shortly = ways.shortly(mutated);
            Reading byPages = ways.byPages(mutated);
            if (byParquetJava.code() == null && tellTheSame(sound, mutated)) {
                requireAlike(shortly, byParquetJava, name + ", shortly");
                requireAlike(mayShift ? null : byPages, byParquetJava, name + ", by pages");
            } else if (layout.checksums() && oneByteOfPagesDiffers(sound, mutated)) {
                requireAlike(shortly, ofSound, name + ", shortly");
                requireAlike(byPages, ofSound, name + ", by pages");
            }
        }
    }

    /**
     * Either way may refuse a file that the other reads: parquet-java reads pages of which no row is wanted, and finds
     * damage there; pages are held against their index, which parquet-java does not look at. With checksums, what is
     * read all the same is what was written.
     */
    private static void requireAlike(@Nullable Reading reading, Reading right, String name) {
        if (reading != null && reading.code() == null) {
            assertThat(reading).as(name).isEqualTo(right);
        }
    }

    /** A damaged repetition level shifts the rows to the row group's end, or, by pages, to the page's. */
    private static boolean hasRepeatedColumn(byte[] sound) {
        return opened(sound).metadata().getSchema().getColumns().stream()
                .anyMatch(column -> column.getMaxRepetitionLevel() > 0);
    }

    /** With more of them, a header may lose its checksum while its page is damaged. */
    private static boolean oneByteOfPagesDiffers(byte[] sound, byte[] mutated) {
        int at = Arrays.mismatch(sound, mutated);
        return at >= 0
                && Arrays.equals(sound, at + 1, sound.length, mutated, at + 1, mutated.length)
                && at < pagesEnd(sound);
    }

    private static int pagesEnd(byte[] sound) {
        return chunks(opened(sound))
                .mapToInt(chunk -> (int) (chunk.getStartingPos() + chunk.getTotalSize()))
                .max()
                .orElseGet(() -> FooterFrame.start(sound));
    }

    /**
     * Statistics and indexes of pages have no checksum, so what they say of users and pages is believed, by those ways
     * of reading that look at it. Indexes lie between the pages and the footer.
     */
    private static boolean tellTheSame(byte[] sound, byte[] mutated) {
        OpenFile before = opened(sound);
        OpenFile after = opened(mutated);
        int footer = FooterFrame.start(sound);
        int pagesEnd = pagesEnd(sound);
        boolean sameIndexes = Arrays.equals(sound, pagesEnd, footer, mutated, pagesEnd, footer);
        return sameIndexes && statistics(before).equals(statistics(after));
    }

    private static List<String> statistics(OpenFile file) {
        return chunks(file).map(chunk -> String.valueOf(chunk.getStatistics())).toList();
    }

    private static Stream<ColumnChunkMetaData> chunks(OpenFile file) {
        int leaves = file.metadata().getSchema().getColumns().size();
        return IntStream.range(0, file.rowGroups())
                .boxed()
                .flatMap(rowGroup -> IntStream.range(0, leaves).mapToObj(leaf -> file.chunk(rowGroup, leaf)));
    }

    private static OpenFile opened(byte[] file) {
        try {
            return OpenFile.open(RangeInputFile.inMemory("file", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] mutated(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        int from = random.nextBoolean() ? 0 : bytes.length - 8 - length;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = from + random.nextInt(bytes.length - from);
            if (random.nextInt(8) == 0) {
                Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(64)), (byte) random.nextInt(256));
            } else {
                bytes[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) (bytes[at] ^ (1 << random.nextInt(8)));
            }
        }
        return bytes;
    }

    private static byte[] file(FileLayout layout, Random random) {
        RandomRows rows = new RandomRows(random);
        MessageType schema = rows.schema();
        List<Group> groups = IntStream.range(0, random.nextInt(200))
                .mapToObj(i -> rows.row(schema, i))
                .toList();
        return GroupFiles.write(schema, groups, layout);
    }

    private static FileLayout layout(Random random) {
        CompressionCodecName[] codecs = {
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW
        };
        return new FileLayout(
                codecs[random.nextInt(codecs.length)],
                random.nextInt(4) > 0 ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0,
                random.nextBoolean(),
                random.nextInt(3) == 0,
                1 + random.nextInt(150),
                1 + random.nextInt(50),
                Map.of());
    }
}
