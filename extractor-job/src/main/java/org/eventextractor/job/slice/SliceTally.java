package org.eventextractor.job.slice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.document.SourceTally;
import org.eventextractor.core.plan.Slice;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.job.scan.ScanTally;
import org.eventextractor.job.scan.UserTable;
import org.jspecify.annotations.Nullable;

/** Counts what the objects of one slice gave. Not thread-safe. */
final class SliceTally {

    private final Slice slice;
    private final Map<String, SourceTally> sources = new LinkedHashMap<>();
    private final UserTable users = UserTable.empty();
    private final List<ObjectFailure> failures = new ArrayList<>();
    private long rowsInRange;
    private long rowsWithoutTime;
    private @Nullable Instant first;
    private @Nullable Instant last;

    SliceTally(Slice slice) {
        this.slice = slice;
    }

    void add(SourceObject source, ScanTally scan) {
        SourceTally tally = SourceTally.ofRead(source.partition(), source.size(), scan.rowsRead(), scan.rowsMatched());
        sources.merge(source.partition(), tally, SourceTally::plus);
        rowsInRange += scan.rowsInRange();
        rowsWithoutTime += scan.rowsWithoutTime();
        users.addAll(scan.users());
        first = earlier(first, scan.first());
        last = later(last, scan.last());
    }

    void add(SourceObject source, ObjectFailure failure) {
        SourceTally tally = SourceTally.ofFailed(source.partition(), source.size());
        sources.merge(source.partition(), tally, SourceTally::plus);
        failures.add(failure);
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }

    SliceReport report(@Nullable PartFile part, @Nullable FileSchema schema) {
        return new SliceReport(
                slice.summary().number(),
                slice.summary().eventType(),
                SourceDigest.of(slice.objects()),
                List.copyOf(sources.values()),
                rowsInRange,
                rowsWithoutTime,
                part,
                schema,
                users.sorted(),
                failures);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }
}
