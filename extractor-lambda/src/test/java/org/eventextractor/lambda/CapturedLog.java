package org.eventextractor.lambda;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Everything that our own code logs, in as many words as it has, from when this is made until it is closed. */
public final class CapturedLog implements AutoCloseable {

    private final Logger ours = (Logger) LoggerFactory.getLogger("org.eventextractor");
    private final @Nullable Level before = ours.getLevel();
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    public CapturedLog() {
        heard.start();
        ours.addAppender(heard);
        ours.setLevel(Level.TRACE);
    }

    /** Every message with its stack trace, and so with the messages of its causes; in lower case. */
    public String text() {
        return List.copyOf(heard.list).stream()
                .map(event -> event.getFormattedMessage() + "\n" + trace(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        ours.detachAppender(heard);
        ours.setLevel(before);
    }

    private static String trace(@Nullable IThrowableProxy thrown) {
        return thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
    }
}
