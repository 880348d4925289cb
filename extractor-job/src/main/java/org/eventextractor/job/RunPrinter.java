package org.eventextractor.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.prepare.Preparation;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.StorageUri;

/** Tells the person at the terminal what {@code run} does. */
final class RunPrinter {

    private static final double MEGABYTE = 1e6;
    private static final String THE_REQUEST = "the document";
    private static final String THE_EVENTS = "the events";

    private final PrintWriter out;
    private final PrintWriter errors;
    private final List<Fault> told = new ArrayList<>();

    RunPrinter(PrintWriter out, PrintWriter errors) {
        this.out = out;
        this.errors = errors;
    }

    void refused(Preparation.Refused refused) {
        errors.println("The request was refused:");
        print(refused.faults(), THE_REQUEST);
        print(refused.warnings(), THE_REQUEST);
        errors.flush();
    }

    void planned(Preparation.Planned planned) {
        ExtractPlan plan = planned.plan();
        warn(planned.accepted().warnings(), THE_REQUEST);
        out.printf(
                "Planned: %s, %.1f MB, in %s%n",
                counted(plan.objects(), "file"),
                plan.bytes() / MEGABYTE,
                counted(plan.partitions().size(), "day folder"));
        out.flush();
    }

    void stopping() {
        errors.println("Stopping: what is under way ends within seconds.");
        errors.flush();
    }

    /** @param document where the status lies */
    void estimated(RequestStatus status, StorageUri document) {
        state(status);
        out.println("Status: " + document);
        out.flush();
    }

    /** @param document where the status lies */
    void ended(RequestStatus status, StorageUri document) {
        Progress progress = status.progress();
        warn(status.warnings(), THE_EVENTS);
        state(status);
        out.printf(
                "%s from %s, %.1f MB read, %.1f MB written%n",
                counted(progress.eventsMatched(), "event"),
                counted(progress.objectsDone(), "file"),
                progress.bytesRead() / MEGABYTE,
                progress.bytesWritten() / MEGABYTE);
        out.println("Status: " + document);
        if (status.links().results() != null) {
            out.println("Results: " + status.links().results());
        }
        out.flush();
    }

    private void state(RequestStatus status) {
        out.printf("%s: %s%n", Json.name(status.state()), status.stateReason().message());
    }

    /** Of what the status tells in the end, some was told before the job began. */
    private void warn(List<Fault> warnings, String whole) {
        List<Fault> more =
                warnings.stream().filter(warning -> !told.contains(warning)).toList();
        print(more, whole);
        errors.flush();
        told.addAll(more);
    }

    /** @param whole what a fault without a pointer is of */
    private void print(List<Fault> faults, String whole) {
        for (Fault fault : faults) {
            String place = fault.pointer().isEmpty() ? whole : fault.pointer();
            errors.printf("  %s: %s (%s)%n", place, fault.message(), fault.code());
            if (!fault.suggestion().isEmpty()) {
                errors.printf("      %s%n", fault.suggestion());
            }
        }
    }

    private static String counted(long number, String what) {
        return String.format("%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
