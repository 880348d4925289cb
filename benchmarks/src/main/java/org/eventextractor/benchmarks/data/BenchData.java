package org.eventextractor.benchmarks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;

/**
 * Makes data sets where they are not there yet. A set that was left half made is made again; delete the folder to make
 * all of it again.
 *
 * @param folder the cache
 */
public record BenchData(Path folder) {

    private static final int ROWS_OF_A_SMALL_FILE = 124;

    /** What production has of started_session: a file a minute, about 124 rows and 20 KB each. */
    private static final SampleSpec SPEC = SampleSpec.of(
                    20230301, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2023-03-01"), 3)
            .withFiles(1_440, FileShape.ofRows(ROWS_OF_A_SMALL_FILE))
            .withUsers(50_000, 5_000)
            .withShares(0.35, 0.02);

    /** The first day of every data set. */
    public static LocalDate firstDay() {
        return SPEC.firstDay();
    }

    /** How many days differ; larger data sets hold the same days again and again. */
    public static int days() {
        return SPEC.days();
    }

    /** Some of the 50,000 users. */
    public static UserSelection users(int count) {
        List<UUID> users = SPEC.withUsers(SPEC.users(), count).wanted().users();
        return UserSelection.of(users);
    }

    /** 4,320 files of three days, each different. */
    public DataSet small() throws IOException {
        return cached("small", target -> {
            new SampleEvents(SPEC).writeTo(target);
            return new DataSet(target, SPEC.firstDay(), SPEC.days(), SPEC.fileCount());
        });
    }

    /** 1,440 files a day, on that many days. */
    public DataSet smallDays(int days) throws IOException {
        return linked("small-days-" + days, new LinkedDays(small(), days, 1));
    }

    /** The three days, each file in it several times. */
    public DataSet smallCopies(int copies) throws IOException {
        return linked("small-copies-" + copies, new LinkedDays(small(), SPEC.days(), copies));
    }

    /** One large file of all small ones' rows a day, in the order of time, on that many days. */
    public DataSet largeByTime(int days) throws IOException {
        return large(Compaction.BY_TIME, days);
    }

    /** The same, in the order of users and in small pages. */
    public DataSet largeByUser(int days) throws IOException {
        return large(Compaction.BY_USER, days);
    }

    /** How many rows a set of large files holds. */
    public static long largeRows(DataSet large) {
        return (long) large.files() * SPEC.fileCount() * ROWS_OF_A_SMALL_FILE;
    }

    private DataSet large(Compaction order, int days) throws IOException {
        DataSet compacted = cached(order.folderName(), target -> order.compact(small(), target));
        return linked(order.folderName() + "-days-" + days, new LinkedDays(compacted, days, 1));
    }

    private DataSet linked(String name, LinkedDays links) throws IOException {
        return cached(name, links::writeTo);
    }

    /** The marker is written last, and tells what was made. */
    private DataSet cached(String name, Maker maker) throws IOException {
        Path target = folder.resolve(name);
        Path marker = folder.resolve(name + ".json");
        if (!Files.exists(marker)) {
            delete(target);
            Files.createDirectories(target);
            System.out.println("Making " + target + " ...");
            DataSet made = maker.make(target);
            Files.write(marker, Json.write(new Made(made.firstDay().toString(), made.days(), made.files())));
        }
        Made made = Json.read(Files.readAllBytes(marker), Made.class);
        return new DataSet(target, LocalDate.parse(made.firstDay()), made.days(), made.files());
    }

    /** Removes a folder and all in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private record Made(String firstDay, int days, int files) {}

    private interface Maker {
        DataSet make(Path target) throws IOException;
    }
}
