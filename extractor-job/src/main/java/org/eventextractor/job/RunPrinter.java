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

/** Tells the person at the terminal what {@code run} does. */
final class RunPrinter {

    private static final double MEGABYTE = 1e6;

    private final PrintWriter out;
    private final PrintWriter errors;
    private final List<Fault> told = new ArrayList<>();

    RunPrinter(PrintWriter out, PrintWriter errors) {
        this.out = out;
        this.errors = errors;
    }

    void refused(Preparation.Refused refused) {
        errors.println("The request was refused:");
        print(refused.faults(), errors);
        print(refused.warnings(), errors);
        errors.flush();
    }

    void planned(Preparation.Planned planned) {
        ExtractPlan plan = planned.plan();
        warn(planned.accepted().warnings());
        out.printf(
                "Planned: %,d files, %.1f MB, in %,d day folders%n",
                plan.objects(), plan.bytes() / MEGABYTE, plan.partitions().size());
        out.flush();
    }

    void stopping() {
        errors.println("Stopping: what is under way ends within seconds.");
        errors.flush();
    }

    void estimated(RequestStatus status) {
        state(status);
        out.flush();
    }

    void ended(RequestStatus status) {
        Progress progress = status.progress();
        warn(status.warnings());
        state(status);
        out.printf(
                "%,d events from %,d files, %.1f MB read, %.1f MB written%n",
                progress.eventsMatched(),
                progress.objectsDone(),
                progress.bytesRead() / MEGABYTE,
                progress.bytesWritten() / MEGABYTE);
        if (status.links().results() != null) {
            out.println("Results: " + status.links().results());
        }
        out.flush();
    }

    private void state(RequestStatus status) {
        out.printf("%s: %s%n", Json.name(status.state()), status.stateReason().message());
    }

    /** Of what the status tells in the end, some was told before the job began. */
    private void warn(List<Fault> warnings) {
        List<Fault> more =
                warnings.stream().filter(warning -> !told.contains(warning)).toList();
        print(more, errors);
        errors.flush();
        told.addAll(more);
    }

    private static void print(List<Fault> faults, PrintWriter writer) {
        for (Fault fault : faults) {
            String place = fault.pointer().isEmpty() ? "the document" : fault.pointer();
            writer.printf("  %s: %s (%s)%n", place, fault.message(), fault.code());
            if (!fault.suggestion().isEmpty()) {
                writer.printf("      %s%n", fault.suggestion());
            }
        }
    }
}
