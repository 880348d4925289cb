package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.s3.fault.Fault;
import org.junit.jupiter.api.Test;

class LossCheckTest {

    private static final String DAY = "nudged/year=2024/month=02/day=29";

    private final LossCheck losses = new LossCheck(path -> Map.of(
                    "/events/prod/refused", Set.of(Fault.UNAVAILABLE),
                    "/events/prod/corrupted", Set.of(Fault.CORRUPTED, Fault.SLOW_DOWN))
            .getOrDefault(path, Set.of()));

    @Test
    void aLossWhoseCauseWasMadeIsExplained() {
        assertThat(losses.breaches(Set.of(DAY), List.of(failure("refused", "unavailable"))))
                .isEmpty();
        assertThat(losses.breaches(Set.of(DAY), List.of(failure("corrupted", "notParquet"))))
                .isEmpty();
    }

    @Test
    void aLossOfAnObjectThatNothingWasDoneToIsFound() {
        assertFound("untouched", "unavailable");
    }

    @Test
    void aLossThatTheFaultDoesNotExplainIsFound() {
        assertFound("refused", "corrupt");
        assertFound("refused", "missing");
    }

    @Test
    void aDayThatIsNamedWithoutAnObjectIsFound() {
        assertThat(losses.breaches(Set.of(DAY, "nudged/another"), List.of(failure("refused", "unavailable"))))
                .anyMatch(found -> found.contains("nudged/another"));
        assertThat(losses.breaches(Set.of(), List.of())).anyMatch(found -> found.contains("no lost day"));
    }

    private void assertFound(String object, String code) {
        assertThat(losses.breaches(Set.of(DAY), List.of(failure(object, code))))
                .anyMatch(found -> found.contains("was lost as " + code));
    }

    private static ObjectFailure failure(String object, String code) {
        return new ObjectFailure("s3://events/prod/" + object, DAY, code, "It is so.", 1, true);
    }
}
