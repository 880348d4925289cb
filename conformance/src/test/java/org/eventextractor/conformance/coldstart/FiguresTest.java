package org.eventextractor.conformance.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eventextractor.conformance.coldstart.ColdStart.Measured;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void theyAreMediansButForTheLeastAndForWhat95Of100DoNotExceed() {
        List<Measured> runs = List.of(run(900, 70, 72), run(600, 60, 61), run(700, 62, 63));
        List<Duration> warm =
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList();

        assertThat(Figures.of(runs, warm)).isEqualTo(new Figures(70, 280, 350, 700, 600, 1400, 62, 50, 95));
    }

    @Test
    void ofOneOfEachTheyAreIt() {
        assertThat(Figures.of(List.of(run(500, 30)), List.of(Duration.ofMillis(20))))
                .isEqualTo(new Figures(50, 200, 250, 500, 500, 1000, 30, 20, 20));
    }

    @Test
    void aLineStandsBelowTheHeader() {
        String line = Figures.of(List.of(run(500, 30)), List.of(Duration.ofMillis(20)))
                .line("with class archive");

        assertThat(line).hasSameSizeAs(Figures.HEADER).startsWith("with class archive ");
        assertThat(line.substring(line.length() - 40).trim().split(" +"))
                .containsExactly("1000", "30.0", "20.0", "20.0");
    }

    /** A start whose parts are a tenth, four tenths and a half of the whole, and that takes twice as much of the CPU. */
    private static Measured run(int total, int... later) {
        StartTimes start = new StartTimes(
                Duration.ofMillis(total / 10),
                Duration.ofMillis(total * 4 / 10),
                Duration.ofMillis(total / 2),
                Duration.ofMillis(total),
                Duration.ofMillis(2L * total));
        return new Measured(
                start, IntStream.of(later).mapToObj(Duration::ofMillis).toList());
    }
}
