package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestStateTest {

    @ParameterizedTest
    @CsvSource({
        "RECEIVED, REJECTED ESTIMATED QUEUED RUNNING FAILED CANCELLED",
        "QUEUED, RUNNING FAILED CANCELLED",
        "RUNNING, FINALIZING FAILED CANCELLED",
        "FINALIZING, COMPLETED COMPLETED_WITH_ERRORS COMPLETED_EMPTY FAILED"
    })
    void aStateMovesOnlyToTheseAndItself(RequestState state, String next) {
        assertThat(Arrays.stream(RequestState.values()).filter(state::mayBecome))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream((state + " " + next).split(" "))
                        .map(RequestState::valueOf)
                        .toList());
        assertThat(state.isFinal()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RECEIVED", "QUEUED", "RUNNING", "FINALIZING"},
            mode = EnumSource.Mode.EXCLUDE)
    void aFinalStateIsLeftForNoOther(RequestState state) {
        assertThat(Arrays.stream(RequestState.values()).filter(state::mayBecome))
                .containsExactly(state);
        assertThat(state.isFinal()).isTrue();
    }

    @Test
    void aStateLeadsToWhatItsMovesLeadTo() {
        assertThat(RequestState.QUEUED.leadsTo(RequestState.COMPLETED)).isTrue();
        assertThat(RequestState.RUNNING.leadsTo(RequestState.QUEUED)).isFalse();
        assertThat(RequestState.FAILED.leadsTo(RequestState.FAILED)).isFalse();
    }
}
