package org.eventextractor.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eventextractor.core.DocumentPage;
import org.junit.jupiter.api.Test;

/** docs/REQUEST_API.md tells of the event types that come with the library. */
class EventTypesDocumentTest {

    private static final int COLUMNS = 5;

    @Test
    void everyEventTypeIsListedWithItsUserAndItsTimeAndNoOther() {
        List<List<String>> listed = DocumentPage.read("REQUEST_API.md").rows("event type", "user").stream()
                .map(row -> row.subList(0, COLUMNS))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(CatalogueReader.defaultCatalogue().eventTypes().stream()
                        .map(EventTypesDocumentTest::row)
                        .toList());
    }

    private static List<String> row(EventType type) {
        return List.of(
                type.name(),
                type.user().path(),
                words(type.user().encoding()),
                type.time().path(),
                words(type.time().encoding()));
    }

    private static String words(UserEncoding encoding) {
        return switch (encoding) {
            case UUID_FIXED16 -> "16 bytes";
            case UUID_STRING, PLAIN_STRING -> "text";
        };
    }

    private static String words(TimeEncoding encoding) {
        return switch (encoding) {
            case TIMESTAMP_MILLIS -> "milliseconds since 1970, UTC";
            case TIMESTAMP_MICROS -> "microseconds since 1970, UTC";
            case TIMESTAMP_NANOS, INT96 -> "nanoseconds, UTC";
            case ISO8601_STRING -> "ISO 8601 text; without an offset it is UTC";
        };
    }
}
