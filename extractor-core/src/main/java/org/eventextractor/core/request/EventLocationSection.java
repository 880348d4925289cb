package org.eventextractor.core.request;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.Shown;
import org.eventextractor.core.storage.StorageUri;

/**
 * The fields of the original's requests that move data around: where events are read is the deployment's choice, so
 * they only choose among its locations; where results are written is not a choice any more.
 */
final class EventLocationSection {

    private static final String BUCKET = "eventBucketOverride";
    private static final String PREFIX = "eventPrefixOverride";

    private final List<StorageUri> locations;
    private final Findings findings;

    EventLocationSection(List<StorageUri> locations, Findings findings) {
        this.locations = locations;
        this.findings = findings;
    }

    /** Where to read; empty if the request names a location that the deployment does not. */
    Optional<StorageUri> read(FieldReader document) {
        ignore(document, "resultsS3URL", "results are written beside the request");
        ignore(document, "cpuScalingFactor", "the system chooses the size of its jobs");
        StorageUri standard = locations.get(0);
        Optional<String> bucket = document.text(BUCKET);
        Optional<String> prefix = document.text(PREFIX);
        String wantedBucket = bucket.orElse(standard.root());
        String wantedPrefix = bare(prefix.orElse(standard.key()));
        Optional<StorageUri> found = locations.stream()
                .filter(location -> location.root().equals(wantedBucket)
                        && bare(location.key()).equals(wantedPrefix))
                .findFirst();
        if (found.isEmpty()) {
            refuse(document.pointer(prefix.isPresent() ? PREFIX : BUCKET), wantedBucket, wantedPrefix);
        }
        return found;
    }

    private void ignore(FieldReader document, String name, String reason) {
        document.item(name)
                .ifPresent(item -> findings.warnings()
                        .add(
                                item.pointer(),
                                "ignoredField",
                                "\"" + name + "\" has no effect any more: " + reason,
                                "Leave it out."));
    }

    private void refuse(String pointer, String bucket, String prefix) {
        String known = locations.stream().map(StorageUri::toString).collect(Collectors.joining(", "));
        findings.faults()
                .add(
                        pointer,
                        "datasetNotAllowed",
                        "this deployment offers no events in bucket \"" + Shown.cut(bucket) + "\" under prefix \""
                                + Shown.cut(prefix) + "\"",
                        "Leave the field out for " + locations.get(0) + ". Offered are: " + known + ".");
    }

    /** Without the slashes that some write around a prefix. */
    private static String bare(String prefix) {
        return prefix.replaceAll("^/+|/+$", "");
    }
}
