package org.eventextractor.local.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.BatchWire.SubmitJob;
import org.eventextractor.s3.LocalCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.ClientException;
import software.amazon.awssdk.services.batch.model.EvaluateOnExit;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.KeyValuePair;
import software.amazon.awssdk.services.batch.model.KeyValuesPair;
import software.amazon.awssdk.services.batch.model.RetryAction;
import software.amazon.awssdk.services.batch.model.SubmitJobRequest;

/** The endpoint as the AWS SDK sees it, with shell scripts as jobs. */
@Timeout(60)
class BatchEndpointTest {
    private static final String QUEUE = "queue";
    private static final String OTHER_QUEUE = "other-queue";
    private static final String DEFINITION = "extract";
    private static final String MISNAMED = "misnamed";
    private static final String RENAMED = "renamed";

    @TempDir
    Path folder;

    private final List<JobDetail> changes = new CopyOnWriteArrayList<>();
    private BatchEndpoint endpoint;
    private BatchClient client;

    @BeforeEach
    void start() {
        JobDefinition definition = new JobDefinition(
                DEFINITION, 1, 512, Map.of("GREETING", "hello"), RetryPolicy.ofAttempts(1), Duration.ofSeconds(30));
        JobDefinition impatient =
                new JobDefinition("impatient", 1, 512, Map.of(), RetryPolicy.ofAttempts(3), Duration.ofMillis(300));
        // a job's arguments are a shell script
        JobCommand shell = container -> List.of("sh", "-c", String.join(" ", container.arguments()));
        BatchEndpoint.Setup setup = new BatchEndpoint.Setup(
                List.of(QUEUE, OTHER_QUEUE),
                List.of(definition, impatient),
                shell,
                folder.resolve("logs"),
                2,
                BatchEndpointTest::taken);
        endpoint = BatchEndpoint.start(0, setup, changes::add);
        client = BatchClient.builder()
                .endpointOverride(endpoint.endpoint())
                .region(Region.of(LocalCredentials.REGION))
                .credentialsProvider(LocalCredentials.provider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    @Test
    void aJobSeesTheEnvironmentThatBatchGives() throws Exception {
        String script = "echo $AWS_BATCH_JOB_ID $AWS_BATCH_JOB_ATTEMPT $AWS_BATCH_JQ_NAME $GREETING $NAME";
        String jobId = client.submitJob(job(script)
                        .containerOverrides(overrides -> overrides
                                .command(script)
                                .environment(KeyValuePair.builder()
                                        .name("NAME")
                                        .value("Zoë +%")
                                        .build()))
                        .build())
                .jobId();
        assertThat(awaitEnd(jobId).statusAsString()).isEqualTo("SUCCEEDED");
        assertThat(Files.readString(endpoint.logFile(jobId))).isEqualTo(jobId + " 1 queue hello Zoë +%\n");
    }

    @Test
    void aSubmissionIsWorkedOnAsItIsTaken() throws Exception {
        String jobId = client.submitJob(job("false").jobName(MISNAMED).build()).jobId();
        assertThat(awaitEnd(jobId).jobName()).isEqualTo(RENAMED);
    }

    @Test
    void statusChangesAreToldInOrder() throws Exception {
        String jobId = submit("true");
        awaitEnd(jobId);
        assertThat(changes)
                .extracting(JobDetail::status)
                .containsExactly("SUBMITTED", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED");
        JobDetail last = changes.get(changes.size() - 1);
        assertThat(last.container().exitCode()).isZero();
        assertThat(last.startedAt()).isBetween(last.createdAt(), last.stoppedAt());
    }

    @Test
    void aFailedJobNamesItsExitCode() throws Exception {
        var job = awaitEnd(submit("exit 3"));
        assertThat(job.statusAsString()).isEqualTo("FAILED");
        assertThat(job.container().exitCode()).isEqualTo(3);
        assertThat(job.attempts()).hasSize(1);
    }

    @Test
    void aFailedAttemptIsTriedAgain() throws Exception {
        String script = "test $AWS_BATCH_JOB_ATTEMPT = 3";
        String jobId = client.submitJob(
                        job(script).retryStrategy(retry -> retry.attempts(5)).build())
                .jobId();
        var job = awaitEnd(jobId);
        assertThat(job.statusAsString()).isEqualTo("SUCCEEDED");
        assertThat(job.attempts())
                .extracting(attempt -> attempt.container().exitCode())
                .containsExactly(1, 1, 0);
    }

    @Test
    void aRuleForTheExitCodeEndsTheRetries() throws Exception {
        String jobId = client.submitJob(job("exit 20")
                        .retryStrategy(retry -> retry.attempts(5)
                                .evaluateOnExit(EvaluateOnExit.builder()
                                        .onExitCode("2*")
                                        .action(RetryAction.EXIT)
                                        .build()))
                        .build())
                .jobId();
        assertThat(awaitEnd(jobId).attempts()).hasSize(1);
    }

    @Test
    void anAttemptThatTakesTooLongIsStoppedAndNotTriedAgain() throws Exception {
        String jobId = client.submitJob(
                        job("exec sleep 30").jobDefinition("impatient").build())
                .jobId();
        var job = awaitEnd(jobId);
        assertThat(job.statusAsString()).isEqualTo("FAILED");
        assertThat(job.statusReason()).contains("timeout");
        assertThat(job.attempts()).hasSize(1);
    }

    @Test
    void terminateStopsARunningJob() throws Exception {
        String jobId = submit("exec sleep 30");
        awaitStatus(jobId, "RUNNING");
        client.terminateJob(call -> call.jobId(jobId).reason("no longer wanted"));
        var job = awaitEnd(jobId);
        assertThat(job.statusAsString()).isEqualTo("FAILED");
        assertThat(job.statusReason()).isEqualTo("no longer wanted");
        assertThat(job.isTerminated()).isTrue();
    }

    @Test
    void terminateEndsAWaitingJobAtOnce() throws Exception {
        List<String> running = List.of(submit("exec sleep 30"), submit("exec sleep 30"));
        for (String jobId : running) {
            awaitStatus(jobId, "RUNNING");
        }
        String waiting = submit("true");
        client.terminateJob(call -> call.jobId(waiting).reason("too late"));
        assertThat(describe(waiting).statusAsString()).isEqualTo("FAILED");
        assertThat(describe(waiting).attempts()).isEmpty();
    }

    @Test
    void aKilledProcessIsAFailedAttempt() throws Exception {
        String jobId = submit("exec sleep 30");
        awaitStatus(jobId, "RUNNING");
        endpoint.kill(jobId);
        assertThat(awaitEnd(jobId).container().exitCode()).isEqualTo(137);
    }

    @Test
    void anArrayRunsEveryChildAndThenEnds() throws Exception {
        String script = "echo child $AWS_BATCH_JOB_ARRAY_INDEX";
        String parentId = client.submitJob(
                        job(script).arrayProperties(array -> array.size(5)).build())
                .jobId();
        var parent = awaitEnd(parentId);
        assertThat(parent.statusAsString()).isEqualTo("SUCCEEDED");
        assertThat(parent.arrayProperties().statusSummary()).containsEntry("SUCCEEDED", 5);
        for (int index = 0; index < 5; index++) {
            assertThat(endpoint.logFile(parentId + ":" + index)).hasContent("child " + index);
        }
        assertThat(client.listJobs(call -> call.arrayJobId(parentId).jobStatus("SUCCEEDED"))
                        .jobSummaryList())
                .hasSize(5);
    }

    @Test
    void anArrayWithAFailedChildFails() throws Exception {
        String parentId = client.submitJob(job("exit $AWS_BATCH_JOB_ARRAY_INDEX")
                        .arrayProperties(array -> array.size(2))
                        .build())
                .jobId();
        assertThat(awaitEnd(parentId).statusAsString()).isEqualTo("FAILED");
    }

    @Test
    void jobsAreFoundByNameInAnyStatusPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            awaitEnd(client.submitJob(job("true").jobName("mine").build()).jobId());
        }
        awaitEnd(submit("true"));
        List<JobSummary> found = client
                .listJobsPaginator(call -> call.jobQueue(QUEUE)
                        .maxResults(2)
                        .filters(KeyValuesPair.builder()
                                .name("JOB_NAME")
                                .values("mine")
                                .build()))
                .jobSummaryList()
                .stream()
                .toList();
        assertThat(found).hasSize(3).extracting(JobSummary::jobName).containsOnly("mine");
    }

    @Test
    void onlyRunningJobsAreListedUnlessAskedOtherwise() throws Exception {
        awaitEnd(submit("true"));
        assertThat(client.listJobs(call -> call.jobQueue(QUEUE)).jobSummaryList())
                .isEmpty();
        assertThat(client.listJobs(call -> call.jobQueue(QUEUE).jobStatus("SUCCEEDED"))
                        .jobSummaryList())
                .hasSize(1);
    }

    @Test
    void everyQueueListsItsOwnJobs() throws Exception {
        String jobId =
                client.submitJob(job("true").jobQueue(OTHER_QUEUE).build()).jobId();
        assertThat(awaitEnd(jobId).jobQueue()).endsWith("job-queue/" + OTHER_QUEUE);
        assertThat(client.listJobs(call -> call.jobQueue(OTHER_QUEUE).jobStatus("SUCCEEDED"))
                        .jobSummaryList())
                .extracting(JobSummary::jobId)
                .containsExactly(jobId);
        assertThat(client.listJobs(call -> call.jobQueue(QUEUE).jobStatus("SUCCEEDED"))
                        .jobSummaryList())
                .isEmpty();
    }

    @Test
    void noMoreJobsRunAtOnceThanThereAreCpus() throws Exception {
        Path running = Files.createDirectory(folder.resolve("running"));
        String script = "touch %s/$AWS_BATCH_JOB_ID; ls %s | wc -l; sleep 0.2; rm %s/$AWS_BATCH_JOB_ID"
                .replace("%s", running.toString());
        List<String> jobs = Stream.generate(() -> submit(script)).limit(6).toList();
        for (String jobId : jobs) {
            awaitEnd(jobId);
            int atOnce =
                    Integer.parseInt(Files.readString(endpoint.logFile(jobId)).strip());
            assertThat(atOnce).isBetween(1, 2);
        }
    }

    @Test
    void aJobTellsWhoseShareItTakes() {
        String jobId =
                client.submitJob(job("true").shareIdentifier("studyA").build()).jobId();
        assertThat(describe(jobId).shareIdentifier()).isEqualTo("studyA");
    }

    @Test
    void aWrongSubmissionIsRefusedWithAReason() {
        assertThatThrownBy(() -> client.submitJob(job("true").jobQueue("other").build()))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("JobQueue other not found");
        assertThatThrownBy(() ->
                        client.submitJob(job("true").jobDefinition("other").build()))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("JobDefinition other not found");
        assertThatThrownBy(() -> client.submitJob(job("true").jobName("a b").build()))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("jobName");
        assertThatThrownBy(() ->
                        client.submitJob(job("true").shareIdentifier("study-a").build()))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("shareIdentifier");
        assertThatThrownBy(() -> client.submitJob(
                        job("true").arrayProperties(array -> array.size(1)).build()))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("2 to 10000");
    }

    @Test
    void aCallWithoutTheKeyIsRefused() throws Exception {
        URI uri = endpoint.endpoint().resolve("/v1/submitjob");
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("AccessDeniedException");
    }

    private SubmitJobRequest.Builder job(String script) {
        return SubmitJobRequest.builder()
                .jobName("job")
                .jobQueue(QUEUE)
                .jobDefinition(DEFINITION)
                .containerOverrides(overrides -> overrides.command(script));
    }

    private static SubmitJob taken(SubmitJob submission) {
        return MISNAMED.equals(submission.jobName())
                ? new SubmitJob(
                        RENAMED,
                        submission.jobQueue(),
                        submission.jobDefinition(),
                        submission.shareIdentifier(),
                        submission.arrayProperties(),
                        submission.containerOverrides(),
                        submission.retryStrategy(),
                        submission.timeout(),
                        submission.dependsOn(),
                        submission.parameters(),
                        submission.tags())
                : submission;
    }

    private String submit(String script) {
        return client.submitJob(job(script).build()).jobId();
    }

    private software.amazon.awssdk.services.batch.model.JobDetail describe(String jobId) {
        return client.describeJobs(call -> call.jobs(jobId)).jobs().get(0);
    }

    private software.amazon.awssdk.services.batch.model.JobDetail awaitEnd(String jobId) throws InterruptedException {
        return awaitStatus(jobId, "SUCCEEDED", "FAILED");
    }

    private software.amazon.awssdk.services.batch.model.JobDetail awaitStatus(String jobId, String... wanted)
            throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!List.of(wanted).contains(describe(jobId).statusAsString())) {
            assertThat(Instant.now()).as("still waiting for job %s", jobId).isBefore(deadline);
            Thread.sleep(20);
        }
        return describe(jobId);
    }
}
