package org.eventextractor.conformance.chaos;

import java.util.function.Predicate;

/** What an event that a function is called with is about, told from its text. */
final class CloudEvent {

    private static final String SCHEDULED = "Scheduled Event";
    private static final String OBJECT_CREATED = "Object Created";
    private static final String QUEUED = "aws:sqs";

    private CloudEvent() {}

    /** About the request of this key. */
    static Predicate<String> isAbout(String requestKey) {
        return event -> Watcher.requestKey(event).filter(requestKey::equals).isPresent();
    }

    /** Of the schedule, which has a sweep done. */
    static boolean isScheduled(String event) {
        return event.contains(SCHEDULED);
    }

    /** Of the note that a request has ended, which names it by its id alone. */
    static boolean isNote(String event) {
        return event.contains(OBJECT_CREATED);
    }

    /** A message of a queue. */
    static boolean isQueued(String event) {
        return event.contains(QUEUED);
    }
}
