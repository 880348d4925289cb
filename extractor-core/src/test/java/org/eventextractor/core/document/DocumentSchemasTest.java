package org.eventextractor.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.Schemas;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusCodec;
import org.eventextractor.core.lifecycle.Timeline;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.request.TimeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the codecs write is what the published schemas say, field by field. */
class DocumentSchemasTest {

    private static final Instant NOW = Instant.parse("2023-09-01T12:00:00.5Z");
    private static final Software SOFTWARE = new Software("1.0.0", "unknown", "unknown");
    private static final Fault FAULT = new Fault("/callbackURL", "callbackNotAllowed", "it is not allowed", "");
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final TimeRange RANGE =
            new TimeRange(Instant.parse("2023-03-01T00:00:00Z"), Instant.parse("2023-03-01T23:59:59.999999999Z"));

    @Test
    void aFirstStatusKeepsToTheSchema() {
        assertKeepsTo("status", StatusCodec.write(RequestStatus.received("a1b2", NOW)));
    }

    @ParameterizedTest
    @EnumSource
    void aStatusOfEveryStateKeepsToTheSchema(RequestState state) {
        RequestStatus status = RequestStatus.received("a1b2", NOW)
                .withState(state, new StateReason("because", "It is so."))
                .withJob("job", 1)
                .withProgress(new Progress(50, 4, 2, 100, 50, 7, 1_000, 10))
                .withTimeline(new Timeline(NOW, NOW, NOW, NOW))
                .withErrors(List.of(FAULT))
                .withWarnings(List.of(FAULT))
                .withEstimate(new Estimate(100, 2_000, 2, 0.01, "list prices"))
                .withCallbackAttempt(new CallbackAttempt(1, NOW, false, null, "no answer", true))
                .withCallbackAttempt(new CallbackAttempt(2, NOW, true, 204, "delivered", false))
                .withLinks(new Links("s3://a/results.json", "s3://a/manifest.json", "s3://a/report.html", "log"));

        assertKeepsTo("status", StatusCodec.write(status));
    }

    @Test
    void resultsKeepToTheSchema() {
        assertKeepsTo(
                "results",
                ResultsCodec.write(results(RequestState.COMPLETED_WITH_ERRORS, List.of("nudged/year=2023"))));
    }

    @Test
    void resultsOfAnEmptyExtractOfEveryoneKeepToTheSchema() {
        Results empty = new Results(
                "job",
                "a1b2",
                RequestState.COMPLETED_EMPTY,
                new StateReason(ReasonCode.NO_EVENTS, "No event matched."),
                null,
                0.25,
                0,
                null,
                null,
                0,
                List.of(),
                RANGE,
                null,
                null,
                Map.of(),
                new Funnel(3, 0, 0, 0, 0, 0),
                List.of(),
                0,
                null,
                null,
                List.of(),
                SOFTWARE);

        assertKeepsTo("results", ResultsCodec.write(empty));
    }

    @Test
    void resultsThatSayCompletedAlthoughAPartitionFailedBreakTheSchema() {
        ObjectNode json = Json.read(
                ResultsCodec.write(results(RequestState.COMPLETED_WITH_ERRORS, List.of("nudged/year=2023"))),
                ObjectNode.class);
        json.put("extractionStatus", "completed");

        assertThat(Schemas.findings("results", Json.write(json))).isNotEmpty();
    }

    @Test
    void aManifestKeepsToTheSchema() {
        FileSchema.Column column = new FileSchema.Column("user_uuid", "optional fixed_len_byte_array(16)", "", true);
        Manifest manifest = new Manifest(
                Manifest.SCHEMA_VERSION,
                "job",
                "a1b2",
                List.of(new PartFile("nudged/part-00000.parquet", "nudged", 3, 900, SHA256, NOW, NOW, "s1")),
                List.of(new SourceTally("nudged/year=2023/month=03/day=01", 2, 0, 2_000, 30, 3)),
                SHA256,
                List.of(new FileSchema("s1", List.of(column))),
                new Manifest.Privacy("asIs", null, List.of("query")),
                new Manifest.Provenance(SOFTWARE, SHA256, Map.of("dryRun", false)));

        assertKeepsTo("manifest", Json.write(manifest));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CANCELLED"})
    void anIncompleteMarkKeepsToTheSchema(RequestState state) {
        StateReason reason = new StateReason("because", "It is so.");

        assertKeepsTo("incomplete", IncompleteMarkCodec.write(new IncompleteMark("job", "a1b2", state, reason, NOW)));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"FAILED", "CANCELLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyAFailedOrCancelledExtractIsIncomplete(RequestState state) {
        StateReason reason = new StateReason("because", "It is so.");

        assertThatThrownBy(() -> new IncompleteMark("job", "a1b2", state, reason, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Results results(RequestState state, List<String> failedPartitions) {
        return new Results(
                "job",
                "a1b2",
                state,
                new StateReason(ReasonCode.COMPLETED, "Done."),
                "s3://requests/study/event_data_subset_job/",
                92.791264,
                12,
                NOW,
                NOW,
                2,
                List.of("pilot"),
                RANGE,
                3L,
                1L,
                Map.of("nudged", 12L),
                new Funnel(3, 2, 20, 400, 300, 12),
                failedPartitions,
                4_096,
                "s3://requests/study/event_data_subset_job/manifest.json",
                SHA256,
                List.of(FAULT),
                SOFTWARE);
    }

    /** Valid, and without a field that the schema does not describe. */
    private static void assertKeepsTo(String schema, byte[] document) {
        assertThat(Schemas.findings(schema, document)).isEmpty();
        JsonNode described = Json.read(Schemas.bytes(schema), JsonNode.class).get("properties");
        assertThat(names(Json.read(document, JsonNode.class))).isEqualTo(names(described));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
