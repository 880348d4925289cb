package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.eventextractor.local.callback.CallbackReceiver;
import org.eventextractor.s3.LocalCredentials;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleEvents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckTest {

    private static final Study STUDY = Study.of(5);
    private static final String SECRET = CallbackReceiver.newSecret();
    private static final UUID USER = STUDY.spec().wanted().users().iterator().next();
    private static final SampleEvent EVENT = STUDY.wanted().get(0);

    private final LogCheck logs = LogCheck.of(STUDY, SECRET);

    @TempDir
    Path folder;

    private Path functions;
    private Path jobs;

    @BeforeEach
    void aRunThatSaysNothingWrong() throws IOException {
        functions = Files.createDirectory(folder.resolve("functions"));
        jobs = Files.createDirectory(folder.resolve("jobs"));
        Files.writeString(functions.resolve("intake-1.log"), "request 3c365bb6cebff838374487c5d2a3f5a2 is claimed\n");
        Files.writeString(jobs.resolve("job.log"), "job 0036f679-4d24-418d-bd3e-509a2c63f1e6 begins\n\u00e9");
    }

    @Test
    void discreetLogsAreWell() {
        assertThat(breaches()).isEmpty();
    }

    @Test
    void aUserIsFoundHoweverItIsWritten() throws IOException {
        assertFound("the user " + USER + " is asked for");
        assertFound("{\"users\":[\"" + USER.toString().toUpperCase(Locale.ROOT) + "\"]}");
        assertFound("0x00ff" + USER.toString().replace("-", "") + "ff00");
    }

    @Test
    void aUserThatNobodyAskedForIsFound() throws IOException {
        assertFound("skipped " + strangers().get(0));
    }

    @Test
    void aSessionIsFound() throws IOException {
        assertFound("row of session " + EVENT.session());
    }

    @Test
    void aSecretIsFoundWithoutItsPrefixToo() throws IOException {
        plant("fine\nkey=" + SECRET + "\nwhsec: " + SECRET.substring(6) + "\n" + LocalCredentials.SECRET_ACCESS_KEY);
        assertThat(breaches())
                .containsExactly(
                        "jobs/planted.log, line 2: a secret is logged",
                        "jobs/planted.log, line 3: a secret is logged",
                        "jobs/planted.log, line 4: a secret is logged");
    }

    @Test
    void logsThatAreNotThereAreFound() throws IOException {
        Files.delete(jobs.resolve("job.log"));
        Files.delete(jobs);
        assertThat(breaches()).isEmpty();
        Files.delete(functions.resolve("intake-1.log"));
        assertThat(breaches()).containsExactly("nothing was shown of logs: there are none");
    }

    private static List<UUID> strangers() {
        try (Stream<SampleEvent> events = new SampleEvents(STUDY.spec()).events()) {
            return events.flatMap(event -> Stream.ofNullable(event.user()))
                    .filter(user -> !STUDY.spec().wanted().users().contains(user))
                    .toList();
        }
    }

    private void assertFound(String line) throws IOException {
        plant(line);
        assertThat(breaches()).containsExactly("jobs/planted.log, line 1: a user or a session is logged");
    }

    private void plant(String text) throws IOException {
        Files.writeString(jobs.resolve("planted.log"), text);
    }

    private List<String> breaches() {
        return logs.breaches(List.of(functions, jobs));
    }
}
