package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.core.request.RequestFixtures.codes;
import static org.eventextractor.core.request.RequestFixtures.faults;
import static org.eventextractor.core.request.RequestFixtures.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eventextractor.core.DocumentPage;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/REQUEST_API.md says what the software does: its examples run, its messages are the software's own. */
class RequestApiDocumentTest {

    private static final String DOCUMENT = read(Path.of("..", "docs", "REQUEST_API.md"));
    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^```json (?<kind>\\S+) ?(?<codes>[^\\n]*)\\n(?<json>.*?)^```");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?<code>[a-zA-Z]+)` \\| (?<message>.+?) \\|");

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsWhatItsMarkSays(Example example) {
        byte[] json = example.json().getBytes(StandardCharsets.UTF_8);
        switch (example.kind()) {
            case "request" -> {
                assertThat(parse(json)).isInstanceOf(RequestOutcome.Accepted.class);
                assertThat(Schemas.findings("request", json)).isEmpty();
            }
            case "request-refused" ->
                assertThat(codes(faults(parse(json)))).containsExactlyInAnyOrderElementsOf(example.codes());
            default -> assertThat(Schemas.findings(example.kind(), json)).isEmpty();
        }
    }

    @Test
    void everyKindOfDocumentHasAnExample() {
        assertThat(examples().map(Example::kind))
                .contains("request", "request-refused", "status", "results", "manifest", "incomplete");
    }

    @Test
    void everyCodeOfAFaultIsListedAndNoOther() {
        Set<String> codes = corpusFaults().map(Fault::code).collect(Collectors.toCollection(TreeSet::new));

        assertThat(rowsAfter("### Every code").keySet()).isEqualTo(codes);
    }

    @Test
    void everyMessageListedIsTheSoftwaresOwn() {
        List<String> messages = corpusFaults()
                .map(fault -> fault.code() + ": " + fault.message())
                .toList();

        rowsAfter("### Every code")
                .forEach((code, message) -> assertThat(messages).contains(code + ": " + message));
    }

    @Test
    void everyWarningListedIsTheSoftwaresOwn() {
        String everyWarning = ("{\"cpuScalingFactor\": 4, \"criteria\": {\"eventTypes\": [\"nudged\", \"nudged\"],"
                        + " \"dateRange\": {\"startTimestamp\": \"2023-08-01\", \"endTimestamp\": \"2023-09-30\"},"
                        + " \"userUUIDs\": [\"A\", \"A\"]}}")
                .replace("A\"", RequestFixtures.USER_A + "\"");

        Map<String, String> said = parse(everyWarning).warnings().stream()
                .collect(Collectors.toMap(Fault::code, Fault::message, (first, second) -> first, TreeMap::new));

        assertThat(rowsAfter("### Warnings")).isEqualTo(said);
    }

    @Test
    void everyFieldOfTheRequestAsUnderstoodIsListedAndNoOther() {
        String request = examples()
                .filter(example -> example.kind().equals("request"))
                .findFirst()
                .orElseThrow()
                .json();
        RequestOutcome.Accepted outcome = (RequestOutcome.Accepted) parse(request.getBytes(StandardCharsets.UTF_8));
        AcceptedRequest accepted = new AcceptedRequest(
                "id", "my_request.json", "sha", RequestFixtures.RECEIVED, outcome.request(), List.of());

        assertThat(DocumentPage.read("REQUEST_API.md").names("in request_completed.json", "is").stream()
                        .flatMap(names -> Stream.of(names.split(", "))))
                .containsExactlyInAnyOrderElementsOf(
                        fields("", Json.read(Json.write(accepted), Map.class)).toList());
    }

    static Stream<Example> examples() {
        return EXAMPLE.matcher(DOCUMENT).results().map(Example::of);
    }

    private static Stream<Fault> corpusFaults() {
        return Stream.of("not-json", "bad-by-schema", "bad-by-rule")
                .flatMap(folder -> RequestCorpus.files(folder).stream())
                .flatMap(file -> faults(parse(RequestCorpus.bytes(file))).stream());
    }

    /** The paths of all values but objects; a list is one value. */
    private static Stream<String> fields(String path, Map<?, ?> object) {
        return object.entrySet().stream()
                .flatMap(field -> field.getValue() instanceof Map<?, ?> inner
                        ? fields(path + field.getKey() + ".", inner)
                        : Stream.of(path + field.getKey()));
    }

    /** The table's first column (the code) and second (the message). */
    private static Map<String, String> rowsAfter(String heading) {
        String section =
                DOCUMENT.substring(DOCUMENT.indexOf(heading) + heading.length()).split("\n##", 2)[0];
        return ROW.matcher(section)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2), (first, second) -> first, TreeMap::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /**
     * A fenced block.
     *
     * @param kind the word after {@code json}
     * @param codes the words after the kind
     */
    private record Example(String kind, List<String> codes, String json) {

        static Example of(MatchResult block) {
            return new Example(block.group(1), List.of(block.group(2).split(" ", -1)), block.group(3));
        }
    }
}
