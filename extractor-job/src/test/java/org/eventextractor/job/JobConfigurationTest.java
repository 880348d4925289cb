package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.job.fetch.FetchMethod;
import org.junit.jupiter.api.Test;

/** What a job makes of the environment that AWS Batch and the submitter give it. */
class JobConfigurationTest {

    private static final String SECRET = "whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw==";

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "AWS_BATCH_JOB_ID", "job-1",
            "EXTRACTOR_REQUEST_BUCKET", "requests",
            "EXTRACTOR_REQUEST_KEY", "study/a/my_request.json",
            "EXTRACTOR_REQUEST_ID", "0123456789abcdef"));

    @Test
    void aJobOfItsOwnDoesEverySlice() {
        JobAttempt attempt = configuration().attempt();

        assertThat(attempt).isEqualTo(JobAttempt.only("job-1"));
        assertThat(attempt.does(0)).isTrue();
        assertThat(attempt.does(7)).isTrue();
    }

    @Test
    void aChildOfAnArrayDoesItsShareUnderTheParentsId() {
        environment.put("AWS_BATCH_JOB_ID", "job-1:2");
        environment.put("AWS_BATCH_JOB_ARRAY_INDEX", "2");
        environment.put("AWS_BATCH_JOB_ATTEMPT", "3");
        environment.put("EXTRACTOR_ATTEMPTS", "5");
        environment.put("EXTRACTOR_SHARDS", "4");

        JobAttempt attempt = configuration().attempt();

        assertThat(attempt).isEqualTo(new JobAttempt("job-1", 3, 5, 2, 4));
        assertThat(attempt.does(6)).isTrue();
        assertThat(attempt.does(7)).isFalse();
    }

    @Test
    void aChildMustKnowHowManyThereAre() {
        environment.put("AWS_BATCH_JOB_ARRAY_INDEX", "0");

        assertRefused().hasMessageContaining("EXTRACTOR_SHARDS is not set");
    }

    @Test
    void aChildCannotBeOneMoreThanThereAre() {
        environment.put("AWS_BATCH_JOB_ARRAY_INDEX", "4");
        environment.put("EXTRACTOR_SHARDS", "4");

        assertRefused().hasMessageContaining("EXTRACTOR_SHARDS cannot be \"4\"");
    }

    @Test
    void aJobOfItsOwnCannotBeAShareOfSeveral() {
        environment.put("EXTRACTOR_SHARDS", "4");

        assertRefused().hasMessageContaining("it must be 1 unless the job is an array's child");
    }

    @Test
    void aKeyThatIsNoRequestsIsRefused() {
        environment.put("EXTRACTOR_REQUEST_KEY", "study/a/notes.txt");

        assertRefused().hasMessageContaining("EXTRACTOR_REQUEST_KEY").hasMessageContaining("end in request.json");
    }

    @Test
    void theJobPostsTheCallbackUnlessCompletionDoes() {
        assertThat(configuration().callsBack()).isTrue();

        environment.put("EXTRACTOR_CALLBACK_SENDER", "completion");

        assertThat(configuration().callsBack()).isFalse();
        assertThat(configuration().newCallbackSender(Clock.systemUTC())).isNull();
    }

    @Test
    void nobodyElsePostsTheCallback() {
        environment.put("EXTRACTOR_CALLBACK_SENDER", "nobody");

        assertRefused().hasMessageContaining("EXTRACTOR_CALLBACK_SENDER").hasMessageContaining("job or completion");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        environment.put("EXTRACTOR_THREADS", "many");
        environment.put("EXTRACTOR_MEMORY_MB", "0");
        environment.put("EXTRACTOR_THREAD", "4");
        environment.remove("AWS_BATCH_JOB_ID");

        assertRefused()
                .hasMessageContaining("AWS_BATCH_JOB_ID is not set")
                .hasMessageContaining("EXTRACTOR_THREADS cannot be \"many\"")
                .hasMessageContaining("EXTRACTOR_MEMORY_MB cannot be \"0\"")
                .hasMessageContaining("EXTRACTOR_THREAD is not known");
    }

    @Test
    void resourcesAreAsConfigured() {
        environment.put("EXTRACTOR_THREADS", "3");
        environment.put("EXTRACTOR_IN_FLIGHT", "100");
        environment.put("EXTRACTOR_MEMORY_MB", "250");
        environment.put("EXTRACTOR_FETCHER", "sdk");
        environment.put("EXTRACTOR_SCRATCH", "/scratch");

        JobResources resources = configuration().resources();

        assertThat(resources.threads()).isEqualTo(3);
        assertThat(resources.objectsInFlight()).isEqualTo(100);
        assertThat(resources.readAheadBytes()).isEqualTo(250_000_000);
        assertThat(resources.fetchMethod()).isEqualTo(FetchMethod.SDK);
        assertThat(resources.scratch()).hasToString("/scratch");
    }

    @Test
    void noMoreSlicesAreWrittenAtATimeThanTheHeapHolds() {
        assertThat(JobResources.writers(8, 300L << 20)).isEqualTo(1);
        assertThat(JobResources.writers(8, 480L << 20)).isEqualTo(2);
        assertThat(JobResources.writers(8, 8L << 30)).isEqualTo(8);
        assertThat(JobResources.writers(1, 64L << 20)).isEqualTo(1);
    }

    @Test
    void everyThreadHasAnObjectInFlight() {
        environment.put("EXTRACTOR_THREADS", "8");
        environment.put("EXTRACTOR_IN_FLIGHT", "2");

        assertThat(configuration().resources().objectsInFlight()).isEqualTo(8);
    }

    @Test
    void theImageIsNamedWhereTheDeploymentNamesIt() {
        assertThat(configuration().software().imageDigest()).isEqualTo("unknown");

        environment.put("EXTRACTOR_IMAGE_DIGEST", "sha256:0f");

        assertThat(configuration().software().imageDigest()).isEqualTo("sha256:0f");
    }

    @Test
    void secretsAreNotShown() {
        environment.put("EXTRACTOR_CALLBACK_SECRET", SECRET);

        assertThat(configuration()).asString().contains("1 secrets").doesNotContain(SECRET);
    }

    @Test
    void aMalformedSecretIsRefusedWithoutBeingShown() {
        environment.put("EXTRACTOR_CALLBACK_SECRET", "whsec_not base64!");

        assertRefused().hasMessageContaining("EXTRACTOR_CALLBACK_SECRET").hasMessageNotContaining("not base64!");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
        return assertThatThrownBy(this::configuration).isInstanceOf(ConfigurationException.class);
    }

    private JobConfiguration configuration() {
        return JobConfiguration.from(environment);
    }
}
