package org.eventextractor.job;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import net.logstash.logback.encoder.LogstashEncoder;

/**
 * What is logged, and how: JSON lines on standard output for the log group of the Batch job, or lines for a person at a
 * terminal on standard error, beside the command's own output. Logback finds this class by itself; a file named by
 * {@code -Dlogback.configurationFile}, or a {@code logback-test.xml}, comes first.
 *
 * <p>Not in XML, since reading that takes some 40 ms of CPU in every job.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class JobLogging extends ContextAwareBase implements Configurator {

    private static final String FILE = "logback.configurationFile";
    private static final String TEST_FILE = "/logback-test.xml";
    private static final String FOR_A_PERSON = "org.eventextractor.log.person";

    /** Made by Logback. */
    public JobLogging() {}

    /** Chooses lines for a person; only before the first logger is made. */
    static void forAPerson() {
        System.setProperty(FOR_A_PERSON, "true");
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(FILE) != null || JobLogging.class.getResource(TEST_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        if (Boolean.getBoolean(FOR_A_PERSON)) {
            forAPerson(context);
        } else {
            forALogGroup(context);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void forAPerson(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%d{HH:mm:ss} %msg%n%ex{short}");
        write(context, encoder, ConsoleTarget.SystemErr);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger("org.eventextractor").setLevel(Level.INFO);
    }

    static void forALogGroup(LoggerContext context) {
        write(context, new LogstashEncoder(), ConsoleTarget.SystemOut);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    }

    private static void write(LoggerContext context, Encoder<ILoggingEvent> encoder, ConsoleTarget target) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget(target.getName());
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        // Complains of native code that nothing here needs.
        context.getLogger("org.apache.hadoop").setLevel(Level.ERROR);
    }
}
