package org.eventextractor.conformance.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eventextractor.local.events.AtLeastOnce;
import org.eventextractor.local.queue.EventQueue;

/**
 * Delivers the events of a round as often and as late as its draw says. Thread-safe.
 *
 * @param rounds that have begun
 * @param tally of what was done
 * @param saboteur does things later
 */
record Redelivery(Rounds rounds, Tally tally, Saboteur saboteur) {

    private static final Duration SPREAD = Duration.ofSeconds(3);

    /** Puts the event of an object on the queue of intake. */
    void send(byte[] event, EventQueue intake) {
        int times = rounds.of(new String(event, StandardCharsets.UTF_8))
                .map(Round::deliveries)
                .orElse(1);
        tally.redelivered(times - 1);
        new AtLeastOnce(intake, times, times == 1 ? Duration.ZERO : SPREAD).accept(event);
    }

    /** Delivers an event to completion, and perhaps once more when other things may have happened. */
    void tell(String requestKey, Runnable event) {
        event.run();
        rounds.of(requestKey).map(Round::lateness).ifPresent(lateness -> {
            tally.completionEventDoubled();
            saboteur.after(lateness, event);
        });
    }
}
