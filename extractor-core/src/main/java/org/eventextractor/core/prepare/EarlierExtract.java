package org.eventextractor.core.prepare;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.PlanScope;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;

/**
 * An extract that was delivered before, as its folder tells of it. A request that resumes from it asks for the objects
 * that it could not read and for nothing else, so that the rows of both together are those of one extract that could
 * read everything.
 */
final class EarlierExtract {

    private static final String POINTER = "/resumeFrom";

    /** A request of a million users takes some 45 MB, a hundred thousand failures some 30. */
    static final long MAX_BYTES = 256L << 20;

    private final ObjectStore requests;
    private final String folder;
    private final String jobId;

    /**
     * @param requests the request bucket
     * @param folder of the extract, ending in a slash
     * @param jobId its job, to name it in faults
     */
    EarlierExtract(ObjectStore requests, String folder, String jobId) {
        this.requests = requests;
        this.folder = folder;
        this.jobId = jobId;
    }

    /**
     * What is left to read of it.
     *
     * @param request must ask for what the extract was asked for
     * @throws StorageException if the folder cannot be read now
     */
    Remainder remainder(ExtractRequest request) {
        try {
            return whatIsLeft(request);
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.TOO_LARGE) {
                throw e;
            }
            return Remainder.refused(fault(
                    "earlierTooLarge",
                    "errors.json or request_completed.json of the extract of job " + jobId + " has more than "
                            + (MAX_BYTES >> 20) + " MiB, and is not read",
                    "Drop the request without resumeFrom: what has lost so many files is asked for anew."));
        }
    }

    private Remainder whatIsLeft(ExtractRequest request) {
        Optional<AcceptedRequest> asked = read("request_completed.json", AcceptedRequest.class);
        Optional<ObjectFailure[]> failures = read("errors.json", ObjectFailure[].class);
        if (asked.isEmpty()
                || failures.isEmpty()
                || requests.find(folder + "manifest.json").isEmpty()) {
            return Remainder.refused(fault(
                    "noSuchExtract",
                    "no extract of job " + jobId + " was delivered beside this request",
                    "Drop the request into the folder that holds event_data_subset_" + jobId + ", or leave resumeFrom"
                            + " out."));
        }
        List<Fault> differences = differences(asked.get().request(), request);
        if (!differences.isEmpty()) {
            return new Remainder(differences, PlanScope.everything());
        }
        return failures.get().length == 0
                ? Remainder.refused(fault(
                        "nothingToResume",
                        "the extract of job " + jobId + " could read everything",
                        "Use it as it is."))
                : new Remainder(List.of(), scope(List.of(failures.get())));
    }

    private static PlanScope scope(List<ObjectFailure> failures) {
        return PlanScope.only(
                distinct(failures.stream().map(ObjectFailure::partition)),
                distinct(failures.stream().map(ObjectFailure::object)));
    }

    private static Set<String> distinct(Stream<String> texts) {
        return texts.collect(Collectors.toSet());
    }

    private List<Fault> differences(ExtractRequest earlier, ExtractRequest now) {
        List<Fault> faults = new ArrayList<>();
        addIfDifferent(faults, "event types", Set.copyOf(earlier.eventTypes()), Set.copyOf(now.eventTypes()));
        addIfDifferent(faults, "range", earlier.range(), now.range());
        addIfDifferent(faults, "users", earlier.users(), now.users());
        addIfDifferent(faults, "location of the events", earlier.events(), now.events());
        addIfDifferent(
                faults, "columns", earlier.output().columns(), now.output().columns());
        return faults;
    }

    private void addIfDifferent(List<Fault> faults, String what, Object earlier, Object now) {
        if (!Objects.equals(earlier, now)) {
            faults.add(fault(
                    "differsFromEarlier",
                    "this request differs from that of job " + jobId + " in its " + what,
                    "Take the criteria from request_completed.json of the earlier extract; a range without an end"
                            + " ended when that request arrived."));
        }
    }

    /** Empty if it is not there, or not what an extract leaves. */
    private <T> Optional<T> read(String name, Class<T> type) {
        try {
            return requests.readIfThere(folder + name, MAX_BYTES).map(document -> Json.read(document.bytes(), type));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Fault fault(String code, String message, String suggestion) {
        return new Fault(POINTER, code, message, suggestion);
    }

    /**
     * What is left of an earlier extract.
     *
     * @param faults why it cannot be resumed; empty if it can
     * @param scope what is left to read; everything if it cannot be resumed
     */
    record Remainder(List<Fault> faults, PlanScope scope) {

        /** Says how much of it is no longer there to be read; empty if the plan has it all. */
        Optional<Fault> gone(ExtractPlan plan) {
            long gone = scope.objects().size() - plan.objects();
            return gone <= 0
                    ? Optional.empty()
                    : Optional.of(fault(
                            "filesGone",
                            gone + " of the " + scope.objects().size()
                                    + " files that the earlier extract could not read"
                                    + " are no longer there; their rows are missing from both",
                            "If they were written again under other names, drop the request without resumeFrom."));
        }

        private static Remainder refused(Fault fault) {
            return new Remainder(List.of(fault), PlanScope.everything());
        }
    }
}
