package org.eventextractor.lambda.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;

/**
 * How a function of AWS Lambda logs: one JSON object a line, as CloudWatch Logs Insights reads it, the request id a
 * field of its own. {@code LOG_LEVEL} is the level of our own loggers, INFO unless set. Said in Java, since reading the
 * same from XML takes a tenth of a cold start. Outside Lambda it leaves the logging to others.
 */
public final class LambdaLogging extends ContextAwareBase implements Configurator {

    private static final String OURS = "org.eventextractor";
    private static final int MAX_FRAMES = 30;
    private static final int MAX_STACK_TRACE = 8_192;

    private final Map<String, String> environment;

    /** As logback makes it. */
    public LambdaLogging() {
        this(System.getenv());
    }

    LambdaLogging(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (!environment.containsKey("AWS_LAMBDA_FUNCTION_NAME")) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender(context));
        context.getLogger(OURS).setLevel(Level.toLevel(environment.get("LOG_LEVEL"), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder(context));
        appender.start();
        return appender;
    }

    private static LogstashEncoder encoder(LoggerContext context) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setTimeZone("UTC");
        encoder.addIncludeMdcKeyName("requestId");
        encoder.setThrowableConverter(stackTraces());
        encoder.start();
        return encoder;
    }

    private static ShortenedThrowableConverter stackTraces() {
        ShortenedThrowableConverter converter = new ShortenedThrowableConverter();
        converter.setMaxDepthPerThrowable(MAX_FRAMES);
        converter.setMaxLength(MAX_STACK_TRACE);
        converter.setRootCauseFirst(true);
        converter.start();
        return converter;
    }
}
