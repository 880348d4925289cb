package org.eventextractor.local.demo;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.jspecify.annotations.Nullable;

/** Shows how far a request is. Not thread-safe. */
sealed interface ProgressView extends AutoCloseable {
    void show(RequestStatus status);

    @Override
    void close();

    /** A bar where there is a terminal to draw it on, else a line for every change of the state. */
    static ProgressView on(PrintStream out, boolean terminal) {
        return terminal ? new Bar(out) : new Lines(out);
    }

    /** One line that redraws itself. */
    final class Bar implements ProgressView {
        private static final int WIDTH = 100;

        private final ProgressBar bar;

        Bar(PrintStream out) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName("  ")
                    .setUnit(" files", 1)
                    .setInitialMax(-1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(100)
                    .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                    .hideEta()
                    .build();
        }

        @Override
        public void show(RequestStatus status) {
            if (status.progress().objectsTotal() > 0) {
                bar.maxHint(status.progress().objectsTotal());
                bar.stepTo(status.progress().objectsDone());
            }
            bar.setExtraMessage(" " + Json.name(status.state()));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line for every change of state. */
    final class Lines implements ProgressView {
        private final PrintStream out;
        private @Nullable RequestStatus last;

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void show(RequestStatus status) {
            if (last == null || last.state() != status.state()) {
                out.printf(
                        Locale.ROOT,
                        "   %-12s %s%n",
                        Json.name(status.state()),
                        status.stateReason().message());
            }
            last = status;
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
