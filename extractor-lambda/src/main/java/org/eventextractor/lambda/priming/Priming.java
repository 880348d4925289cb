package org.eventextractor.lambda.priming;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses a function's work before SnapStart takes its snapshot, so that the first call finds all classes loaded and
 * much of the code compiled. Without SnapStart nothing is rehearsed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks</a>
 */
public final class Priming implements Resource {

    private static final Logger log = LoggerFactory.getLogger(Priming.class);

    private final Runnable rehearsal;

    private Priming(Runnable rehearsal) {
        this.rehearsal = rehearsal;
    }

    /**
     * Asks for a rehearsal.
     *
     * @param rehearsal must not use the network: no connection outlives a snapshot
     * @return what the caller must hold on to, for the runtime does not
     */
    public static Priming with(Runnable rehearsal) {
        Priming priming = new Priming(rehearsal);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    /** A rehearsal that fails costs time later, and nothing else. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            rehearsal.run();
        } catch (RuntimeException e) {
            log.warn("the rehearsal failed; the first calls will be slower", e);
        }
    }

    /** Nothing to do: what a snapshot must not hold was never made. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}
}
