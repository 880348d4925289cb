package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eventextractor.local.batch.BatchWire.ArrayProperties;
import org.eventextractor.local.batch.BatchWire.ContainerOverrides;
import org.eventextractor.local.batch.BatchWire.KeyValue;
import org.eventextractor.local.batch.BatchWire.SubmitJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WideningTest {

    private static final RoundPlanner PLANNER = new RoundPlanner(7, Study.of(7).spec());

    private final Rounds rounds = new Rounds();
    private final Widening widening = new Widening(rounds);

    @BeforeEach
    void begin() {
        rounds.begin(PLANNER.round(1));
        rounds.begin(PLANNER.round(3));
    }

    @Test
    void theJobOfARoundOfSeveralMachinesIsAnArrayOfSoManyShards() {
        SubmitJob array = widening.apply(submission("round-00003/my_request.json"));
        assertThat(array.arrayProperties()).isEqualTo(new ArrayProperties(2, null, null));
        assertThat(array.containerOverrides()).isEqualTo(overrides("round-00003/my_request.json", "2"));
    }

    @Test
    void everyOtherSubmissionIsTakenAsItIs() {
        SubmitJob single = submission("round-00001/my_request.json");
        assertThat(widening.apply(single)).isSameAs(single);
    }

    private static SubmitJob submission(String requestKey) {
        return new SubmitJob(
                "name",
                "queue",
                "definition",
                "share",
                null,
                overrides(requestKey, "1"),
                null,
                null,
                List.of(),
                Map.of(),
                Map.of());
    }

    private static ContainerOverrides overrides(String requestKey, String shards) {
        List<KeyValue> environment =
                List.of(new KeyValue("EXTRACTOR_REQUEST_KEY", requestKey), new KeyValue("EXTRACTOR_SHARDS", shards));
        return new ContainerOverrides(List.of(), environment, List.of());
    }
}
