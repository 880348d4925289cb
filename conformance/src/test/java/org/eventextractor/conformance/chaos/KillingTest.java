package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KillingTest {

    private static final String KEY = "round-00001/my_request.json";
    private static final String JOB_EVENT = "{\"detail-type\": \"Batch Job State Change\", \"key\": \"" + KEY + "\"}";
    private static final String OTHER_JOB_EVENT = JOB_EVENT.replace("00001", "00002");
    private static final String NOTE = "{\"detail-type\": \"Object Created\", \"key\": \"_extractor/0f/ended.json\"}";
    private static final String SWEEP = "{\"detail-type\": \"Scheduled Event\"}";

    @Test
    void aCallForAJobIsNoSweep() {
        assertThat(Killing.atWork(Step.COMPLETION_CALLED, KEY))
                .accepts(JOB_EVENT)
                .rejects(SWEEP, NOTE, OTHER_JOB_EVENT);
    }

    @Test
    void aCallForANotedEndIsNeither() {
        assertThat(Killing.atWork(Step.NOTED, KEY)).accepts(NOTE).rejects(JOB_EVENT, SWEEP);
    }

    @Test
    void aSweepIsNoCallForAJob() {
        assertThat(Killing.atWork(Step.SWEEPING, KEY)).accepts(SWEEP).rejects(JOB_EVENT, NOTE);
    }

    @Test
    void anEndMayBeToldByAnyOfThem() {
        assertThat(Killing.atWork(Step.CLOSING, KEY))
                .accepts(JOB_EVENT, SWEEP, NOTE)
                .rejects(OTHER_JOB_EVENT);
    }
}
