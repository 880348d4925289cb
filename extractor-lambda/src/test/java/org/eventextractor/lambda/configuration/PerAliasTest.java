package org.eventextractor.lambda.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.lambda.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The objects lie in a folder that stands for a bucket. */
class PerAliasTest {

    private static final String QUEUE = "EXTRACTOR_JOB_QUEUE";
    private static final Alias RC = new Alias("RC");
    private static final Alias PROD = new Alias("PROD");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private int made;

    @Test
    void eachAliasHasItsOwnSettingsOverTheEnvironment() throws IOException {
        put("RC", "{\"EXTRACTOR_JOB_QUEUE\": \"rc\"}");
        put("PROD", "{}");
        put("default", "{\"EXTRACTOR_JOB_QUEUE\": \"default\"}");
        PerAlias<String> queues = queues();

        assertThat(queues.of(RC)).isEqualTo("rc");
        assertThat(queues.of(PROD)).isEqualTo("environment");
        assertThat(queues.ofArn("arn:aws:lambda:us-east-1:123456789012:function:intake:7"))
                .isEqualTo("default");
    }

    @Test
    void withoutAPlaceTheEnvironmentConfiguresEveryAlias() {
        PerAlias<String> queues = PerAlias.of(Map.of(QUEUE, "environment"), stores(), clock, this::queue);

        assertThat(queues.of(RC)).isEqualTo("environment");
        assertThat(queues.of(PROD)).isEqualTo("environment");
        assertThat(made).isEqualTo(1);
    }

    @Test
    void anObjectIsReadOnceAndAgainOnlyWhenItChanged() throws IOException {
        put("RC", "{\"EXTRACTOR_JOB_QUEUE\": \"rc\"}");
        PerAlias<String> queues = queues();
        queues.of(RC);

        clock.advance(MINUTE);
        assertThat(queues.of(RC)).isEqualTo("rc");
        assertThat(made).isEqualTo(1);

        put("RC", "{\"EXTRACTOR_JOB_QUEUE\": \"newer\"}");
        assertThat(queues.of(RC)).as("not looked at again within the minute").isEqualTo("rc");

        clock.advance(MINUTE);
        assertThat(queues.of(RC)).isEqualTo("newer");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void aChangeThatCannotBeUsedLeavesWhatWasUsed() throws IOException {
        put("RC", "{\"EXTRACTOR_JOB_QUEUE\": \"rc\"}");
        PerAlias<String> queues = queues();
        queues.of(RC);

        for (String broken : List.of("no JSON", "{\"EXTRACTOR_JOB_QUEUE\": \"refused\"}")) {
            put("RC", broken);
            clock.advance(MINUTE);
            assertThat(queues.of(RC)).isEqualTo("rc");
        }
        Files.delete(object("RC"));
        clock.advance(MINUTE);
        assertThat(queues.of(RC)).isEqualTo("rc");

        put("RC", "{\"EXTRACTOR_JOB_QUEUE\": \"healed\"}");
        clock.advance(MINUTE);
        assertThat(queues.of(RC)).isEqualTo("healed");
    }

    @Test
    void anAliasWithoutAnObjectIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> queues().of(PROD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PROD/configuration.json")
                .hasMessageContaining("put one there");
    }

    @Test
    void faultsOfSettingsAreToldWithTheObject() throws IOException {
        put("RC", "{\"EXTRACTOR_JOB_QUEUE\": \"refused\"}");

        assertThatThrownBy(() -> queues().of(RC))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RC/configuration.json, over the environment,")
                .hasMessageContaining("EXTRACTOR_JOB_QUEUE cannot be \"refused\"");
    }

    @Test
    void aPlaceMustBeAPrefixAndTheEnvironmentKnown() {
        Map<String, String> environment =
                Map.of("EXTRACTOR_CONFIGURATION", "s3://bucket/RC/configuration.json", "EXTRACTOR_JOB_QUEU", "q");

        assertThatThrownBy(() -> PerAlias.of(environment, stores(), clock, this::queue))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_CONFIGURATION cannot be")
                .hasMessageContaining("EXTRACTOR_JOB_QUEU is not known");
    }

    private PerAlias<String> queues() {
        Map<String, String> environment = new HashMap<>();
        environment.put(QUEUE, "environment");
        environment.put("EXTRACTOR_CONFIGURATION", folder.toUri().toString());
        return PerAlias.of(environment, stores(), clock, this::queue);
    }

    private String queue(Map<String, String> settings) {
        made++;
        String queue = settings.get(QUEUE);
        if ("refused".equals(queue)) {
            throw new ConfigurationException(List.of(QUEUE + " cannot be \"refused\""));
        }
        return String.valueOf(queue);
    }

    private static ObjectStores stores() {
        return new ObjectStores(Map.of(), 1);
    }

    private void put(String alias, String document) throws IOException {
        Files.createDirectories(object(alias).resolveSibling(""));
        Files.writeString(object(alias), document);
    }

    private Path object(String alias) {
        return folder.resolve(alias).resolve("configuration.json");
    }
}
