package org.eventextractor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.catalogue.PartitionLayout;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final String DAY_5 = "prod/nudged/year=2023/month=03/day=05/";
    private static final String DAY_6 = "prod/nudged/year=2023/month=03/day=06/";
    private static final Catalogue CATALOGUE = new Catalogue(List.of(
            EventTypes.daily("nudged", 0),
            EventTypes.daily("started_session", 1),
            EventTypes.of("xapi_statement", PartitionLayout.NONE, 0)));
    private static final SliceLimits LIMITS = new SliceLimits(10, 3);
    private static final RequestPaths PATHS = new RequestPaths("study/request.json", "id");

    private final MemoryObjectStore events = new MemoryObjectStore("events");
    private final MemoryObjectStore requests = new MemoryObjectStore("requests");
    private final PlanStore plans = new PlanStore(requests, PATHS);

    @Test
    void thePlanHoldsEveryObjectOfTheDaysAsItWasListed() {
        put(DAY_5 + "a.parquet", 4);
        put(DAY_5 + "b.parquet", 4);
        put(DAY_6 + "a.parquet", 4);

        ExtractPlan plan = plan("nudged");

        assertThat(plan.slices())
                .containsExactly(new SliceSummary(0, "nudged", 2, 8), new SliceSummary(1, "nudged", 1, 4));
        assertThat(plans.readSlice(plan.slices().get(0)).objects())
                .containsExactly(source(DAY_5, "a.parquet"), source(DAY_5, "b.parquet"));
        assertThat(plans.readSlice(plan.slices().get(1)).objects()).containsExactly(source(DAY_6, "a.parquet"));
    }

    @Test
    void thePlanReadIsThePlanWritten() {
        put(DAY_5 + "a.parquet", 4);

        ExtractPlan plan = plan("nudged", "started_session");
        plans.writePlan(plan);

        assertThat(plans.readPlan()).isEqualTo(plan);
        assertThat(plan.requestId()).isEqualTo("id");
        assertThat(plan.eventType("nudged")).isEqualTo(EventTypes.daily("nudged", 0));
    }

    @Test
    void aSliceOfAnotherPlanThanItsHeaderIsNotRead() {
        put(DAY_5 + "a.parquet", 4);
        SliceSummary summary = plan("nudged").slices().get(0);
        put(DAY_5 + "b.parquet", 4);
        plan("nudged");

        assertThatThrownBy(() -> plans.readSlice(summary))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(PATHS.slice(0));
    }

    @Test
    void onlyTheDaysOfTheRangeAreListedEachOnce() {
        put("prod/nudged/year=2023/month=03/day=04/a.parquet", 1);
        put("prod/nudged/year=2023/month=03/day=07/a.parquet", 1);

        plan("nudged");

        assertThat(events.listedPrefixes()).containsExactlyInAnyOrder(DAY_5, DAY_6);
        assertThat(events.readKeys()).isEmpty();
    }

    @Test
    void neighbouringDaysAreListedWhereEventsMayComeLate() {
        plan("started_session");

        assertThat(events.listedPrefixes())
                .containsExactlyInAnyOrder(
                        "prod/started_session/year=2023/month=03/day=04/",
                        "prod/started_session/year=2023/month=03/day=05/",
                        "prod/started_session/year=2023/month=03/day=06/",
                        "prod/started_session/year=2023/month=03/day=07/");
    }

    @Test
    void ofAPlanOfNamedObjectsOnlyTheirFoldersAreListedAndOnlyTheyAreTaken() {
        put(DAY_5 + "a.parquet", 4);
        put(DAY_6 + "a.parquet", 4);
        put(DAY_6 + "b.parquet", 4);
        PlanScope scope = PlanScope.only(
                Set.of("nudged/year=2023/month=03/day=06"),
                Set.of("s3://events/" + DAY_6 + "b.parquet", "s3://events/" + DAY_6 + "gone.parquet"));

        ExtractPlan plan = planner(3).plan("id", request("nudged"), scope, CATALOGUE, plans);

        assertThat(events.listedPrefixes()).containsExactly(DAY_6);
        assertThat(plan.partitions()).containsExactly(new PartitionSummary("nudged/year=2023/month=03/day=06", 1, 4));
        assertThat(plans.readSlice(plan.slices().get(0)).objects()).containsExactly(source(DAY_6, "b.parquet"));
    }

    @Test
    void aTypeWithoutFoldersIsListedOnce() {
        put("prod/xapi_statement/a.parquet", 1);

        ExtractPlan plan = plan("xapi_statement");

        assertThat(events.listedPrefixes()).containsExactly("prod/xapi_statement/");
        assertThat(plan.partitions()).containsExactly(new PartitionSummary("xapi_statement", 1, 1));
    }

    @Test
    void emptyFoldersAreToldOf() {
        put(DAY_6 + "a.parquet", 4);

        assertThat(plan("nudged").partitions())
                .containsExactly(
                        new PartitionSummary("nudged/year=2023/month=03/day=05", 0, 0),
                        new PartitionSummary("nudged/year=2023/month=03/day=06", 1, 4));
    }

    @Test
    void aRangeWithoutObjectsHasAPlanWithoutSlices() {
        ExtractPlan plan = plan("nudged");

        assertThat(plan.slices()).isEmpty();
        assertThat(requests.keys()).isEmpty();
    }

    @Test
    void typesAreInTheRequestsOrderAndNeverShareASlice() {
        put(DAY_5 + "a.parquet", 1);
        put("prod/started_session/year=2023/month=03/day=05/a.parquet", 1);

        assertThat(plan("started_session", "nudged").slices())
                .containsExactly(new SliceSummary(0, "started_session", 1, 1), new SliceSummary(1, "nudged", 1, 1));
    }

    @Test
    void whatToolsLeaveBesideTheDataIsPassedOver() {
        put(DAY_5, 0);
        put(DAY_5 + "sub/", 0);
        put(DAY_5 + "_SUCCESS", 0);
        put(DAY_5 + ".part.crc", 3);
        put(DAY_5 + "_temporary/0/part.parquet", 3);
        put(DAY_5 + "part.parquet", 3);

        assertThat(plan("nudged").objects()).isEqualTo(1);
    }

    @Test
    void whatMayBeBrokenDataStaysInThePlan() {
        put(DAY_5 + "empty.parquet", 0);
        put(DAY_5 + "notes.txt", 2);
        put(DAY_5 + "hour=07/part_1.parquet", 2);

        assertThat(plan("nudged").objects()).isEqualTo(3);
    }

    @Test
    void hiddenFoldersAboveTheEventsDoNotHideThem() {
        put("_lake/.v1/nudged/year=2023/month=03/day=05/a.parquet", 1);
        ExtractRequest request = Requests.of(
                StorageUri.s3("events", "_lake/.v1"),
                List.of("nudged"),
                "2023-03-05T00:00:00Z",
                "2023-03-05T01:00:00Z");

        assertThat(planner(1)
                        .plan("id", request, PlanScope.everything(), CATALOGUE, plans)
                        .objects())
                .isEqualTo(1);
    }

    @Test
    void aDayOfManyPagesIsReadToItsEnd() {
        IntStream.range(0, 6_500).forEach(i -> put(String.format("%s%05d.parquet", DAY_5, i), 0));

        ExtractPlan plan = new Planner(events, new SliceLimits(1, 1_000), 3)
                .plan("id", request("nudged"), PlanScope.everything(), CATALOGUE, plans);

        assertThat(plan.objects()).isEqualTo(6_500);
        assertThat(plan.slices()).hasSize(7);
        assertThat(plans.readSlice(plan.slices().get(6)).objects().get(499).key())
                .isEqualTo(DAY_5 + "06499.parquet");
        assertThat(events.listedPrefixes()).hasSize(7 + 1);
    }

    @Test
    void theSameListingMakesTheSameBytesHoweverManyListAtOnce() {
        IntStream.range(0, 50).forEach(i -> put(DAY_5 + i + ".parquet", i % 7));
        IntStream.range(0, 50).forEach(i -> put(DAY_6 + i + ".parquet", i % 5));
        MemoryObjectStore others = new MemoryObjectStore("requests");

        plan("nudged");
        planner(16).plan("id", request("nudged"), PlanScope.everything(), CATALOGUE, new PlanStore(others, PATHS));

        assertThat(others.keys()).isEqualTo(requests.keys()).hasSizeGreaterThan(20);
        others.keys().forEach(key -> assertThat(others.bytes(key)).isEqualTo(requests.bytes(key)));
    }

    @Test
    void aFolderThatCannotBeListedIsNamed() {
        put(DAY_5 + "a.parquet", 20);
        events.failOn(DAY_6, Kind.ACCESS_DENIED);

        assertThatThrownBy(() -> plan("nudged"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(DAY_6);
    }

    @Test
    void aSliceThatCannotBeWrittenIsAFailure() {
        IntStream.range(0, 30).forEach(i -> put(DAY_5 + i + ".parquet", 5));
        requests.failOn(PATHS.slice(3), Kind.UNAVAILABLE);

        assertThatThrownBy(() -> plan("nudged")).isInstanceOf(StorageException.class);
    }

    @Test
    void aTypeThatTheCatalogueLacksIsNamed() {
        assertThatThrownBy(() -> plan("clicked"))
                .hasMessageContaining("clicked")
                .hasMessageContaining("nudged");
        assertThat(events.listedPrefixes()).isEmpty();
    }

    @Test
    void eventsOfAnotherBucketAreNotListed() {
        ExtractRequest request = Requests.of(
                StorageUri.s3("others", "prod"), List.of("nudged"), "2023-03-05T00:00:00Z", "2023-03-05T01:00:00Z");

        assertThatThrownBy(() -> planner(1).plan("id", request, PlanScope.everything(), CATALOGUE, plans))
                .hasMessageContaining("s3://others/prod");
    }

    private ExtractPlan plan(String... types) {
        return planner(3).plan("id", request(types), PlanScope.everything(), CATALOGUE, plans);
    }

    private Planner planner(int parallelLists) {
        return new Planner(events, LIMITS, parallelLists);
    }

    /** Two days, 5 and 6 March 2023. */
    private static ExtractRequest request(String... types) {
        return Requests.of(
                StorageUri.s3("events", "prod"), List.of(types), "2023-03-05T12:00:00Z", "2023-03-06T12:00:00Z");
    }

    private void put(String key, int size) {
        events.with(key, new byte[size]);
    }

    private SourceObject source(String day, String name) {
        String partition = day.substring("prod/".length(), day.length() - 1);
        return new SourceObject(
                day + name, 4, events.find(day + name).orElseThrow().eTag(), partition);
    }
}
