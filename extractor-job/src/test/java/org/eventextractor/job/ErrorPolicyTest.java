package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.attempt;
import static org.eventextractor.job.SampleJob.expectedEvents;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.request.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Days that cannot be read whole, held against the request's own limit. There are three; each has sound files too. */
@Timeout(120)
class ErrorPolicyTest {

    private static final String FEBRUARY_29 = "started_session/year=2024/month=02/day=29";
    private static final String FEBRUARY_28 = "started_session/year=2024/month=02/day=28";

    @TempDir
    Path scratch;

    private SampleJob job;

    @BeforeEach
    void prepare() {
        job = new SampleJob(scratch);
        job.writeSamples();
        job.writeBroken("29");
    }

    @Test
    void underTheLimitTheRestIsDeliveredAndEveryLostDayNamed() {
        assertThat(run("{\"maxFailedPartitionPercent\": 34}")).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);

        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
        assertThat(job.text("error_days.json")).contains(FEBRUARY_29).doesNotContain(FEBRUARY_28);
        assertThat(job.results().get("failedPartitions"))
                .extracting(JsonNode::asText)
                .containsExactly(FEBRUARY_29);
        assertThat(job.status().errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("notParquet");
            assertThat(error.message()).contains(FEBRUARY_29, "broken.parquet");
        });
    }

    @Test
    void overTheLimitItFailsAndSaysWhatItHad() {
        assertThat(run("{\"maxFailedPartitionPercent\": 33}")).isEqualTo(RequestState.FAILED);

        assertThat(job.status().stateReason().code()).isEqualTo("tooManyFailedPartitions");
        assertThat(job.status().stateReason().message())
                .contains("1 of 3 day folders", "allows 33 %")
                .contains("720 events were read and " + expectedEvents() + " matched");
        assertThat(job.status().errors()).extracting(Fault::message).anyMatch(text -> text.contains(FEBRUARY_29));
        JsonNode results = job.results();
        assertThat(results.get("totalEvents").asLong()).isZero();
        assertThat(results.get("statusMessage").asText()).contains("1 of 3 day folders");
        assertThat(results.get("reasonCode").asText()).isEqualTo("tooManyFailedPartitions");
        assertThat(results.get("failedPartitions")).extracting(JsonNode::asText).containsExactly(FEBRUARY_29);
        assertThat(results.get("funnel").get("rowsRead").asLong()).isEqualTo(720);
        assertThat(results.get("funnel").get("rowsOfUsers").asLong()).isEqualTo(expectedEvents());
        assertThat(job.dataFiles()).isEmpty();
    }

    @Test
    void exactlyAtTheLimitIsNotOverIt() {
        job.writeBroken("28");
        job.writeBroken("30");

        assertThat(run("{\"maxFailedPartitionPercent\": 100}")).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
    }

    @Test
    void aPolicyThatBearsNoFailureFailsByOne() {
        assertThat(run("{\"onPartitionError\": \"fail\"}")).isEqualTo(RequestState.FAILED);

        assertThat(job.status().stateReason().message()).contains("allows none");
    }

    private RequestState run(String policy) {
        job.plan(SliceLimits.standard(), ", \"errorPolicy\": " + policy);
        return job.run(attempt(1)).state();
    }
}
