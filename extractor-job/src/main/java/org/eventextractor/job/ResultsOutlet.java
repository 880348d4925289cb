package org.eventextractor.job;

import org.eventextractor.core.request.AcceptedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the results of a request once its end is written, and sees to its callback. */
interface ResultsOutlet {

    /**
     * Delivers, or leaves that to somebody. Never throws: a callback that cannot be delivered is no failure of the
     * extract.
     *
     * @param accepted names the receiver, if there is one
     * @param results the bytes of results.json
     */
    void deliver(AcceptedRequest accepted, byte[] results);

    /** Delivers nothing: the completion function does, which hears of the job's end. */
    static ResultsOutlet leftToCompletion() {
        Logger log = LoggerFactory.getLogger(ResultsOutlet.class);
        return (accepted, results) ->
                log.info("the callback, if there is to be one, is left to the completion function");
    }
}
