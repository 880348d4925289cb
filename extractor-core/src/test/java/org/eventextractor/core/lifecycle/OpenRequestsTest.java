package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eventextractor.core.storage.MemoryObjectStore;
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
        assertThat(open.page(null).requests()).containsExactly(request);

        open.remove(request.paths());
        open.remove(request.paths());
        assertThat(open.page(null).requests()).isEmpty();
    }

    @Test
    void theOldestOfAPageComesFirst() {
        open.add(request("01", NOW));
        open.add(request("02", NOW.minusSeconds(1)));
        open.add(request("03", NOW.plusSeconds(1)));

        assertThat(open.page(null).requests())
                .extracting(OpenRequest::requestId)
                .containsExactly("02", "01", "03");
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            open.add(request(String.format("%04d", i), NOW));
        }

        OpenRequests.Page first = open.page(null);
        OpenRequests.Page second = open.page(first.nextToken());

        assertThat(first.requests().size() + second.requests().size()).isEqualTo(MORE_THAN_A_PAGE);
        assertThat(second.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{}", "{\"requestId\": \"0e\"}"})
    void whatNamesNoRequestIsPassedOver(String document) {
        bucket.with("_extractor/open/0e.json", document.getBytes(StandardCharsets.UTF_8));
        open.add(request("0f", NOW));

        assertThat(open.page(null).requests())
                .extracting(OpenRequest::requestId)
                .containsExactly("0f");
    }

    private static OpenRequest request(String id, Instant receivedAt) {
        return new OpenRequest(id, "requests", "a/my_request.json", "tag", null, "01", receivedAt);
    }
}
