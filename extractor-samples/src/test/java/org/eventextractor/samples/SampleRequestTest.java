package org.eventextractor.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.request.UserSelection;
import org.junit.jupiter.api.Test;

class SampleRequestTest {

    private static final SampleSpec SPEC =
            SampleSpec.of(1, List.of(SampleType.NUDGED), LocalDate.parse("2023-03-01"), 2);

    @Test
    void namesTypesRangeAndWantedUsers() {
        JsonNode criteria = document(SampleRequest.of(SPEC)).get("criteria");

        assertThat(criteria.get("eventTypes")).hasToString("[\"nudged\"]");
        assertThat(criteria.at("/dateRange/startTimestamp").asText()).isEqualTo("2023-03-01T00:00:00.000Z");
        assertThat(criteria.at("/dateRange/endTimestamp").asText()).isEqualTo("2023-03-02T23:59:59.999Z");
        assertThat(criteria.get("userUUIDs")).hasSize(10);
    }

    @Test
    void askingForAllUsersNamesNone() {
        SampleRequest all = new SampleRequest(List.of("nudged"), SPEC.range(), UserSelection.everyone(), "", null);

        assertThat(document(all).get("criteria").has("userUUIDs")).isFalse();
    }

    @Test
    void aCallbackIsNamedWhereThereIsOne() {
        SampleRequest request = SampleRequest.of(SPEC);

        assertThat(document(request).has("callbackURL")).isFalse();
        assertThat(document(request.withCallback(URI.create("https://example.org/done")))
                        .get("callbackURL")
                        .asText())
                .isEqualTo("https://example.org/done");
    }

    private static JsonNode document(SampleRequest request) {
        return Json.read(request.toJson(), JsonNode.class);
    }
}
