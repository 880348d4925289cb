package org.eventextractor.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eventextractor.core.DocumentPage;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.plan.PlanScope;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ErrorPolicy;
import org.eventextractor.core.request.ErrorPolicy.OnPartitionError;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.request.OutputOptions;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierExtractTest {

    private static final String FOLDER = "study/a/event_data_subset_job-1/";
    private static final String DAY = "nudged/year=2023/month=03/day=05";
    private static final Instant START = Instant.parse("2023-03-05T00:00:00Z");
    private static final Instant END = Instant.parse("2023-03-06T00:00:00Z");
    private static final ObjectFailure FAILURE = new ObjectFailure(
            "s3://events/prod/" + DAY + "/b.parquet", DAY, "truncated", "it ends too early", 1, false);

    private final MemoryObjectStore requests = new MemoryObjectStore("requests");

    @Test
    void whatItCouldNotReadIsLeft() {
        deliver(request(END), FAILURE);

        assertThat(remainder(request(END)).faults()).isEmpty();
        assertThat(remainder(request(END)).scope())
                .isEqualTo(PlanScope.only(Set.of(DAY), Set.of("s3://events/prod/" + DAY + "/b.parquet")));
    }

    @Test
    void oneThatIsNotThereCannotBeResumed() {
        assertThat(codes(request(END))).containsExactly("noSuchExtract");
    }

    @Test
    void oneThatDeliveredNothingCannotBeResumed() {
        deliver(request(END), FAILURE);
        requests.delete(FOLDER + "manifest.json");

        assertThat(codes(request(END))).containsExactly("noSuchExtract");
    }

    @Test
    void oneWhoseFilesSomebodyElseWroteCannotBeResumed() {
        deliver(request(END), FAILURE);
        write("errors.json", "hello");

        assertThat(codes(request(END))).containsExactly("noSuchExtract");
    }

    @ParameterizedTest
    @ValueSource(strings = {"errors.json", "request_completed.json"})
    void oneThatTellsMoreThanIsReadCannotBeResumed(String name) {
        deliver(request(END), FAILURE);
        requests.failOn(FOLDER + name, StorageException.Kind.TOO_LARGE);

        Fault fault = remainder(request(END)).faults().get(0);

        assertThat(codes(request(END))).containsExactly("earlierTooLarge");
        assertThat(fault.pointer()).isEqualTo("/resumeFrom");
        assertThat(fault.message()).contains(name, "job-1", "256 MiB");
        assertThat(fault.suggestion()).contains("without resumeFrom");
    }

    @Test
    void aStorageThatFailsIsNoReasonToRefuse() {
        deliver(request(END), FAILURE);
        requests.failOn(FOLDER + "errors.json", StorageException.Kind.UNAVAILABLE);

        assertThatThrownBy(() -> remainder(request(END))).isInstanceOf(StorageException.class);
    }

    @Test
    void theBoundIsThatOfThePage() {
        assertThat(DocumentPage.read("LIMITS.md").valueOf("what resumeFrom reads of an earlier extract"))
                .startsWith((EarlierExtract.MAX_BYTES >> 20) + " MiB");
    }

    @Test
    void oneOfOtherCriteriaCannotBeResumed() {
        deliver(request(END), FAILURE);

        ExtractRequest longer = request(END.plusSeconds(1));

        assertThat(codes(longer)).containsExactly("differsFromEarlier");
        assertThat(remainder(longer).faults().get(0).message()).contains("range");
    }

    @Test
    void oneThatCouldReadEverythingHasNothingLeft() {
        deliver(request(END));

        assertThat(codes(request(END))).containsExactly("nothingToResume");
    }

    private void deliver(ExtractRequest request, ObjectFailure... failures) {
        AcceptedRequest accepted =
                new AcceptedRequest("id", "study/a/my_request.json", "00", START, request, List.of());
        write("request_completed.json", accepted);
        write("errors.json", failures);
        write("manifest.json", List.of());
    }

    private void write(String name, Object document) {
        requests.write(FOLDER + name, Json.write(document), "application/json", WriteCondition.always());
    }

    private EarlierExtract.Remainder remainder(ExtractRequest request) {
        return new EarlierExtract(requests, FOLDER, "job-1").remainder(request);
    }

    private List<String> codes(ExtractRequest request) {
        return remainder(request).faults().stream().map(Fault::code).toList();
    }

    private static ExtractRequest request(Instant end) {
        return new ExtractRequest(
                StorageUri.s3("events", "prod"),
                List.of("nudged"),
                new TimeRange(START, end),
                UserSelection.everyone(),
                null,
                List.of(),
                "",
                "",
                "",
                false,
                new OutputOptions(Compression.ZSTD, List.of()),
                new ErrorPolicy(OnPartitionError.CONTINUE, 100),
                "job-1");
    }
}
