package org.eventextractor.core.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import org.eventextractor.core.json.Json;

/**
 * Writes results.json. The names that the original system's readers know ({@code s3URL}, {@code results_URL},
 * {@code uniqueUserUUIDs}) are kept to the letter.
 */
public final class ResultsCodec {

    private static final String SCHEMA_VERSION = "1.0";

    private ResultsCodec() {}

    /** The document's bytes; the same results give the same bytes. */
    public static byte[] write(Results results) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("schemaVersion", SCHEMA_VERSION);
        writeOutcome(results, json);
        writeCounts(results, json);
        writeProvenance(results, json);
        return Json.write(json);
    }

    private static void writeOutcome(Results results, ObjectNode json) {
        json.put("extractionStatus", Json.name(results.extractionStatus()));
        json.put("statusMessage", results.reason().message());
        json.put("reasonCode", results.reason().code());
        json.put("jobId", results.jobId());
        json.put("requestId", results.requestId());
        json.put("s3URL", results.outputUri());
        json.put("results_URL", results.outputUri());
        json.put("extractionTime", hoursMinutesSeconds(results.extractionSeconds()));
    }

    private static void writeCounts(Results results, ObjectNode json) {
        json.put("totalEvents", results.totalEvents());
        json.set("firstTimestamp", Json.tree(results.firstTimestamp()));
        json.set("lastTimestamp", Json.tree(results.lastTimestamp()));
        json.put("uniqueUserUUIDs", results.uniqueUsers());
        json.put("requestedUserCount", results.requestedUserCount());
        json.put("usersWithNoEvents", results.usersWithNoEvents());
        json.set("countsByEventType", Json.tree(results.countsByEventType()));
        json.set("funnel", Json.tree(results.funnel()));
        json.set("failedPartitions", Json.tree(results.failedPartitions()));
        json.put("outputBytes", results.outputBytes());
    }

    private static void writeProvenance(Results results, ObjectNode json) {
        ObjectNode range = json.putObject("effectiveDateRange");
        range.set("startTimestamp", Json.tree(results.effectiveRange().start()));
        range.set("endTimestamp", Json.tree(results.effectiveRange().end()));
        json.set("labels", Json.tree(results.labels()));
        json.put("manifestS3URL", results.manifestUri());
        json.put("manifestSha256", results.manifestSha256());
        json.set("warnings", Json.tree(results.warnings()));
        json.set("software", Json.tree(results.software()));
    }

    /** As the original wrote it: {@code 0:01:32.791264}. */
    private static String hoursMinutesSeconds(double seconds) {
        Duration time = Duration.ofNanos(Math.round(seconds * 1e9));
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%06d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                time.toNanosPart() / 1_000);
    }
}
