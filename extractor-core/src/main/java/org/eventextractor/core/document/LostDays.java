package org.eventextractor.core.document;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eventextractor.core.request.Fault;

/** The days that an extract has lost, as the errors of its status name them: a bounded number. */
public final class LostDays {

    /** The most that are named. */
    public static final int MOST = 50;

    private LostDays() {}

    /**
     * One fault a partition, at most {@link #MOST}, and one more that counts the rest.
     *
     * @param partitions with any object that could not be read
     * @param fault says of one of them what is wrong
     */
    public static List<Fault> faults(List<String> partitions, Function<String, Fault> fault) {
        Stream<Fault> named = partitions.stream().limit(MOST).map(fault);
        return partitions.size() <= MOST
                ? named.toList()
                : Stream.concat(named, Stream.of(more(partitions.size() - MOST)))
                        .toList();
    }

    private static Fault more(int partitions) {
        return new Fault(
                "",
                "moreDaysFailed",
                partitions + " more day folders could not be read whole",
                "error_days.json names them all.");
    }
}
