package org.eventextractor.lambda.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaLoggingTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void outsideLambdaOthersConfigureTheLogging() {
        assertThat(new LambdaLogging(Map.of()).configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
    }

    @Test
    void inLambdaOursAreToldFromInfoAndOthersFromWarnings() {
        configure(Map.of("AWS_LAMBDA_FUNCTION_NAME", "intake"));

        assertThat(context.getLogger("org.eventextractor.lambda").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger("software.amazon.awssdk").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger("ROOT").iteratorForAppenders().hasNext()).isTrue();
    }

    @Test
    void theLevelOfOursCanBeSet() {
        configure(Map.of("AWS_LAMBDA_FUNCTION_NAME", "intake", "LOG_LEVEL", "DEBUG"));

        assertThat(context.getLogger("org.eventextractor").getLevel()).isEqualTo(Level.DEBUG);
    }

    private void configure(Map<String, String> environment) {
        assertThat(new LambdaLogging(environment).configure(context))
                .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    }
}
