package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code scripts/chaos --help} says. */
class ChaosCommandTest {

    @Test
    void theUsageNamesTheScriptAndHowLongItTakes() {
        assertThat(new CommandLine(new ChaosCommand(System.out)).getUsageMessage())
                .startsWith("Usage: scripts/chaos [OPTIONS]")
                .contains("minutes");
    }
}
