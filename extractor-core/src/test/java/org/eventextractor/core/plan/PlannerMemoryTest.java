package org.eventextractor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerMemoryTest {

    private static final int HEAP_MB = 256;

    @TempDir
    Path folder;

    @Test
    void manyDaysOfAMillionObjectsArePlannedInASmallHeap() throws Exception {
        assertThat(plan(1_000, 1_200)).startsWith("1200000 objects, 188 slices");
    }

    @Test
    void oneDayOfAMillionObjectsIsPlannedInASmallHeap() throws Exception {
        assertThat(plan(1, 1_200_000)).startsWith("1200000 objects, 188 slices");
    }

    private String plan(int days, int objectsOfEachDay) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanAMillion.class.getName(),
                        folder.toString(),
                        Integer.toString(days),
                        Integer.toString(objectsOfEachDay))
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor(1, TimeUnit.MINUTES)).isTrue();
        System.out.print(said);
        return said;
    }
}
