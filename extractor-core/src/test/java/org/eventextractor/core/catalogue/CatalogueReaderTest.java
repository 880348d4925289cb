package org.eventextractor.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueReaderTest {

    private static final String TYPE =
            "{\"name\": \"clicked\", \"user\": {\"path\": \"who\", \"encoding\": \"plainString\"},"
                    + " \"time\": {\"path\": \"at.moment\", \"encoding\": \"int96\"}";

    @Test
    void theDefaultCatalogueKnowsTheTypesOfOpenStax() {
        assertThat(CatalogueReader.defaultCatalogue().names())
                .containsExactly(
                        "started_session",
                        "accessed_studyguide",
                        "changed_state",
                        "created_highlight",
                        "interacted_element",
                        "nudged",
                        "xapi_statement");
    }

    @Test
    void theUserOfAnXapiStatementIsNestedInTheActorsUnion() {
        EventType xapi =
                CatalogueReader.defaultCatalogue().find("xapi_statement").orElseThrow();

        assertThat(xapi.user()).isEqualTo(new UserField("actor.member0.account.name", UserEncoding.UUID_STRING));
        assertThat(xapi.time()).isEqualTo(new TimeField("timestamp", TimeEncoding.ISO8601_STRING));
    }

    @Test
    void personalDataOfASessionIsSensitive() {
        EventType session =
                CatalogueReader.defaultCatalogue().find("started_session").orElseThrow();

        assertThat(session.sensitiveColumns())
                .containsExactlyInAnyOrder("device_uuid", "query", "ip_address", "referrer", "user_agent");
        assertThat(session.user()).isEqualTo(new UserField("user_uuid", UserEncoding.UUID_FIXED16));
        assertThat(session.time()).isEqualTo(new TimeField("occurred_at", TimeEncoding.TIMESTAMP_MILLIS));
    }

    @Test
    void theDefaultCatalogueKeepsToItsSchema() throws IOException {
        try (InputStream document =
                Objects.requireNonNull(CatalogueReader.class.getResourceAsStream("default-catalogue.json"))) {
            assertThat(Schemas.findings("catalogue", document.readAllBytes())).isEmpty();
        }
    }

    @Test
    void whatATypeLeavesOutHasDefaults() {
        EventType type = read("{\"eventTypes\": [" + TYPE + "}]}").eventTypes().get(0);

        assertThat(type.description()).isEmpty();
        assertThat(type.layout()).isEqualTo(PartitionLayout.YEAR_MONTH_DAY);
        assertThat(type.lateDays()).isEqualTo(1);
        assertThat(type.sensitiveColumns()).isEmpty();
    }

    @Test
    void everyLayoutAndEncodingCanBeNamed() {
        for (PartitionLayout layout : PartitionLayout.values()) {
            String name = Json.name(layout);
            assertThat(read("{\"eventTypes\": [" + TYPE + ", \"layout\": \"" + name + "\"}]}")
                            .eventTypes()
                            .get(0)
                            .layout())
                    .isEqualTo(layout);
        }
        for (TimeEncoding encoding : TimeEncoding.values()) {
            String name = Json.name(encoding);
            assertThat(read("{\"eventTypes\": [" + TYPE.replace("int96", name) + "}]}")
                            .eventTypes()
                            .get(0)
                            .time()
                            .encoding())
                    .isEqualTo(encoding);
        }
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlace() {
        assertThatThrownBy(() -> read("{\"eventTyps\": 1, \"eventTypes\": [{\"name\": \"a/b\", \"lateDays\": -1,"
                        + " \"user\": {\"path\": \"a..b\", \"encoding\": \"uuid\"}, \"time\": null}, 7]}"))
                .isInstanceOf(CatalogueException.class)
                .message()
                .contains("/eventTyps: ")
                .contains("Did you mean \"eventTypes\"?")
                .contains("/eventTypes/0/name: ")
                .contains("/eventTypes/0/lateDays: ")
                .contains("/eventTypes/0/user/path: ")
                .contains("/eventTypes/0/user/encoding: ")
                .contains("/eventTypes/0/time: ")
                .contains("/eventTypes/1: ");
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        assertThatThrownBy(() -> read("{\"eventTypes\": [" + TYPE + "}, " + TYPE + "}]}"))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("two event types are named clicked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"eventTypes\": []}",
                "{\"eventTypes\": null}",
                "{\"eventTypes\": {}}",
                "{\"eventTypes\": [{}]}",
                "{\"schemaVersion\": \"2.0\", \"eventTypes\": [TYPE}]}",
                "{\"eventTypes\": [TYPE, \"lateDays\": 32}]}",
                "{\"eventTypes\": [TYPE, \"lateDays\": 0.5}]}",
                "{\"eventTypes\": [TYPE, \"layout\": \"byWeek\"}]}",
                "{\"eventTypes\": [TYPE, \"layout\": null}]}",
                "{\"eventTypes\": [TYPE, \"sensitiveColumns\": [\" \"]}]}",
                "{\"eventTypes\": [TYPE, \"sensitive\": []}]}",
            })
    void readerAndSchemaRefuseTheSame(String text) {
        String document = text.replace("TYPE", TYPE);

        assertThatThrownBy(() -> read(document)).isInstanceOf(CatalogueException.class);
        assertThat(Schemas.findings("catalogue", document.getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @Test
    void aDocumentThatIsNotJsonIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("{\n oops")).hasMessageContaining("line 2");
    }

    private static Catalogue read(String document) {
        return CatalogueReader.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
