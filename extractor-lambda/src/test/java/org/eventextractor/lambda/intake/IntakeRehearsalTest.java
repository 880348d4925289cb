package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class IntakeRehearsalTest {

    @Test
    void everyRequestOfTheRehearsalGetsItsJob() {
        Logger logger = (Logger) LoggerFactory.getLogger(Intake.class);
        Level level = logger.getLevel();
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(heard);
        try {
            IntakeRehearsal.run();
        } finally {
            logger.detachAppender(heard);
            logger.setLevel(level);
        }
        assertThat(heard.list)
                .hasSize(10)
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).endsWith(": QUEUED"));
    }
}
