package org.eventextractor.local.demo;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;

/**
 * The sample events of the demo and the request for them. Four types over ten days around a leap day, half of them
 * written before the schemas changed; 16 of 1,000 users are wanted, about one row in a hundred.
 *
 * @param spec which events there are
 */
public record DemoData(SampleSpec spec) {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 2, 24);
    private static final int DAYS = 10;
    private static final int FILES_PER_DAY = 60;
    private static final int ROWS_PER_FILE = 40;
    private static final int USERS = 1_000;
    private static final int WANTED_USERS = 16;

    /** The same seed gives the same events. */
    public static DemoData of(long seed) {
        List<SampleType> types = List.of(
                SampleType.STARTED_SESSION, SampleType.CREATED_HIGHLIGHT, SampleType.NUDGED, SampleType.XAPI_STATEMENT);
        return new DemoData(SampleSpec.of(seed, types, FIRST_DAY, DAYS)
                .withFiles(FILES_PER_DAY, FileShape.ofRows(ROWS_PER_FILE))
                .withUsers(USERS, WANTED_USERS)
                .withNewerSchemasFrom(FIRST_DAY.plusDays(DAYS / 2)));
    }

    public SampleEvents events() {
        return new SampleEvents(spec);
    }

    /** For all types and wanted users, from a morning to an evening: neither end lies at midnight. */
    public SampleRequest request(URI callbackUrl) {
        TimeRange days = spec.range();
        TimeRange range =
                new TimeRange(days.start().plus(Duration.ofHours(7)), days.end().minus(Duration.ofHours(5)));
        return SampleRequest.of(spec).withRange(range).withCallback(callbackUrl);
    }
}
