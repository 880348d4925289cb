package org.eventextractor.lambda.completion;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CompletionRehearsalTest {

    @Test
    void theRehearsalFindsNothingToComplainOf() {
        Logger logger = (Logger) LoggerFactory.getLogger("org.eventextractor");
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            CompletionRehearsal.run();
        } finally {
            logger.detachAppender(heard);
        }
        assertThat(heard.list).isEmpty();
    }
}
