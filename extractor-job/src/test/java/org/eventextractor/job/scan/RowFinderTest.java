package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.junit.jupiter.api.Test;

class RowFinderTest {

    private static final EventType TYPE = Events.usualType();
    private static final int ROW_GROUPS = 4;
    private static final int ROWS = 2_000;
    private static final byte[] FILE = GroupFiles.write(
            Events.SCHEMA,
            rows(),
            FileLayout.usual().withRows(ROWS / ROW_GROUPS, 100).withoutDictionary());

    @Test
    void whatIsFoundIsKeptAsFarAsItMayAndDeliveredAlike() throws IOException {
        Reading allKept = read(Long.MAX_VALUE);
        long all = keptBytes(finder(file(), Long.MAX_VALUE));

        for (long most : new long[] {0, 1, all / 8, all / 2, all - 1, 2 * all}) {
            assertThat(keptBytes(finder(file(), most))).isBetween(0L, most);
            assertThat(read(most)).as("at most %s of %s bytes", most, all).isEqualTo(allKept);
        }
        assertThat(keptBytes(finder(file(), all / 2))).isPositive();
        assertThat(allKept.rows()).isNotEmpty();
    }

    private static Reading read(long maxDecodedBytes) throws IOException {
        EventFile file = file();
        RowFinder finder = finder(file, maxDecodedBytes);
        return Reading.of(ScannedObject.of(Events.whole(FILE).source(), file, schema(), Map.of(), finder, false));
    }

    private static RowFinder finder(EventFile file, long maxDecodedBytes) throws IOException {
        UserSelection some =
                UserSelection.of(IntStream.range(0, 10).mapToObj(Events::user).toList());
        RowFinder finder = new RowFinder(
                file,
                schema(),
                new UserCondition(TYPE.user().encoding(), some),
                new TimeCondition(TYPE.time().encoding(), Events.EVER),
                maxDecodedBytes);
        finder.find();
        return finder;
    }

    private static long keptBytes(RowFinder finder) {
        return finder.found().stream()
                .flatMap(group -> group.decoded().values().stream())
                .mapToLong(LeafVector::memoryBytes)
                .sum();
    }

    private static ResolvedSchema schema() {
        return new SchemaResolver(TYPE, List.of()).resolve(Events.SCHEMA);
    }

    private static EventFile file() throws IOException {
        RangeInputFile input = RangeInputFile.inMemory("file", FILE);
        return PagedFile.inStore(OpenFile.open(input), input.ranges());
    }

    private static List<Group> rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> Events.event(Events.user(i % 40), Events.NOON.plusMillis(i), i))
                .toList();
    }
}
