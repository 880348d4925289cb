package org.eventextractor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EnvironmentReaderTest {

    @Test
    void everyFaultIsToldAtOnce() {
        EnvironmentReader reader = new EnvironmentReader(Map.of(
                "EXTRACTOR_THREADS", "many",
                "EXTRACTOR_DRY", "yes",
                "EXTRACTOR_TREADS", "4"));
        reader.required("EXTRACTOR_QUEUE", Function.identity(), "");
        reader.optional("EXTRACTOR_THREADS", Values::count, 1);
        reader.optional("EXTRACTOR_DRY", Values::flag, false);

        assertThatThrownBy(reader::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_QUEUE is not set")
                .hasMessageContaining("EXTRACTOR_THREADS cannot be \"many\": it must be a whole number")
                .hasMessageContaining("EXTRACTOR_DRY cannot be \"yes\": it must be true or false")
                .hasMessageContaining("EXTRACTOR_TREADS is not known");
    }

    @Test
    void variablesOfOthersAreNoFault() {
        EnvironmentReader reader = new EnvironmentReader(Map.of("PATH", "/bin"));

        reader.check();
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        EnvironmentReader reader = new EnvironmentReader(Map.of("EXTRACTOR_THREADS", " "));

        assertThat(reader.optional("EXTRACTOR_THREADS", Values::count, 7)).isEqualTo(7);
        reader.check();
    }

    @Test
    void aListIsSplitAtCommasAndSpacesAroundItsItemsDoNotCount() {
        EnvironmentReader reader = new EnvironmentReader(Map.of("EXTRACTOR_HOSTS", " a, b ,,c"));

        assertThat(reader.list("EXTRACTOR_HOSTS", Function.identity())).isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void aSecretThatCannotBeUsedIsNotShown() {
        EnvironmentReader reader = new EnvironmentReader(Map.of("EXTRACTOR_SECRET", "good,hidden"));

        List<String> good = reader.secrets("EXTRACTOR_SECRET", EnvironmentReaderTest::onlyGood);

        assertThat(good).containsExactly("good");
        assertThatThrownBy(reader::check)
                .hasMessageContaining("EXTRACTOR_SECRET holds a value that cannot be used: it must be good")
                .hasMessageNotContaining("hidden");
    }

    private static String onlyGood(String secret) {
        if (!secret.equals("good")) {
            throw new IllegalArgumentException("it must be good");
        }
        return secret;
    }
}
