package org.eventextractor.core.prepare;

import java.util.List;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.Fault;

/** What became of a request document: work that is planned, or every reason why not. */
public sealed interface Preparation {

    /**
     * Both are stored: a job can begin.
     *
     * @param accepted the request as understood
     * @param plan what is to be read
     */
    record Planned(AcceptedRequest accepted, ExtractPlan plan) implements Preparation {}

    /**
     * Nothing is stored.
     *
     * @param faults all of them, at least one
     * @param warnings what would have been ignored or changed
     */
    record Refused(List<Fault> faults, List<Fault> warnings) implements Preparation {

        public Refused {
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }
    }
}
