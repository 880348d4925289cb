package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A few rounds at a time, of a seed of their own; {@code scripts/chaos} plays as many as one likes. */
@Timeout(900)
class ChaosTest {

    private static final Path FUNCTIONS = Path.of("../extractor-lambda/target/extractor-lambda.jar");
    private static final Path JOB_JAR = Path.of("../extractor-job/target/extractor-job.jar");
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 6);
    private static final long SEED = Long.getLong("chaos.seed", 4);

    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhateverIsKilled() {
        assumeTrue(Files.exists(FUNCTIONS) && Files.exists(JOB_JAR), "functions and job are made by mvn package");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int code = new CommandLine(new ChaosCommand(new PrintStream(output, true, StandardCharsets.UTF_8)))
                .execute(
                        "--jar=" + FUNCTIONS,
                        "--runtime=target/runtime",
                        "--job-jar=" + JOB_JAR,
                        "--folder=" + folder,
                        "--rounds=" + ROUNDS,
                        "--seed=" + SEED);
        String report = output.toString(StandardCharsets.UTF_8);
        System.out.println(report);
        assertThat(code).as(report).isZero();
        assertThat(report)
                .contains("Nothing was lost")
                .containsPattern("kills of intake +[1-9]")
                .containsPattern("kills of job +[1-9]")
                .containsPattern("calls spoiled +[1-9]")
                .containsPattern("rows compared +[1-9]");
    }
}
