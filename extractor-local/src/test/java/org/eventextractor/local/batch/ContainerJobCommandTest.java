package org.eventextractor.local.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContainerJobCommandTest {
    private final JobCommand command =
            new ContainerJobCommand(List.of("podman", "run"), "event-extractor:1", new JobLimits(2, 1024));

    @Test
    void theContainerHasNoMoreThanTheDeploymentGivesIt() {
        assertThat(command.line(container(1, 512)))
                .startsWith("podman", "run", "--rm")
                .contains("--read-only")
                .containsSequence("--cap-drop", "all")
                .containsSequence("--security-opt", "no-new-privileges")
                .containsSequence("--cpus", "1.0")
                .containsSequence("--memory", "512m");
    }

    @Test
    void aJobThatWantsMoreThanThisMachineGivesGetsTheMost() {
        assertThat(command.line(container(16, 65_536)))
                .containsSequence("--cpus", "2.0")
                .containsSequence("--memory", "1024m");
    }

    @Test
    void variablesAreNamedButNotTold() {
        assertThat(command.line(container(1, 512, "EXTRACTOR_CALLBACK_SECRET", "AWS_REGION")))
                .containsSequence("--env", "AWS_REGION", "--env", "EXTRACTOR_CALLBACK_SECRET");
    }

    @Test
    void theImageIsFollowedByTheArguments() {
        assertThat(command.line(container(1, 512))).endsWith("event-extractor:1", "--version");
    }

    private static ContainerSpec container(double vcpus, int memoryMib, String... variables) {
        return new ContainerSpec(vcpus, memoryMib, new TreeSet<>(List.of(variables)), List.of("--version"));
    }
}
