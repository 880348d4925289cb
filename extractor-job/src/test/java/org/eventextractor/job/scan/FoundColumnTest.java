package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RandomRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FoundColumnTest {

    private static final int CASES = 20;
    private static final int ROWS = 300;

    static IntStream seeds() {
        return IntStream.range(0, CASES);
    }

    /** The seed is the parameter, so a failing test's name shows it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasFoundIsDeliveredLikeWhatIsRead(int seed) throws Exception {
        Random random = new Random(seed);
        RangeInputFile input = randomFile(random);
        OpenFile byParquetJava = OpenFile.open(input);
        EventFile byPages = PagedFile.inStore(byParquetJava, input.ranges());
        RowSelection rows = everyThird();
        for (int leaf = 0; leaf < byParquetJava.leaves(); leaf++) {
            ColumnDescriptor column = byParquetJava.column(leaf);
            if (column.getMaxRepetitionLevel() == 0) {
                LeafVector read = LeafVector.of(column, 1);
                reader(byParquetJava, leaf, rows).read(rows, read);

                for (EventFile file : List.of(byParquetJava, byPages)) {
                    VectorReader found = new VectorReader(found(file, leaf, rows));
                    LeafVector delivered = LeafVector.of(column, 1);
                    rows.split(1 + random.nextInt(ROWS)).forEach(part -> found.read(part, delivered));

                    assertThat(Reading.text(delivered)).as("%s", column).isEqualTo(Reading.text(read));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatTakesTooMuchMemoryIsGivenUp(int seed) throws Exception {
        RangeInputFile input = randomFile(new Random(seed));
        EventFile file = PagedFile.inStore(OpenFile.open(input), input.ranges());
        RowSelection rows = everyThird();
        long needed = found(file, 0, rows).memoryBytes();

        for (long most : new long[] {0, needed - 1, needed}) {
            FoundColumn column = new FoundColumn(file.column(0), most);
            reader(file, 0, rows).forEach(rows, (row, entry) -> column.add(entry));

            assertThat(column.values() == null).isEqualTo(most < needed);
        }
    }

    private static LeafVector found(EventFile file, int leaf, RowSelection rows) throws IOException {
        FoundColumn column = new FoundColumn(file.column(leaf), Long.MAX_VALUE);
        reader(file, leaf, rows).forEach(rows, (row, entry) -> column.add(entry));
        LeafVector values = column.values();
        assertThat(values).isNotNull();
        return values;
    }

    private static LeafReader reader(EventFile file, int leaf, RowSelection rows) throws IOException {
        return file.read(0, List.of(leaf), rows).get(0);
    }

    private static RangeInputFile randomFile(Random random) {
        RandomRows rows = new RandomRows(random);
        MessageType schema = rows.schema();
        List<Group> groups =
                IntStream.range(0, ROWS).mapToObj(i -> rows.row(schema, i)).toList();
        FileLayout usual = FileLayout.usual().withRows(ROWS, 1 + random.nextInt(ROWS));
        FileLayout layout = random.nextBoolean() ? usual : usual.withoutDictionary();
        return RangeInputFile.inMemory("file", GroupFiles.write(schema, groups, layout));
    }

    private static RowSelection everyThird() {
        RowSelection.Builder rows = new RowSelection.Builder();
        IntStream.range(0, ROWS / 3).forEach(i -> rows.add(3 * i));
        return rows.build();
    }
}
