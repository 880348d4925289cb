package org.eventextractor.job.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.Funnel;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.document.SourceTally;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.PartitionSummary;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.request.ErrorPolicy;
import org.eventextractor.core.request.ErrorPolicy.OnPartitionError;
import org.eventextractor.core.storage.StorageUri;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reports of slices, merged and judged. */
class ReportMergerTest {

    private static final String FIRST_DAY = "nudged/year=2024/month=02/day=28";
    private static final String LEAP_DAY = "nudged/year=2024/month=02/day=29";
    private static final String EMPTY_DAY = "nudged/year=2024/month=03/day=01";
    private static final Instant EARLY = Instant.parse("2024-02-28T01:00:00Z");
    private static final Instant LATE = Instant.parse("2024-02-29T23:00:00Z");
    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final FileSchema SCHEMA = new FileSchema("schema-1", List.of());
    private static final ErrorPolicy HALF_MAY_FAIL = new ErrorPolicy(OnPartitionError.CONTINUE, 50);

    private static final ExtractPlan PLAN = new ExtractPlan(
            "0123456789abcdef",
            StorageUri.s3("events", "prod"),
            CatalogueReader.defaultCatalogue().eventTypes().stream()
                    .filter(type -> type.name().equals("nudged") || type.name().equals("started_session"))
                    .toList(),
            List.of(
                    new PartitionSummary(FIRST_DAY, 3, 300),
                    new PartitionSummary(LEAP_DAY, 2, 200),
                    new PartitionSummary(EMPTY_DAY, 0, 0)),
            List.of(new SliceSummary(0, "nudged", 2, 200), new SliceSummary(1, "nudged", 3, 300)));

    private final ReportMerger merger = new ReportMerger(PLAN);

    @Test
    void countsOfSeveralSlicesAddUp() {
        merger.add(report(0, List.of(tally(FIRST_DAY, 2, 20, 5)), part(0, 5, EARLY, EARLY), List.of(ALICE, BOB)));
        merger.add(report(
                1,
                List.of(tally(FIRST_DAY, 1, 10, 1), tally(LEAP_DAY, 2, 30, 2)),
                part(1, 3, EARLY, LATE),
                List.of(BOB)));

        ExtractSummary summary = merger.summary();

        assertThat(summary.totalEvents()).isEqualTo(8);
        assertThat(summary.countsByEventType()).containsEntry("nudged", 8L).containsEntry("started_session", 0L);
        assertThat(summary.users()).isEqualTo(2);
        assertThat(summary.sources()).containsExactly(tally(FIRST_DAY, 3, 30, 6), tally(LEAP_DAY, 2, 30, 2));
        assertThat(summary.firstTimestamp()).isEqualTo(EARLY);
        assertThat(summary.lastTimestamp()).isEqualTo(LATE);
        assertThat(summary.schemas()).containsExactly(SCHEMA);
        assertThat(summary.funnel()).isEqualTo(new Funnel(3, 2, 5, 60, 40, 8));
        assertThat(summary.sliceDigests()).containsExactly("digest-0", "digest-1");
    }

    @Test
    void aFailedDayIsNamedOnceHoweverManyOfItsObjectsFailed() {
        merger.add(failed(0, LEAP_DAY, LEAP_DAY, FIRST_DAY));

        assertThat(merger.summary().failedPartitions()).containsExactly(FIRST_DAY, LEAP_DAY);
        assertThat(merger.summary().failures()).hasSize(3);
    }

    @Test
    void anExtractWithoutFailuresIsComplete() {
        merger.add(report(0, List.of(tally(FIRST_DAY, 2, 20, 5)), part(0, 5, EARLY, EARLY), List.of(ALICE)));

        assertThat(verdict(HALF_MAY_FAIL)).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void anExtractWithoutRowsIsEmpty() {
        merger.add(report(0, List.of(tally(FIRST_DAY, 2, 20, 0)), null, List.of()));

        assertThat(verdict(HALF_MAY_FAIL)).isEqualTo(RequestState.COMPLETED_EMPTY);
    }

    @Test
    void aRepairWithoutRowsSaysWhetherThereWasAnythingToRead() {
        assertThat(Verdict.on(merger.summary(), HALF_MAY_FAIL, "job-1").reason().message())
                .contains("job-1", "hold no matching event (files read now: 5)");

        ExtractPlan nothing = new ExtractPlan(PLAN.requestId(), PLAN.events(), PLAN.eventTypes(), List.of(), List.of());
        assertThat(Verdict.on(new ReportMerger(nothing).summary(), HALF_MAY_FAIL, "job-1")
                        .reason()
                        .message())
                .contains("job-1", "are not there any more");
    }

    @Test
    void asManyFailedDaysAsThePolicyAllowsLeaveItCompletedWithErrors() {
        merger.add(report(0, List.of(tally(FIRST_DAY, 2, 20, 5)), part(0, 5, EARLY, EARLY), List.of(ALICE)));
        merger.add(failed(1, LEAP_DAY));

        assertThat(verdict(HALF_MAY_FAIL)).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
    }

    @Test
    void moreFailedDaysThanThePolicyAllowsFailIt() {
        merger.add(report(0, List.of(tally(FIRST_DAY, 2, 20, 5)), part(0, 5, EARLY, EARLY), List.of(ALICE)));
        merger.add(failed(1, LEAP_DAY));

        assertThat(verdict(new ErrorPolicy(OnPartitionError.CONTINUE, 49))).isEqualTo(RequestState.FAILED);
    }

    @Test
    void aPolicyThatAllowsNoneFailsItAtTheFirst() {
        merger.add(report(0, List.of(tally(FIRST_DAY, 2, 20, 5)), part(0, 5, EARLY, EARLY), List.of(ALICE)));
        merger.add(failed(1, LEAP_DAY));

        assertThat(verdict(new ErrorPolicy(OnPartitionError.FAIL, 100))).isEqualTo(RequestState.FAILED);
    }

    private RequestState verdict(ErrorPolicy policy) {
        return Verdict.on(merger.summary(), policy, null).state();
    }

    private static SliceReport report(int slice, List<SourceTally> sources, @Nullable PartFile part, List<UUID> users) {
        return new SliceReport(
                slice,
                "nudged",
                "digest-" + slice,
                sources,
                20,
                0,
                part,
                part == null ? null : SCHEMA,
                users,
                List.of());
    }

    private static SliceReport failed(int slice, String... partitions) {
        List<ObjectFailure> failures = List.of(partitions).stream()
                .map(day -> new ObjectFailure("s3://events/prod/" + day + "/x", day, "corrupt", "", 1, false))
                .toList();
        List<SourceTally> sources = List.of(partitions).stream()
                .map(day -> SourceTally.ofFailed(day, 100))
                .toList();
        return new SliceReport(slice, "nudged", "digest", sources, 0, 0, null, null, List.of(), failures);
    }

    private static SourceTally tally(String day, long objects, long rows, long matched) {
        return new SourceTally(day, objects, 0, objects * 100, rows, matched);
    }

    private static PartFile part(int slice, long rows, Instant first, Instant last) {
        return new PartFile("nudged/part-0000" + slice, "nudged", rows, 1000, "sha", first, last, "schema-1");
    }
}
