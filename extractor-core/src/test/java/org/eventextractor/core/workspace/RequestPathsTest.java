package org.eventextractor.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathsTest {

    private static final RequestPaths DEPLOYED = new RequestPaths("study/a/my_request.json", "0f");
    private static final RequestPaths LOCAL = RequestPaths.below("out/", "request.json", "0f");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.json",
                "my_request.json",
                "study/a b+c/%41/über-request.json",
                "study/a/event_data_subset_job-1/again_request.json"
            })
    void whatEndsInRequestJsonIsARequest(String key) {
        assertThat(RequestPaths.isRequest(key)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void nothingTheSystemWritesIsARequest(String key) {
        assertThat(RequestPaths.isRequest(key)).isFalse();
    }

    static Stream<String> nothingTheSystemWritesIsARequest() {
        return Stream.of(DEPLOYED, LOCAL)
                .flatMap(paths -> Stream.of(
                        paths.status(),
                        paths.archivedStatus(),
                        paths.cancellation(),
                        paths.open(),
                        paths.owner(),
                        paths.closed(),
                        paths.ended(),
                        paths.claim(),
                        paths.acceptedRequest(),
                        paths.plan(),
                        paths.slice(7),
                        paths.sliceReport(7),
                        paths.publisher(),
                        paths.incompleteMark("job-1"),
                        paths.output("job-1") + "results.json",
                        paths.output("job-1") + "request_completed.json"));
    }

    @Test
    void aCancellationLiesBesideItsRequestAndNamesIt() {
        assertThat(DEPLOYED.cancellation()).isEqualTo("study/a/my_request.cancel.json");
        assertThat(RequestPaths.isCancellation(DEPLOYED.cancellation())).isTrue();
        assertThat(RequestPaths.requestOfCancellation(DEPLOYED.cancellation())).isEqualTo(DEPLOYED.requestKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "study/a/my_request.json",
                "study/a/notes.cancel.json",
                ".cancel.json",
                "_extractor/0f/request.cancel.json",
                "study/a/my_request.cancel.json.bak"
            })
    void whatNamesNoRequestIsNoCancellation(String key) {
        assertThat(RequestPaths.isCancellation(key)).isFalse();
        assertThatThrownBy(() -> RequestPaths.requestOfCancellation(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void openRequestsLieInOneFolder() {
        assertThat(DEPLOYED.open()).isEqualTo("_extractor/open/0f.json").startsWith(RequestPaths.openRequests());
    }

    @Test
    void anOpenRequestIsFoundByItsId() {
        assertThat(RequestPaths.openOf("0f")).isEqualTo(DEPLOYED.open());
    }

    @Test
    void theNoteOfAnEndNamesItsRequest() {
        assertThat(DEPLOYED.ended()).isEqualTo("_extractor/0f/ended.json");
        assertThat(RequestPaths.endedRequest(DEPLOYED.ended())).contains("0f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_extractor/ended.json",
                "_extractor//ended.json",
                "_extractor/0f/plan/ended.json",
                "_extractor/0f/endedXjson",
                "_extractor/0f/closed.json",
                "out/_extractor/0f/ended.json",
                "study/a/ended.json"
            })
    void whatIsNoNoteOfAnEndNamesNone(String key) {
        assertThat(RequestPaths.endedRequest(key)).isEmpty();
    }

    @Test
    void whatTheResearcherReadsLiesBesideTheRequest() {
        assertThat(DEPLOYED.status()).isEqualTo("study/a/my_request.status.json");
        assertThat(DEPLOYED.output("job-1")).isEqualTo("study/a/event_data_subset_job-1/");
        assertThat(new RequestPaths("request.json", "0f").output("job-1")).isEqualTo("event_data_subset_job-1/");
    }

    @Test
    void theSystemsOwnFolderIsNamedByTheRequestId() {
        assertThat(DEPLOYED.slice(7)).isEqualTo("_extractor/0f/plan/slice-00007.json.gz");
        assertThat(LOCAL.slice(123_456)).isEqualTo("out/_extractor/0f/plan/slice-123456.json.gz");
    }

    @Test
    void aJobIsKnownByItsName() {
        assertThat(RequestPaths.isJobName(DEPLOYED.jobName())).isTrue();
        assertThat(RequestPaths.isJobName("nightly-report")).isFalse();
    }

    @Test
    void anotherKeyHasNoPaths() {
        assertThatThrownBy(() -> new RequestPaths("study/a/notes.txt", "0f"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("study/a/notes.txt");
    }

    @Test
    void aRequestIdTellsBucketKeyAndVersionApart() {
        assertThat(Stream.of(
                        RequestId.of("b", "k", "v"),
                        RequestId.of("c", "k", "v"),
                        RequestId.of("b", "l", "v"),
                        RequestId.of("b", "k", "w")))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{32}"));
        assertThat(RequestId.of("b", "k", "v")).isEqualTo(RequestId.of("b", "k", "v"));
    }
}
