package org.eventextractor.lambda.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    private static final String WHAT = "the configuration s3://configuration/RC/configuration.json";

    @Test
    void settingsAreSpelledAsTheEnvironmentWouldHaveThem() {
        assertThat(read("""
                        {"EXTRACTOR_JOB_QUEUE": "standard",
                         "EXTRACTOR_EVENTS": ["s3://events/prod", "s3://events/old"],
                         "EXTRACTOR_CALLBACK_PORTS": ["443", "8443"],
                         "EXTRACTOR_MAX_USERS": 5000,
                         "EXTRACTOR_ALL_USERS_ALLOWED": true}
                        """))
                .isEqualTo(Map.of(
                        "EXTRACTOR_JOB_QUEUE", "standard",
                        "EXTRACTOR_EVENTS", "s3://events/prod,s3://events/old",
                        "EXTRACTOR_CALLBACK_PORTS", "443,8443",
                        "EXTRACTOR_MAX_USERS", "5000",
                        "EXTRACTOR_ALL_USERS_ALLOWED", "true"));
    }

    @Test
    void anEmptyObjectChangesNothing() {
        assertThat(read("{}")).isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlace() {
        assertThatThrownBy(() -> read("""
                        {"EXTRACTOR_JOB_QUEU": "standard",
                         "EXTRACTOR_MAX_USERS": "many",
                         "EXTRACTOR_EVENTS": "s3://events/prod",
                         "EXTRACTOR_CALLBACK_HOSTS": [],
                         "EXTRACTOR_CALLBACK_TRUSTED_ORIGINS": ["https://a.example,https://b.example"],
                         "EXTRACTOR_CALLBACK_SECRET": "whsec_c2VjcmV0",
                         "EXTRACTOR_CONFIGURATION": "s3://elsewhere",
                         "EXTRACTOR_JOB_DEFINITION": null}
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(WHAT + " cannot be used")
                .hasMessageContaining("/EXTRACTOR_JOB_QUEU: ")
                .hasMessageContaining("Did you mean \"EXTRACTOR_JOB_QUEUE\"?")
                .hasMessageContaining("/EXTRACTOR_MAX_USERS: ")
                .hasMessageContaining("/EXTRACTOR_EVENTS: ")
                .hasMessageContaining("/EXTRACTOR_CALLBACK_HOSTS: this list is empty")
                .hasMessageContaining("/EXTRACTOR_CALLBACK_TRUSTED_ORIGINS: ")
                .hasMessageContaining("/EXTRACTOR_CALLBACK_SECRET: this is a secret")
                .hasMessageContaining("/EXTRACTOR_CONFIGURATION: this says where the objects are")
                .hasMessageContaining("/EXTRACTOR_JOB_DEFINITION: ")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void whatIsNoJsonIsToldByLineAndColumn() {
        assertThatThrownBy(() -> read("{\"EXTRACTOR_MAX_USERS\": 5,}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 1, column");
    }

    private static Map<String, String> read(String document) {
        return SettingsReader.read(document.getBytes(StandardCharsets.UTF_8), WHAT);
    }
}
