package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.eventextractor.core.request.Fault;
import org.junit.jupiter.api.Test;

class RequestStatusTest {

    private static final Fault FIRST = new Fault("", "first", "the first", "Do nothing.");
    private static final Fault SECOND = new Fault("", "second", "the second", "Do nothing.");

    @Test
    void moreWarningsFollowThoseThatItHasAndNoneIsToldTwice() {
        RequestStatus warned = RequestStatus.received("5f0c", Instant.EPOCH).withWarnings(List.of(FIRST));

        assertThat(warned.withMoreWarnings(List.of(SECOND, FIRST)).warnings()).containsExactly(FIRST, SECOND);
    }
}
