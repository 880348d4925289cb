package org.eventextractor.core.plan;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.storage.FolderObjectStore;
import org.eventextractor.core.workspace.RequestPaths;

/** Plans more than a million objects in a JVM of its own, whose heap the test bounds. */
final class PlanAMillion {

    private PlanAMillion() {}

    /**
     * Prints what was planned, how long it took and the most memory in use.
     *
     * @param arguments the folder of the plan, the number of days, the objects of each day
     */
    public static void main(String[] arguments) {
        int days = Integer.parseInt(arguments[1]);
        Instant start = Instant.parse("2023-01-01T00:00:00Z");
        EndlessListing events = new EndlessListing(Integer.parseInt(arguments[2]));
        PlanStore store = new PlanStore(
                new FolderObjectStore(Path.of(arguments[0])), new RequestPaths("study/request.json", "id"));
        String end = start.plus(Duration.ofDays(days)).minusMillis(1).toString();

        long began = System.nanoTime();
        ExtractPlan plan = new Planner(events, SliceLimits.standard(), 16)
                .plan(
                        "id",
                        Requests.of(events.root(), List.of("nudged"), start.toString(), end),
                        PlanScope.everything(),
                        new Catalogue(List.of(EventTypes.daily("nudged", 0))),
                        store);
        store.writePlan(plan);
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();

        System.out.printf(
                "%d objects, %d slices, %d ms, %d MB peak of %d MB%n",
                plan.objects(),
                plan.slices().size(),
                millis,
                peakBytes() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long peakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
