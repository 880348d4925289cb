package org.eventextractor.samples;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;

/**
 * Which sample events there are. The same value always gives the same files, byte for byte, and the same answers.
 *
 * <p>About {@code wantedUsers / users * (1 - noUserShare)} of all rows are of the wanted users.
 *
 * @param seed of everything that is not named here
 * @param types at least one
 * @param firstDay the first partition, a day of UTC
 * @param days how many consecutive partitions, at least 1
 * @param filesPerDay files in each partition, at least 1; each holds its share of the day's hours
 * @param shape of every file
 * @param users how many different users there are, at least 1
 * @param wantedUsers how many of them {@link #wanted()} names, 0 to {@code users}
 * @param noUserShare of the events, 0 to 1; 0.35 is what production sees in started_session
 * @param lateShare of the events that occurred on the day before or after their partition's, 0 to 1
 * @param newerSchemasFrom the first day whose files have the newest schema; earlier ones have the older
 */
public record SampleSpec(
        long seed,
        List<SampleType> types,
        LocalDate firstDay,
        int days,
        int filesPerDay,
        FileShape shape,
        int users,
        int wantedUsers,
        double noUserShare,
        double lateShare,
        LocalDate newerSchemasFrom) {

    public SampleSpec {
        types = List.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("name at least one sample type");
        }
        if (days < 1 || filesPerDay < 1) {
            throw new IllegalArgumentException(
                    "days and files must be 1 or more: " + filesPerDay + " files on each of " + days + " days");
        }
        if (users < 1 || wantedUsers < 0 || wantedUsers > users) {
            throw new IllegalArgumentException("cannot want " + wantedUsers + " of " + users + " users");
        }
        if (!isShare(noUserShare) || !isShare(lateShare)) {
            throw new IllegalArgumentException("shares must lie in 0 to 1: " + noUserShare + ", " + lateShare);
        }
    }

    /** Ten files a day of 40 rows each, 1,000 users, ten of them wanted, 2 % late, the newest schemas only. */
    public static SampleSpec of(long seed, List<SampleType> types, LocalDate firstDay, int days) {
        return new SampleSpec(
                seed, types, firstDay, days, 10, FileShape.ofRows(40), 1_000, 10, 0.35, 0.02, LocalDate.MIN);
    }

    public SampleSpec withFiles(int filesPerDay, FileShape shape) {
        return new SampleSpec(
                seed,
                types,
                firstDay,
                days,
                filesPerDay,
                shape,
                users,
                wantedUsers,
                noUserShare,
                lateShare,
                newerSchemasFrom);
    }

    public SampleSpec withUsers(int users, int wantedUsers) {
        return new SampleSpec(
                seed,
                types,
                firstDay,
                days,
                filesPerDay,
                shape,
                users,
                wantedUsers,
                noUserShare,
                lateShare,
                newerSchemasFrom);
    }

    public SampleSpec withShares(double noUserShare, double lateShare) {
        return new SampleSpec(
                seed,
                types,
                firstDay,
                days,
                filesPerDay,
                shape,
                users,
                wantedUsers,
                noUserShare,
                lateShare,
                newerSchemasFrom);
    }

    public SampleSpec withNewerSchemasFrom(LocalDate newerSchemasFrom) {
        return new SampleSpec(
                seed,
                types,
                firstDay,
                days,
                filesPerDay,
                shape,
                users,
                wantedUsers,
                noUserShare,
                lateShare,
                newerSchemasFrom);
    }

    /** The names of the types. */
    public List<String> eventTypes() {
        return types.stream().map(SampleType::eventType).toList();
    }

    /**
     * The users a request of these samples asks for.
     *
     * @throws IllegalArgumentException if {@code wantedUsers} is 0
     */
    public UserSelection wanted() {
        SampleUsers all = new SampleUsers(seed);
        return UserSelection.of(
                IntStream.range(0, wantedUsers).mapToObj(all::user).toList());
    }

    /** From the first moment of the first day to the last millisecond of the last. */
    public TimeRange range() {
        Instant end = firstDay.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new TimeRange(firstDay.atStartOfDay(ZoneOffset.UTC).toInstant(), end.minusMillis(1));
    }

    /** How many files of all types there are. */
    public int fileCount() {
        return types.size() * days * filesPerDay;
    }

    /** Every file, type by type, day by day. */
    Stream<SampleFile> files() {
        int filesPerType = days * filesPerDay;
        return types.stream()
                .flatMap(type -> IntStream.range(0, filesPerType)
                        .mapToObj(
                                n -> new SampleFile(this, type, firstDay.plusDays(n / filesPerDay), n % filesPerDay)));
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
