package org.eventextractor.conformance.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ColdStartCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"--runs=0", "--early-calls=0", "--warm-calls=0", "--warm-up=-1"})
    void countsTooSmallAreRefused(String option) {
        StringWriter told = new StringWriter();
        int code = new CommandLine(new ColdStartCommand(System.out))
                .setErr(new PrintWriter(told, true))
                .execute(option);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString())
                .startsWith("--runs, --early-calls and --warm-calls must be at least 1, and --warm-up at least 0");
    }
}
