package org.eventextractor.lambda.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.lambda.event.BucketEvent;
import org.eventextractor.lambda.event.BucketMessage;
import org.eventextractor.lambda.event.ObjectCreated;
import org.eventextractor.lambda.event.QueueAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of the function: every object of its event is taken in, and the caller learns what must come again.
 *
 * @param intake of the alias that the call came through
 * @param timeLeft how long the call may take
 */
record IntakeCall(Intake intake, Duration timeLeft) {

    private static final Logger log = LoggerFactory.getLogger(IntakeCall.class);

    /**
     * Deals with one event.
     *
     * @return JSON
     * @throws RedeliveryException if some of it must come again, and its sender is no queue
     */
    byte[] answer(BucketEvent event) {
        return Json.write(event.fromQueue() ? answerQueue(event) : answerOthers(event));
    }

    private QueueAnswer answerQueue(BucketEvent event) {
        return QueueAnswer.ofFailures(event.messages().stream()
                .filter(message -> !isDone(message))
                .map(BucketMessage::id)
                .toList());
    }

    private boolean isDone(BucketMessage message) {
        if (message.problem() != null) {
            log.error("message {} cannot be understood: {}", message.id(), message.problem());
            return false;
        }
        try {
            return receive(message).stream().noneMatch(entry -> entry.outcome().needsRedelivery());
        } catch (RuntimeException e) {
            log.error("message {} must come again", message.id(), e);
            return false;
        }
    }

    private IntakeReport answerOthers(BucketEvent event) {
        List<IntakeReport.Entry> entries = new ArrayList<>();
        event.messages().forEach(message -> entries.addAll(receive(message)));
        List<String> again = entries.stream()
                .filter(entry -> entry.outcome().needsRedelivery())
                .map(IntakeReport.Entry::key)
                .toList();
        if (!again.isEmpty()) {
            throw new RedeliveryException(again);
        }
        return new IntakeReport(entries);
    }

    /** Every object is tried, also after one that fails; the first failure is thrown at the end. */
    private List<IntakeReport.Entry> receive(BucketMessage message) {
        List<IntakeReport.Entry> entries = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (ObjectCreated object : message.objects()) {
            try {
                entries.add(new IntakeReport.Entry(object.key(), intake.receive(object, timeLeft)));
            } catch (RuntimeException e) {
                log.error("nothing could be written for {}", object.key(), e);
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return entries;
    }
}
