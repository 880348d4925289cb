package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.OpenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRequestsTest {

    private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");
    private static final int MORE_THAN_A_PAGE = 1_001;

    private final MemoryObjectStore bucket = new MemoryObjectStore("requests");
    private final OpenRequests open = new OpenRequests(bucket);

    @Test
    void aRequestIsOpenUntilItIsRemoved() {
        OpenRequest request = request("0f", NOW);
        open.add(request);
        open.add(request);
        assertThat(listed()).containsExactly(request);

        open.remove(request.paths());
        open.remove(request.paths());
        assertThat(listed()).isEmpty();
    }

    @Test
    void aLaterDeliveryDoesNotChangeWhenARequestWasFirstSeen() {
        OpenRequest first = request("0f", NOW);
        open.add(first);
        open.add(new OpenRequest("0f", "requests", "a/my_request.json", "tag", null, "01", NOW, NOW.plusSeconds(60)));

        assertThat(listed()).containsExactly(first);
    }

    @Test
    void aNoteFromBeforeItWasKeptTellsThatItsRequestWasSeenWhenItArrived() {
        bucket.with(
                "_extractor/open/0f.json",
                "{\"requestId\": \"0f\", \"requestKey\": \"a/request.json\", \"receivedAt\": \"2024-02-29T12:00:00Z\"}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(listed()).extracting(OpenRequest::listedAt).containsExactly(NOW);
    }

    @Test
    void aRequestIsFoundByItsIdWhileItIsOpen() {
        OpenRequest request = request("0f", NOW);
        open.add(request);
        assertThat(open.find("0f")).contains(request);
        assertThat(open.find("0e")).isEmpty();

        open.remove(request.paths());
        assertThat(open.find("0f")).isEmpty();
    }

    @Test
    void theNewestOfAKeyThatHadArrivedByThenIsFound() {
        open.add(request("01", NOW.minusSeconds(1)));
        open.add(request("02", NOW));
        open.add(request("03", NOW.plusSeconds(1)));
        open.add(new OpenRequest("04", "requests", "b/my_request.json", "tag", null, "01", NOW, NOW));

        assertThat(open.newest("a/my_request.json", NOW))
                .map(OpenRequest::requestId)
                .contains("02");
        assertThat(open.newest("a/my_request.json", NOW.minusSeconds(2))).isEmpty();
    }

    @Test
    void theNewestIsFoundOnWhateverPage() {
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            open.add(request(String.format("%04d", i), NOW.plusSeconds(i)));
        }

        assertThat(open.newest("a/my_request.json", NOW.plusSeconds(MORE_THAN_A_PAGE)))
                .map(OpenRequest::requestId)
                .contains("1000");
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            open.add(request(String.format("%04d", i), NOW));
        }

        OpenRequests.Page first = open.page(null);
        OpenRequests.Page second = open.page(first.nextToken());

        assertThat(first.notes().size() + second.notes().size()).isEqualTo(MORE_THAN_A_PAGE);
        assertThat(second.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{}", "{\"requestId\": \"0e\"}"})
    void whatNamesNoRequestIsPassedOver(String document) {
        bucket.with("_extractor/open/0e.json", document.getBytes(StandardCharsets.UTF_8));
        open.add(request("0f", NOW));

        assertThat(listed()).extracting(OpenRequest::requestId).containsExactly("0f");
    }

    @Test
    void aNoteThatCannotBeReadSpoilsNoListing() {
        open.add(request("0f", NOW));
        bucket.failOn("_extractor/open/0f.json", StorageException.Kind.UNAVAILABLE);

        assertThat(open.page(null).notes()).containsExactly("_extractor/open/0f.json");
        assertThatThrownBy(() -> open.read("_extractor/open/0f.json")).isInstanceOf(StorageException.class);
    }

    private List<OpenRequest> listed() {
        return open.page(null).notes().stream()
                .map(open::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static OpenRequest request(String id, Instant receivedAt) {
        return new OpenRequest(id, "requests", "a/my_request.json", "tag", null, "01", receivedAt, receivedAt);
    }
}
