package org.eventextractor.job.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.document.Manifest;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.Results;
import org.eventextractor.core.document.ResultsCodec;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.Fault;

/**
 * Merges the slice reports into the documents of the output folder. The manifest comes after all data and before the
 * results: it is the commit point. The results come last: whoever finds them finds all the others. Done again, it writes
 * the same documents again.
 *
 * <p>Thread-safe.
 */
public final class Publisher {

    private final OutputFolder folder;
    private final Software software;

    /**
     * @param folder of the extract
     * @param software named in the documents
     */
    public Publisher(OutputFolder folder, Software software) {
        this.folder = folder;
        this.software = software;
    }

    /**
     * Publishes an extract. No data file is left that the manifest does not name. One that has failed gets no manifest, and
     * its data is left to {@link WithheldData}.
     *
     * @param jobId the job, which names the output folder
     * @param accepted the request
     * @param summary of the reports of every slice of the plan
     * @param spent from the job's start until now
     */
    public Published publish(String jobId, AcceptedRequest accepted, ExtractSummary summary, Duration spent) {
        Verdict verdict = Verdict.on(
                summary, accepted.request().errorPolicy(), accepted.request().resumeFrom());
        boolean failed = verdict.state() == RequestState.FAILED;
        ExtractSummary delivered = failed ? summary.withoutData() : summary;
        folder.write("error_days.json", Json.write(summary.failedPartitions()));
        folder.write("errors.json", Json.write(summary.failures()));
        Results results = results(jobId, accepted, delivered, verdict, spent);
        if (!failed) {
            folder.removeDataFilesBut(paths(summary));
            byte[] manifest = Json.write(manifest(jobId, accepted, summary));
            results = results.withManifest(folder.writeManifest(manifest), DigestUtils.sha256Hex(manifest));
        }
        folder.write("request_completed.json", Json.write(accepted));
        byte[] body = ResultsCodec.write(results);
        String uri = folder.writeResults(body);
        return new Published(results, verdict.reason(), FailedDays.faults(summary), body, uri);
    }

    private static Set<String> paths(ExtractSummary summary) {
        return summary.files().stream().map(PartFile::path).collect(Collectors.toUnmodifiableSet());
    }

    private Results results(
            String jobId, AcceptedRequest accepted, ExtractSummary summary, Verdict verdict, Duration spent) {
        ExtractRequest request = accepted.request();
        boolean uncounted = request.users().all() || verdict.state() == RequestState.FAILED;
        long requested = request.users().users().size();
        return new Results(
                jobId,
                accepted.requestId(),
                verdict.state(),
                verdict.reason(),
                folder.uri(),
                spent.toNanos() / 1e9,
                summary.totalEvents(),
                summary.firstTimestamp(),
                summary.lastTimestamp(),
                summary.users(),
                request.labels(),
                request.range(),
                request.users().all() ? null : requested,
                uncounted ? null : requested - summary.users(),
                summary.countsByEventType(),
                summary.funnel(),
                summary.failedPartitions(),
                summary.outputBytes(),
                null,
                null,
                warnings(accepted, summary),
                software);
    }

    private static List<Fault> warnings(AcceptedRequest accepted, ExtractSummary summary) {
        List<Fault> warnings = new ArrayList<>(accepted.warnings());
        if (summary.rowsWithoutTime() > 0) {
            warnings.add(new Fault(
                    "",
                    "eventsWithoutTime",
                    summary.rowsWithoutTime() + " events have no time, or none that can be read; they match no range",
                    "Ask whoever runs the deployment if these events matter to you."));
        }
        missingColumns(accepted.request(), summary).forEach(column -> warnings.add(missing(column)));
        return warnings;
    }

    /** The columns asked for that no delivered file has; unknown, and so none, where nothing is delivered. */
    private static List<String> missingColumns(ExtractRequest request, ExtractSummary summary) {
        Set<String> delivered = summary.schemas().stream()
                .flatMap(schema -> schema.columns().stream())
                .map(column -> column.name().replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());
        return request.output().columns().stream()
                .filter(column -> !delivered.isEmpty() && !delivered.contains(column))
                .toList();
    }

    private static Fault missing(String column) {
        return new Fault(
                "/output/columns",
                "columnMissing",
                "no file has a column \"" + column + "\"",
                "Check its spelling: letters in upper and lower case differ.");
    }

    private Manifest manifest(String jobId, AcceptedRequest accepted, ExtractSummary summary) {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                jobId,
                accepted.requestId(),
                summary.files(),
                summary.sources(),
                DigestUtils.sha256Hex(String.join("\n", summary.sliceDigests())),
                summary.schemas(),
                new Manifest.Privacy("asIs", null, List.of()),
                new Manifest.Provenance(software, accepted.requestSha256(), parameters(accepted.request())));
    }

    /** The request as understood; users are counted, not named, so that the manifest can be passed on. */
    private static Map<String, Object> parameters(ExtractRequest request) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("events", request.events());
        parameters.put("eventTypes", request.eventTypes());
        parameters.put("startTimestamp", request.range().start());
        parameters.put("endTimestamp", request.range().end());
        parameters.put("allUsers", request.users().all());
        parameters.put("userCount", request.users().users().size());
        parameters.put("output", request.output());
        parameters.put("errorPolicy", request.errorPolicy());
        parameters.put("resumeFrom", request.resumeFrom());
        return parameters;
    }
}
