package org.eventextractor.lambda.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:intake";

    @ParameterizedTest
    @ValueSource(strings = {"DEV", "SYSTEST", "RC", "PROD", "blue-green_2"})
    void theAliasStandsBehindTheFunction(String name) {
        assertThat(Alias.ofArn(FUNCTION + ":" + name)).isEqualTo(new Alias(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":$LATEST", ":7", ":12345"})
    void aCallOfTheFunctionOrOfAVersionHasTheDefault(String qualifier) {
        assertThat(Alias.ofArn(FUNCTION + qualifier)).isEqualTo(Alias.ofNone());
    }

    @Test
    void theDefaultIsCalledDefault() {
        assertThat(Alias.ofNone().name()).isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a b"})
    void noAliasLeadsToAnotherFolder(String name) {
        assertThatThrownBy(() -> new Alias(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
