package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.storage.StorageUri;
import org.junit.jupiter.api.Test;

class RequestPolicyTest {

    private static final Catalogue CATALOGUE = CatalogueReader.defaultCatalogue();
    private static final StorageUri REQUESTS = StorageUri.s3("requests", "");

    @Test
    void aDeploymentThatNamesOnlyItsEventsHasTheDefaults() {
        EnvironmentReader environment = new EnvironmentReader(Map.of("EXTRACTOR_EVENTS", "s3://events/prod"));
        RequestPolicy policy = RequestPolicy.fromEnvironment(environment, CATALOGUE, REQUESTS);
        environment.check();

        assertThat(policy)
                .isEqualTo(new RequestPolicy(
                        CATALOGUE,
                        List.of(StorageUri.s3("events", "prod")),
                        false,
                        3_660,
                        1_000_000,
                        REQUESTS,
                        CallbackPolicy.publicHttps()));
    }

    @Test
    void everyVariableOfTheDeploymentIsRead() {
        EnvironmentReader environment = new EnvironmentReader(Map.of(
                "EXTRACTOR_EVENTS", "s3://events/prod, s3://archive/v1/",
                "EXTRACTOR_ALL_USERS_ALLOWED", "true",
                "EXTRACTOR_MAX_RANGE_DAYS", "31",
                "EXTRACTOR_MAX_USERS", "7",
                "EXTRACTOR_CALLBACK_HOSTS", "*.example.org",
                "EXTRACTOR_CALLBACK_PORTS", "443,8443",
                "EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", "http://127.0.0.1:8080"));
        RequestPolicy policy = RequestPolicy.fromEnvironment(environment, CATALOGUE, REQUESTS);
        environment.check();

        assertThat(policy.eventLocations().get(0)).isEqualTo(StorageUri.s3("events", "prod"));
        assertThat(policy.eventLocations()).hasSize(2);
        assertThat(policy.allUsersAllowed()).isTrue();
        assertThat(policy.maxRangeDays()).isEqualTo(31);
        assertThat(policy.maxUsers()).isEqualTo(7);
        assertThat(policy.callbackPolicy())
                .isEqualTo(new CallbackPolicy(
                        List.of("*.example.org"), List.of(443, 8443), List.of(URI.create("http://127.0.0.1:8080"))));
    }

    @Test
    void everyFaultOfTheDeploymentIsToldAtOnce() {
        EnvironmentReader environment = new EnvironmentReader(Map.of(
                "EXTRACTOR_ALL_USERS_ALLOWED", "yes",
                "EXTRACTOR_MAX_RANGE_DAYS", "0",
                "EXTRACTOR_MAX_USERS", "many",
                "EXTRACTOR_CALLBACK_PORTS", "443,70000",
                "EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", "127.0.0.1"));
        RequestPolicy.fromEnvironment(environment, CATALOGUE, REQUESTS);

        assertThatThrownBy(environment::check)
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains("EXTRACTOR_EVENTS is not set")
                .contains("EXTRACTOR_ALL_USERS_ALLOWED cannot be \"yes\"")
                .contains("EXTRACTOR_MAX_RANGE_DAYS cannot be \"0\"")
                .contains("EXTRACTOR_MAX_USERS cannot be \"many\"")
                .contains("EXTRACTOR_CALLBACK_PORTS cannot be \"70000\"")
                .contains("EXTRACTOR_CALLBACK_TRUSTED_ORIGINS cannot be \"127.0.0.1\"");
    }
}
