package org.eventextractor.lambda.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eventextractor.core.json.Json;
import org.eventextractor.lambda.event.CompletionEventReader;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.JobEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.BatchClient;

class AwsBatchJobsTest {

    private static final String NAME = "extract-0f";
    private static final String SUBMITTED = "{\"jobName\":\"extract-0f\",\"jobId\":\"j-1\"}";
    private static final String LISTED =
            "{\"jobSummaryList\":[{\"jobName\":\"extract-0f-other\",\"jobId\":\"j-0\",\"createdAt\":9},"
                    + "{\"jobName\":\"extract-0f\",\"jobId\":\"j-1\",\"createdAt\":8}]}";
    private static final String NONE_LISTED = "{\"jobSummaryList\":[]}";
    private static final String BROKEN = "{\"message\":\"broken\"}";

    private final BatchServer server = new BatchServer();
    private final BatchClient client = BatchClients.create(server.environment());
    private final JobSubmitter jobs = new AwsBatchJobs(client, QueueNames.one("the-queue"), "the-definition:3");

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aSubmissionSaysEverythingTheJobNeeds() {
        server.reply(200, SUBMITTED);

        assertThat(jobs.submit(order("P 7", new JobSize(2, 8_192, 1)))).isEqualTo("j-1");

        JsonNode call = call(0, "/v1/submitjob");
        assertThat(call.path("jobName").asText()).isEqualTo(NAME);
        assertThat(call.path("jobQueue").asText()).isEqualTo("the-queue");
        assertThat(call.path("jobDefinition").asText()).isEqualTo("the-definition:3");
        assertThat(call.path("shareIdentifier").asText()).isEqualTo(ShareIdentifier.of("ü a+b/my_request.json"));
        assertThat(call.has("arrayProperties")).isFalse();
        assertThat(call.path("tags")).isEqualTo(Json.tree(Map.of("request-id", "0f", "project-id", "P 7")));
        assertThat(call.path("containerOverrides").toString())
                .contains("{\"name\":\"EXTRACTOR_REQUEST_BUCKET\",\"value\":\"requests\"}")
                .contains("{\"name\":\"EXTRACTOR_REQUEST_ID\",\"value\":\"0f\"}")
                .contains("{\"name\":\"EXTRACTOR_REQUEST_KEY\",\"value\":\"ü a+b/my_request.json\"}")
                .contains("{\"name\":\"EXTRACTOR_SHARDS\",\"value\":\"1\"}")
                .contains("VCPU")
                .contains("8192");
    }

    @Test
    void severalShardsMakeAnArrayJob() {
        server.reply(200, SUBMITTED);
        jobs.submit(order("", new JobSize(16, 65_536, 7)));

        JsonNode call = call(0, "/v1/submitjob");
        assertThat(call.at("/arrayProperties/size").intValue()).isEqualTo(7);
        assertThat(call.path("containerOverrides").toString())
                .contains("{\"name\":\"EXTRACTOR_SHARDS\",\"value\":\"7\"}");
        assertThat(call.path("tags")).isEqualTo(Json.tree(Map.of("request-id", "0f")));
    }

    @Test
    void aProjectsNameIsMadeToFitATag() {
        server.reply(200, SUBMITTED);
        jobs.submit(order("<project>; " + "x".repeat(400), new JobSize(2, 8_192, 1)));

        String tag = call(0, "/v1/submitjob").at("/tags/project-id").asText();
        assertThat(tag).hasSize(256).startsWith("_project__ x");
    }

    @Test
    void aJobIsFoundByItsExactNameInWhateverState() {
        server.reply(200, LISTED);

        assertThat(jobs.findByName(NAME)).contains("j-1");
        assertThat(call(0, "/v1/listjobs").toString())
                .contains("\"jobQueue\":\"the-queue\"")
                .contains("\"name\":\"JOB_NAME\"")
                .contains(NAME);
    }

    @Test
    void everySizeHasItsQueue() {
        JobSubmitter several = new AwsBatchJobs(client, new QueueNames("small", "standard", "large"), "definition");
        List<JobSize> sizes = List.of(new JobSize(1, 4_096, 1), new JobSize(2, 8_192, 1), new JobSize(16, 65_536, 2));
        for (JobSize size : sizes) {
            server.reply(200, SUBMITTED);
            several.submit(order("", size));
        }
        assertThat(List.of(0, 1, 2))
                .extracting(
                        number -> call(number, "/v1/submitjob").path("jobQueue").asText())
                .containsExactly("small", "standard", "large");
    }

    @Test
    void aJobIsLookedForInEveryQueueOnce() {
        JobSubmitter several = new AwsBatchJobs(client, new QueueNames("small", "standard", "standard"), "definition");
        server.reply(200, LISTED).reply(200, LISTED.replace("j-1", "j-newer").replace(":8}", ":10}"));

        assertThat(several.findByName(NAME)).contains("j-newer");
        assertThat(List.of(0, 1))
                .extracting(
                        number -> call(number, "/v1/listjobs").path("jobQueue").asText())
                .containsExactly("small", "standard");
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void aJobThatIsNotThereIsNotFound() {
        server.reply(200, NONE_LISTED);

        assertThat(jobs.findByName(NAME)).isEmpty();
    }

    @Test
    void aSubmissionWhoseAnswerGotLostIsLookedForBeforeItIsMadeAgain() {
        server.reply(500, BROKEN).reply(200, LISTED);

        assertThat(jobs.submit(order("", new JobSize(2, 8_192, 1)))).isEqualTo("j-1");
        assertThat(server.calls()).extracting(BatchServer.Call::path).containsExactly("/v1/submitjob", "/v1/listjobs");
    }

    @Test
    void aSubmissionThatDidNotArriveIsMadeOnceMore() {
        server.reply(500, BROKEN).reply(200, NONE_LISTED).reply(200, SUBMITTED);

        assertThat(jobs.submit(order("", new JobSize(2, 8_192, 1)))).isEqualTo("j-1");
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void aRefusedSubmissionIsNotMadeAgain() {
        server.reply(400, "{\"__type\":\"ClientException\",\"message\":\"JobQueue the-queue not found.\"}");

        assertThatThrownBy(() -> jobs.submit(order("", new JobSize(2, 8_192, 1))))
                .isInstanceOfSatisfying(
                        JobQueueException.class, e -> assertThat(e.retryable()).isFalse());
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void aThrottledCallIsMadeAgainByTheClient() {
        server.reply(429, "{\"__type\":\"TooManyRequestsException\",\"message\":\"slow down\"}")
                .reply(200, SUBMITTED);

        assertThat(jobs.submit(order("", new JobSize(2, 8_192, 1)))).isEqualTo("j-1");
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void aQueueThatStaysAwayIsAFailureThatMayHeal() {
        server.reply(500, BROKEN).reply(200, NONE_LISTED).reply(503, BROKEN);

        assertThatThrownBy(() -> jobs.submit(order("", new JobSize(2, 8_192, 1))))
                .isInstanceOfSatisfying(
                        JobQueueException.class, e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void aJobIsTerminatedWithAReason() {
        server.reply(200, "{}");

        jobs.terminate("j-1", "no longer wanted");

        assertThat(call(0, "/v1/terminatejob"))
                .isEqualTo(Json.tree(Map.of("jobId", "j-1", "reason", "no longer wanted")));
    }

    @Test
    void aTerminationThatBatchRefusesIsNoFailureThatMayHeal() {
        server.reply(400, "{\"__type\":\"ClientException\",\"message\":\"no such job\"}");

        assertThatThrownBy(() -> jobs.terminate("j-1", "no longer wanted"))
                .isInstanceOfSatisfying(
                        JobQueueException.class, e -> assertThat(e.retryable()).isFalse());
    }

    @Test
    void aJobThatEndedIsDescribedAsItsEventWouldTellIt() throws IOException {
        Map<String, Object> detail = JobEvents.detail("FAILED", "requests", "0f", "a/my_request.json");
        detail.put("statusReason", "Host EC2 (instance i-1) terminated.");
        detail.put("isTerminated", true);
        detail.put("attempts", List.of(Map.of("container", Map.of("exitCode", 137, "reason", "OutOfMemoryError"))));
        server.reply(200, Events.text(Map.of("jobs", List.of(detail, Map.of("jobId", "job-2", "status", "RUNNING")))));

        assertThat(jobs.describe(List.of("job-1", "job-2", "job-3")))
                .containsExactly(
                        new JobLife("job-1", Optional.of((JobEnded)
                                CompletionEventReader.read(Events.stream(JobEvents.of(detail))))),
                        new JobLife("job-2", Optional.empty()));
    }

    @Test
    void aJobThatNeverRanIsDescribedWithoutAnExitCode() {
        server.reply(200, "{\"jobs\":[{\"jobId\":\"j-1\",\"jobName\":\"n\",\"status\":\"FAILED\",\"attempts\":[{}]}]}");

        assertThat(jobs.describe(List.of("j-1")))
                .singleElement()
                .satisfies(
                        life -> assertThat(life.end().orElseThrow().exitCode()).isNull());
    }

    @Test
    void manyJobsAreDescribedAHundredACall() {
        server.reply(200, "{\"jobs\":[]}").reply(200, "{\"jobs\":[]}");

        jobs.describe(IntStream.range(0, 101).mapToObj(i -> "job-" + i).toList());

        assertThat(call(0, "/v1/describejobs").path("jobs")).hasSize(100);
        assertThat(call(1, "/v1/describejobs").path("jobs")).hasSize(1);
    }

    @Test
    void theFailedChildrenOfAnArrayAreDescribedAsTheyEnded() throws IOException {
        Map<String, Object> child = JobEvents.detail("FAILED", "requests", "0f", "a/my_request.json");
        child.put("jobId", "j-1:2");
        child.put("arrayProperties", Map.of("index", 2));
        child.put("attempts", List.of(Map.of("container", Map.of("exitCode", 137))));
        server.reply(200, "{\"jobSummaryList\":[{\"jobName\":\"n\",\"jobId\":\"j-1:2\"}]}")
                .reply(200, Events.text(Map.of("jobs", List.of(child))));

        assertThat(new AwsArrayJobs(client).failedChildren("j-1"))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.jobId()).isEqualTo("j-1:2");
                    assertThat(ended.exitCode()).isEqualTo(137);
                    assertThat(ended.array()).isFalse();
                });
        assertThat(call(0, "/v1/listjobs").path("arrayJobId").asText()).isEqualTo("j-1");
        assertThat(call(0, "/v1/listjobs").path("jobStatus").asText()).isEqualTo("FAILED");
    }

    @Test
    void anArrayWithoutFailedChildrenIsNotDescribed() {
        server.reply(200, NONE_LISTED);

        assertThat(new AwsArrayJobs(client).failedChildren("j-1")).isEmpty();
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void theParentOfAnArrayIsDescribedAsOne() {
        server.reply(
                200,
                "{\"jobs\":[{\"jobId\":\"j-1\",\"jobName\":\"n\",\"status\":\"FAILED\","
                        + "\"arrayProperties\":{\"size\":4}}]}");

        assertThat(jobs.describe(List.of("j-1")))
                .singleElement()
                .satisfies(life -> assertThat(life.end().orElseThrow().array()).isTrue());
    }

    private static JobOrder order(String projectId, JobSize size) {
        return new JobOrder(NAME, "requests", "0f", "ü a+b/my_request.json", projectId, size);
    }

    private JsonNode call(int number, String path) {
        BatchServer.Call call = server.calls().get(number);
        assertThat(call.path()).isEqualTo(path);
        return Json.read(call.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
