package org.eventextractor.core.request;

import java.util.List;

/** What came of reading a request document. */
public sealed interface RequestOutcome {

    /** What was ignored or changed, told to the requester either way. */
    List<Fault> warnings();

    /**
     * A request that can be carried out.
     *
     * @param request as understood
     */
    record Accepted(ExtractRequest request, List<Fault> warnings) implements RequestOutcome {

        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A document that cannot be carried out.
     *
     * @param faults everything that is wrong with it, at least one
     */
    record Refused(List<Fault> faults, List<Fault> warnings) implements RequestOutcome {

        public Refused {
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("a request is refused for at least one fault");
            }
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }
    }
}
