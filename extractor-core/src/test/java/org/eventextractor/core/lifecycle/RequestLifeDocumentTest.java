package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.DocumentPage;
import org.eventextractor.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/REQUEST_API.md tells of the states and moves that there are. */
class RequestLifeDocumentTest {

    private static final DocumentPage PAGE = DocumentPage.read("REQUEST_API.md");

    @Test
    void everyStateIsListedAndNoOther() {
        assertThat(PAGE.names("state", "means"))
                .containsExactlyInAnyOrderElementsOf(names(Stream.of(RequestState.values())));
    }

    @Test
    void theFinalStatesAreMarked() {
        Stream<String> marked = PAGE.rows("state", "means", "final").stream()
                .filter(row -> row.get(2).equals("yes"))
                .map(row -> row.get(0));

        assertThat(marked)
                .containsExactlyInAnyOrderElementsOf(
                        names(Stream.of(RequestState.values()).filter(RequestState::isFinal)));
    }

    @ParameterizedTest
    @EnumSource
    void everyMoveOfAStateIsListedAndNoOther(RequestState state) {
        Stream<String> listed = PAGE.rows("from", "to").stream()
                .filter(row -> row.get(0).equals(Json.name(state)))
                .flatMap(row -> Stream.of(row.get(1).split(", ", -1)));

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        names(Stream.of(RequestState.values()).filter(next -> next != state && state.mayBecome(next))));
    }

    private static List<String> names(Stream<RequestState> states) {
        return states.map(Json::name).toList();
    }
}
