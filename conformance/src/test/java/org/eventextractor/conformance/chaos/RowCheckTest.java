package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.storage.FolderObjectStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.local.demo.Delivered;
import org.eventextractor.s3.fault.Fault;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data set is everybody's events of two days; what is wanted of them differs. */
class RowCheckTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 2, 28);
    private static final String LOST_DAY = "nudged/year=2024/month=02/day=29";
    private static final SampleSpec SPEC = SampleSpec.of(3, List.of(SampleType.NUDGED), FIRST_DAY, 2)
            .withFiles(1, FileShape.ofRows(10))
            .withUsers(5, 3)
            .withShares(0.35, 0);
    private static final List<SampleEvent> ALL = new SampleEvents(SPEC).events().toList();
    private static final String FOLDER = "round-00001/event_data_subset_job-1/";

    @TempDir
    Path folder;

    private ObjectStore requests;

    @BeforeEach
    void deliver() {
        requests = new FolderObjectStore(folder.resolve("requests"));
        new SampleEvents(SPEC).writeTo(requests, FOLDER.substring(0, FOLDER.length() - 1));
        write("error_days.json", List.of(LOST_DAY));
        write(
                "errors.json",
                List.of(new ObjectFailure("s3://events/lost", LOST_DAY, "unavailable", "It is so.", 1, true)));
    }

    @Test
    void exactlyTheRowsAskedForAreWell() {
        assertThat(breaches(RequestState.COMPLETED, ALL)).isEmpty();
    }

    @Test
    void aRowThatIsMissingIsFound() {
        remove(FIRST_DAY);
        assertThat(breaches(RequestState.COMPLETED, ALL)).containsExactly("wrong rows: 10 of 20 are missing");
        assertThat(breaches(RequestState.COMPLETED_WITH_ERRORS, ALL))
                .containsExactly("wrong rows: 10 of 10 are missing");
    }

    @Test
    void rowsOfALostDayMayBeMissing() {
        remove(FIRST_DAY.plusDays(1));
        assertThat(breaches(RequestState.COMPLETED_WITH_ERRORS, ALL)).isEmpty();
    }

    @Test
    void aRowThatIsNotWantedIsFoundOnALostDayToo() {
        List<SampleEvent> allButTheLast = ALL.subList(0, ALL.size() - 1);
        assertThat(breaches(RequestState.COMPLETED_WITH_ERRORS, allButTheLast))
                .containsExactly("wrong rows: 1 that are not wanted, or there too often");
    }

    @Test
    void aRowThatIsThereTwiceIsFoundOnALostDayToo() {
        String file = file(FIRST_DAY.plusDays(1));
        requests.write(
                FOLDER + "nudged/again.parquet",
                new Delivered(requests, FOLDER).read(file),
                "application/octet-stream",
                WriteCondition.always());
        assertThat(breaches(RequestState.COMPLETED_WITH_ERRORS, ALL))
                .containsExactly("wrong rows: 10 that are not wanted, or there too often");
    }

    private List<String> breaches(RequestState state, List<SampleEvent> wanted) {
        Round round =
                new Round(1, Round.Kind.EXTRACT, SPEC.types(), SPEC.range(), false, 0, 1, 1, null, null, List.of());
        RequestStatus status = RequestStatus.received("0123456789abcdef0123456789abcdef", Instant.EPOCH)
                .withState(state, new StateReason("because", "It is so."));
        return new RowCheck(
                        new Study(SPEC, wanted),
                        new LossCheck(path -> Set.of(Fault.UNAVAILABLE)),
                        folder.resolve("downloads"))
                .breaches(new EndedRound(round, status), new Delivered(requests, FOLDER));
    }

    private void remove(LocalDate day) {
        requests.delete(FOLDER + file(day));
    }

    private String file(LocalDate day) {
        Delivered delivered = new Delivered(requests, FOLDER);
        return delivered.dataFiles(SampleType.NUDGED).stream()
                .map(delivered::pathOf)
                .filter(path -> path.contains("day=" + day.getDayOfMonth()))
                .findFirst()
                .orElseThrow();
    }

    private void write(String name, Object document) {
        requests.write(FOLDER + name, Json.write(document), "application/json", WriteCondition.always());
    }
}
