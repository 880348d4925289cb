package org.eventextractor.lambda.intake;

import java.util.List;

/**
 * What the function answers to a caller that is no queue.
 *
 * @param requests one for each object of the event, in its order
 */
record IntakeReport(List<Entry> requests) {

    IntakeReport {
        requests = List.copyOf(requests);
    }

    /**
     * One object.
     *
     * @param key its key
     * @param outcome what became of it
     */
    record Entry(String key, IntakeOutcome outcome) {}
}
