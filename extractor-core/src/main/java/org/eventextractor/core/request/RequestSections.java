package org.eventextractor.core.request;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.Shown;
import org.eventextractor.core.storage.StorageUri;

/** Reads one request, section by section; each section tells its own faults and gives what it could read. */
final class RequestSections {

    private static final String SCHEMA_VERSION = "schemaVersion";

    /** Of one request, without late days: so many can be listed in intake's time, and their plan be read again. */
    private static final long MAX_FOLDERS = 100_000;

    private static final int MAX_LABELS = 50;
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 2_000;

    private final RequestPolicy policy;
    private final Findings findings;
    private final EventTypesSection eventTypes;
    private final DateRangeSection dateRange;
    private final UsersSection users;

    RequestSections(RequestPolicy policy, UserFile userFile, String requestKey, Instant receivedAt, Findings findings) {
        this.policy = policy;
        this.findings = findings;
        this.eventTypes = new EventTypesSection(policy.catalogue(), findings);
        this.dateRange = new DateRangeSection(policy.maxRangeDays(), receivedAt, findings);
        this.users = new UsersSection(policy, userFile, requestKey, findings);
    }

    /** The request; empty if a part that has no default could not be read, for which there is a fault. */
    Optional<ExtractRequest> read(FieldReader document) {
        checkVersion(document);
        document.required("criteria");
        Optional<Criteria> criteria = document.object("criteria").flatMap(this::criteria);
        Optional<StorageUri> events = new EventLocationSection(policy.eventLocations(), findings).read(document);
        Optional<URI> callback = new CallbackSection(policy.callbackPolicy(), findings).read(document);
        OutputOptions output = new OutputSection(findings).read(document);
        ErrorPolicy errorPolicy = new ErrorPolicySection().read(document);
        Optional<String> resumeFrom = new ResumeSection(findings).read(document);
        new UnsupportedOptions(findings).check(document);
        List<String> labels = document.texts("labels", MAX_LABELS, MAX_NAME).orElse(List.of());
        String description = document.text("description", MAX_DESCRIPTION).orElse("");
        String requestedBy = document.text("requestedBy", MAX_NAME).orElse("");
        String projectId = document.text("projectId", MAX_NAME).orElse("");
        boolean dryRun = document.flag("dryRun").orElse(false);
        document.end();
        return criteria.flatMap(wanted -> events.map(location -> new ExtractRequest(
                location,
                wanted.eventTypes(),
                wanted.range(),
                wanted.users(),
                callback.orElse(null),
                labels,
                description,
                requestedBy,
                projectId,
                dryRun,
                output,
                errorPolicy,
                resumeFrom.orElse(null))));
    }

    private Optional<Criteria> criteria(FieldReader criteria) {
        criteria.refuseNulls();
        List<String> types = eventTypes.read(criteria);
        Optional<TimeRange> range = dateRange.read(criteria);
        Optional<UserSelection> selection = users.read(criteria);
        criteria.end();
        range.ifPresent(wanted -> requireFewFolders(criteria, types, wanted));
        if (types.isEmpty() || range.isEmpty() || selection.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Criteria(types, range.get(), selection.get()));
    }

    private void requireFewFolders(FieldReader criteria, List<String> types, TimeRange range) {
        long folders = range.days() * types.size();
        if (folders > MAX_FOLDERS) {
            String message = String.format(
                    Locale.ROOT,
                    "the request asks for %,d folders: %,d event types on each of %,d days",
                    folders,
                    types.size(),
                    range.days());
            String suggestion = String.format(
                    Locale.ROOT,
                    "Ask for at most %,d: split the event types or the range over several requests.",
                    MAX_FOLDERS);
            findings.faults().add(criteria.pointer(), "tooManyFolders", message, suggestion);
        }
    }

    private void checkVersion(FieldReader document) {
        document.text(SCHEMA_VERSION)
                .filter(version -> !version.matches("1\\.[0-9]{1,4}"))
                .ifPresent(version -> findings.faults()
                        .add(
                                document.pointer(SCHEMA_VERSION),
                                "unsupportedVersion",
                                "this version of the request document is not known: \"" + Shown.cut(version) + "\"",
                                "Write \"1.0\", or leave it out."));
    }

    /** The part of a request that has no defaults. */
    private record Criteria(List<String> eventTypes, TimeRange range, UserSelection users) {}
}
