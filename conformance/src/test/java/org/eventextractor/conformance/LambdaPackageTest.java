package org.eventextractor.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.conformance.function.Answer;
import org.eventextractor.conformance.function.ClassArchive;
import org.eventextractor.conformance.function.FunctionException;
import org.eventextractor.conformance.function.FunctionLayout;
import org.eventextractor.conformance.function.FunctionProcess;
import org.eventextractor.conformance.function.FunctionSettings;
import org.eventextractor.conformance.function.Invocation;
import org.eventextractor.conformance.stage.DroppedRequest;
import org.eventextractor.conformance.stage.Stage;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.BatchClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.KeyValuePair;

/** The package as Lambda gets it, in Lambda's own runtime client. */
@Timeout(300)
class LambdaPackageTest {

    private static final Path PACKAGE = Path.of("../extractor-lambda/target/extractor-lambda.zip");
    private static final Path JAR = PACKAGE.resolveSibling("extractor-lambda.jar");
    private static final Path RUNTIME = Path.of("target/runtime");
    private static final String CONFIGURATION = "s3://" + Stage.CONFIGURATION_BUCKET + "/extractor";

    @TempDir
    static Path folder;

    @TempDir
    Path taskRoot;

    private static Stage stage;

    @BeforeAll
    static void open() {
        assumeTrue(Files.exists(PACKAGE), "the package is made by mvn package");
        stage = Stage.open(folder);
        stage.configure("extractor/default/configuration.json", "{}");
        stage.configure(
                "extractor/RC/configuration.json",
                "{\"EXTRACTOR_JOB_DEFINITION\": \"" + Stage.OTHER_JOB_DEFINITION + "\"}");
        stage.configure(
                "extractor/DEV/configuration.json", "{\"EXTRACTOR_JOB_QUEU\": \"\", \"EXTRACTOR_MAX_USERS\": 0}");
    }

    @AfterAll
    static void close() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void anEventFromAQueueEndsInAJobOfTheAliasItCameThrough() {
        DroppedRequest byDefault = stage.drop("study/a/my_request.json");
        DroppedRequest byAlias = stage.drop("study/b/my_request.json");
        try (FunctionProcess function = start(configured())) {
            assertDone(function.invoke(Invocation.through("", byDefault.event())));
            assertDone(function.invoke(Invocation.through("RC", byAlias.event())));
        }
        JobDetail job = job(byDefault);
        assertThat(job.jobQueue()).endsWith("/" + Stage.SMALL_QUEUE);
        assertThat(job.jobDefinition()).contains(Stage.JOB_DEFINITION + ":");
        assertThat(job.jobName()).isEqualTo(stage.paths(byDefault).jobName());
        assertThat(job.container().environment()).contains(variable("EXTRACTOR_REQUEST_KEY", byDefault.key()));
        assertThat(job(byAlias).jobDefinition()).contains(Stage.OTHER_JOB_DEFINITION + ":");
    }

    @Test
    void aJobThatACrashedCallPutIntoAnotherQueueIsFound() {
        DroppedRequest request = stage.drop("study/g/my_request.json");
        String jobId = crashedAfterSubmission(request);
        try (FunctionProcess function = start(configured())) {
            assertDone(function.invoke(Invocation.through("", request.event())));
        }
        assertThat(status(request).jobId()).isEqualTo(jobId);
    }

    @Test
    void anAliasThatCannotBeServedIsToldAllThatIsWrong() {
        try (FunctionProcess function = start(configured())) {
            DroppedRequest request = stage.drop("study/c/my_request.json");
            Answer faulty = function.invoke(Invocation.through("DEV", request.event()));
            Answer missing = function.invoke(Invocation.through("PROD", request.event()));

            assertThat(faulty.failed()).isTrue();
            assertThat(faulty.body())
                    .contains("extractor/DEV/configuration.json cannot be used")
                    .contains("/EXTRACTOR_JOB_QUEU: ")
                    .contains("/EXTRACTOR_MAX_USERS: ");
            assertThat(missing.failed()).isTrue();
            assertThat(missing.body())
                    .contains("extractor/PROD/configuration.json")
                    .contains("there is no such object");
            assertThat(stage.status(request)).isEmpty();
        }
    }

    @Test
    void theEnvironmentOfAFunctionIsJudgedAtItsStart() {
        FunctionSettings settings =
                FunctionSettings.intake(FunctionLayout.managed(RUNTIME, PACKAGE, taskRoot), stage.clientEnvironment());
        try (FunctionProcess function = FunctionProcess.start(settings, log())) {
            assertThatThrownBy(function::awaitReady)
                    .isInstanceOf(FunctionException.class)
                    .hasMessageContaining("EXTRACTOR_REQUEST_BUCKET is not set")
                    .hasMessageContaining("EXTRACTOR_JOB_QUEUE is not set");
        }
    }

    @Test
    void aRestoredFunctionHasRehearsedAndWorks() {
        DroppedRequest request = stage.drop("study/d/my_request.json");
        try (FunctionProcess function = start(configured().with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))) {
            assertDone(function.invoke(Invocation.through("RC", request.event())));
            assertThat(function.output())
                    .contains("rehearsal/0_request.json: QUEUED")
                    .doesNotContain("the rehearsal failed");
        }
        assertThat(status(request).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void completionSpeaksForAJobThatDied() {
        DroppedRequest request = stage.drop("study/e/my_request.json");
        try (FunctionProcess intake = start(configured())) {
            assertDone(intake.invoke(Invocation.through("", request.event())));
        }
        FunctionSettings settings =
                FunctionSettings.completion(FunctionLayout.oneClassPath(RUNTIME, JAR, taskRoot), stage.environment());
        try (FunctionProcess completion = FunctionProcess.start(settings, log())) {
            Answer answer = completion.invoke(Invocation.through("", failure(request)));
            assertThat(answer.failed()).as(answer.body()).isFalse();
        }
        assertThat(status(request).state()).isEqualTo(RequestState.FAILED);
    }

    @Test
    void theCommandLineCallsAFunctionAndPrintsItsAnswer() throws IOException {
        DroppedRequest request = stage.drop("study/f/my_request.json");
        Path event = Files.writeString(taskRoot.resolve("event.json"), request.event());
        List<String> arguments = new ArrayList<>(List.of("invoke", "--event", event.toString()));
        stage.environment().forEach((name, value) -> arguments.addAll(List.of("--environment", name + "=" + value)));

        assertThat(run(arguments)).contains("\"batchItemFailures\" : [ ]");
        assertThat(status(request).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void theColdStartIsMeasuredInEveryLayout() {
        assertThat(run(new ArrayList<>(List.of(
                        "cold-start", "--runs", "1", "--early-calls", "3", "--warm-up", "2", "--warm-calls", "1"))))
                .contains("managed runtime, plain", "with " + ClassArchive.kind(), "after SnapStart's hook");
    }

    private FunctionSettings configured() {
        FunctionLayout layout = FunctionLayout.managed(RUNTIME, PACKAGE, taskRoot);
        return FunctionSettings.intake(layout, stage.environment()).with("EXTRACTOR_CONFIGURATION", CONFIGURATION);
    }

    private FunctionProcess start(FunctionSettings settings) {
        return FunctionProcess.start(settings, log());
    }

    private Path log() {
        return taskRoot.resolve("function.log");
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.failed()).as(answer.body()).isFalse();
        assertThat(answer.body().replaceAll("\\s", "")).isEqualTo("{\"batchItemFailures\":[]}");
    }

    private static RequestStatus status(DroppedRequest request) {
        return stage.status(request).orElseThrow();
    }

    private static JobDetail job(DroppedRequest request) {
        try (BatchClient batch = BatchClients.create(stage.clientEnvironment())) {
            return batch.describeJobs(call -> call.jobs(status(request).jobId()))
                    .jobs()
                    .get(0);
        }
    }

    /** Leaves what a call leaves behind that dies once its job is submitted: a claim, whose lease ends, and the job. */
    private static String crashedAfterSubmission(DroppedRequest request) {
        RequestPaths paths = stage.paths(request);
        Claim claim = new Claim(
                paths.requestId(), request.bucket(), request.key(), request.eTag(), null, Instant.EPOCH, Instant.EPOCH);
        try (ObjectStores stores = new ObjectStores(stage.clientEnvironment(), 1);
                BatchClient batch = BatchClients.create(stage.clientEnvironment())) {
            stores.open(StorageUri.s3(request.bucket(), ""))
                    .write(paths.claim(), Json.write(claim), "application/json", WriteCondition.always());
            return batch.submitJob(call -> call.jobName(paths.jobName())
                            .jobQueue(Stage.LARGE_QUEUE)
                            .jobDefinition(Stage.JOB_DEFINITION))
                    .jobId();
        }
    }

    private static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    private static String failure(DroppedRequest request) {
        return """
                {"detail-type": "Batch Job State Change", "source": "aws.batch",
                 "detail": {"jobName": "%s", "jobId": "%s", "status": "FAILED",
                            "statusReason": "Host EC2 (instance i-0) terminated.",
                            "container": {"environment": [
                              {"name": "EXTRACTOR_REQUEST_BUCKET", "value": "%s"},
                              {"name": "EXTRACTOR_REQUEST_ID", "value": "%s"},
                              {"name": "EXTRACTOR_REQUEST_KEY", "value": "%s"}]}}}
                """.formatted(
                        stage.paths(request).jobName(),
                        status(request).jobId(),
                        request.bucket(),
                        stage.paths(request).requestId(),
                        request.key());
    }

    private static String run(List<String> arguments) {
        arguments.addAll(
                List.of("--package", PACKAGE.toString(), "--jar", JAR.toString(), "--runtime", RUNTIME.toString()));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        assertThat(Main.run(out, arguments.toArray(String[]::new))).isZero();
        return output.toString(StandardCharsets.UTF_8);
    }
}
