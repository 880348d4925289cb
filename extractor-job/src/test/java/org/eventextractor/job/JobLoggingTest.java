package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.eventextractor.core.json.Json;
import org.junit.jupiter.api.Test;

class JobLoggingTest {

    private final LoggerContext context = new LoggerContext();

    JobLoggingTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Test
    void aLogGroupGetsJsonLinesOnStandardOutput() throws Exception {
        JobLogging.forALogGroup(context);

        assertThat(console().getTarget()).isEqualTo("System.out");
        assertThat(Json.mapper().readTree(line()).path("message").asText()).isEqualTo("3 slices");
        assertThat(level("org.eventextractor.job")).isEqualTo(Level.INFO);
        assertThat(level("org.apache.hadoop.util")).isEqualTo(Level.ERROR);
    }

    @Test
    void aPersonGetsPlainLinesOnStandardError() {
        JobLogging.forAPerson(context);

        assertThat(console().getTarget()).isEqualTo("System.err");
        assertThat(line()).matches("\\d\\d:\\d\\d:\\d\\d 3 slices\\R");
        assertThat(level("org.eventextractor.job")).isEqualTo(Level.INFO);
        assertThat(level("software.amazon.awssdk")).isEqualTo(Level.WARN);
    }

    @Test
    void aTestsOwnFileComesFirst() {
        assertThat(new JobLogging().configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    }

    private ConsoleAppender<ILoggingEvent> console() {
        return (ConsoleAppender<ILoggingEvent>) context.getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .next();
    }

    private String line() {
        Logger logger = context.getLogger("org.eventextractor.job");
        LoggingEvent event = new LoggingEvent("", logger, Level.INFO, "{} slices", null, new Object[] {3});
        return new String(console().getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private Level level(String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }
}
