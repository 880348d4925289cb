package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line tells by its exit code and its words. */
class MainTest {

    private static final SampleSpec SMALL = SampleSpec.of(
                    5, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2023-12-31"), 2)
            .withFiles(3, FileShape.ofRows(30))
            .withUsers(20, 5);
    private static final TimeRange LONG_AGO =
            new TimeRange(Instant.parse("1999-01-01T00:00:00Z"), Instant.parse("1999-01-02T00:00:00Z"));

    private static final TimeRange LAST_MOMENT =
            new TimeRange(Instant.parse("2024-01-01T23:59:59.999Z"), Instant.parse("2024-01-01T23:59:59.999Z"));

    private static final Map<String, String> NOBODY_LISTENS = Map.of(
            "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1",
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret");

    private static final String HELP = "Help: the same command with --help";

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void writeSamples() {
        new SampleEvents(SMALL).writeTo(folder.resolve("events"));
    }

    @Test
    void aCompleteExtractEndsWith0() throws IOException {
        assertThat(run(SampleRequest.of(SMALL).toJson())).isZero();

        assertThat(out.toString())
                .contains("completed: All ")
                .contains("Status: " + StorageUri.folder(folder.resolve("out/my_request.status.json")))
                .contains("Results: file:");
        assertThat(outputFiles())
                .contains("manifest.json", "results.json", "request_completed.json", "error_days.json");
        assertThat(folder.resolve("out/my_request.status.json")).content().contains("\"completed\"");
    }

    @Test
    void theResultsAreToldBeforeTheyArePosted() throws IOException {
        List<String> toldBefore = new CopyOnWriteArrayList<>();
        Receiver.Behaviour listening = (exchange, number) -> {
            toldBefore.add(out.toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        };
        try (Receiver receiver = new Receiver(listening)) {
            Map<String, String> trusting = Map.of(
                    "EXTRACTOR_CALLBACK_TRUSTED_ORIGINS",
                    receiver.url().resolve("/").toString());
            byte[] request =
                    SampleRequest.of(SMALL).withCallback(receiver.url()).toJson();
            assertThat(run(trusting, request)).isZero();
            assertThat(receiver.deliveries()).hasSize(1);
        }
        assertThat(toldBefore).singleElement(STRING).contains("completed: All ", "Results: file:");
        assertThat(folder.resolve("out/my_request.status.json")).content().contains("\"delivered\" : true");
    }

    @Test
    void usersAreReadFromAFileWhereverItLies() throws IOException {
        Path users = folder.resolve("users of this study.csv");
        Files.write(users, SMALL.wanted().users().stream().map(UUID::toString).toList());
        String named = "\"userUUIDsS3URL\" : \"" + StorageUri.folder(users) + "\"";
        String listed = new String(SampleRequest.of(SMALL).toJson(), StandardCharsets.UTF_8);
        String filed = listed.replaceFirst("\"userUUIDs\" : \\[[^]]*]", named);

        assertThat(run(listed.getBytes(StandardCharsets.UTF_8))).isZero();
        String asListed = out.toString();
        out.getBuffer().setLength(0);
        removeResults();

        assertThat(filed).contains("file:/", "users%20of").doesNotContain("\"userUUIDs\"");
        assertThat(run(filed.getBytes(StandardCharsets.UTF_8))).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("completed: ")))
                .containsExactlyElementsOf(asListed.lines()
                        .filter(line -> line.startsWith("completed: "))
                        .toList());
    }

    @Test
    void whatTheJobWarnsOfIsToldOnce() throws IOException {
        String request = new String(SampleRequest.of(SMALL).toJson(), StandardCharsets.UTF_8);
        String mistyped = request.strip().replaceFirst("\\{", "{\"output\": {\"columns\": [\"usr_id\"]},");

        assertThat(run(mistyped.getBytes(StandardCharsets.UTF_8))).isZero();

        assertThat(errors.toString()).containsOnlyOnce("columnMissing").contains("usr_id");
    }

    @Test
    void anEmptyOneSaysWhyAndEndsWith5() throws IOException {
        assertThat(run(SampleRequest.of(SMALL).withRange(LONG_AGO).toJson())).isEqualTo(5);

        assertThat(out.toString()).contains("completedEmpty: No event matched").contains("Check the date range");
    }

    @Test
    void oneWithAnUnreadableFileEndsWith4() throws IOException {
        Files.writeString(
                folder.resolve("events/started_session/year=2023/month=12/day=31/empty.parquet"),
                "",
                StandardCharsets.UTF_8);

        assertThat(run(SampleRequest.of(SMALL).toJson())).isEqualTo(4);

        assertThat(out.toString()).contains("completedWithErrors").contains("1 of 2 day folders");
    }

    @Test
    void whatAnExtractCouldNotReadIsDeliveredByOneThatResumesFromIt() throws IOException {
        String request = new String(SampleRequest.of(SMALL).toJson(), StandardCharsets.UTF_8);
        assertThat(run(request.getBytes(StandardCharsets.UTF_8))).isZero();
        long all = events(onlyResults());
        Path damaged = firstEventFile();
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, "not Parquet".getBytes(StandardCharsets.UTF_8));
        removeResults();
        assertThat(run(request.getBytes(StandardCharsets.UTF_8))).isEqualTo(4);
        Path earlier = onlyResults();
        Files.write(damaged, whole);

        String jobId = text(earlier, "jobId");
        String resuming = request.strip().replaceFirst("\\{", "{\"resumeFrom\": \"" + jobId + "\",");
        assertThat(run(resuming.getBytes(StandardCharsets.UTF_8))).isZero();

        long more = results().stream()
                .filter(file -> !file.equals(earlier))
                .mapToLong(MainTest::events)
                .sum();
        assertThat(more).isPositive().isLessThan(all);
        assertThat(events(earlier) + more).isEqualTo(all);
    }

    @Test
    void aRepairWithNothingToAddSaysWhatItLookedInto() throws IOException {
        Path whole = firstEventFile();
        Path damaged = Files.writeString(whole.resolveSibling("more.parquet"), "not Parquet");
        String request =
                new String(SampleRequest.of(SMALL).withRange(LAST_MOMENT).toJson(), StandardCharsets.UTF_8);
        assertThat(run(request.getBytes(StandardCharsets.UTF_8))).isEqualTo(4);
        String jobId = text(onlyResults(), "jobId");
        Files.copy(whole, damaged, StandardCopyOption.REPLACE_EXISTING);

        String resuming = request.strip().replaceFirst("\\{", "{\"resumeFrom\": \"" + jobId + "\",");
        assertThat(run(resuming.getBytes(StandardCharsets.UTF_8))).isEqualTo(5);

        assertThat(out.toString())
                .contains("completedEmpty: Nothing to add: the files that the extract of job " + jobId)
                .contains("(files read now: 1)")
                .doesNotContain("Check the");
    }

    @Test
    void anExtractThatIsNotThereCannotBeResumed() throws IOException {
        String request = new String(SampleRequest.of(SMALL).toJson(), StandardCharsets.UTF_8);
        String resuming = request.strip().replaceFirst("\\{", "{\"resumeFrom\": \"job-1\",");

        assertThat(run(resuming.getBytes(StandardCharsets.UTF_8))).isEqualTo(6);

        assertThat(errors.toString()).contains("/resumeFrom").contains("event_data_subset_job-1");
    }

    @Test
    void aRefusedRequestEndsWith6AndNamesEveryFault() throws IOException {
        String request = """
                {"criteria": {"eventTypes": ["startedsession"], "dateRange": {"startTimestamp": "yesterday"}}, "x": 1}
                """;

        assertThat(run(request.getBytes(StandardCharsets.UTF_8))).isEqualTo(6);

        assertThat(errors.toString())
                .contains("/criteria/eventTypes/0")
                .contains("started_session")
                .contains("/criteria/dateRange/startTimestamp")
                .contains("/x");
        assertThat(folder.resolve("out/my_request.status.json")).content().contains("\"rejected\"");
    }

    @Test
    void aDryRunEstimatesAndDeliversNothing() throws IOException {
        String request = new String(SampleRequest.of(SMALL).toJson(), StandardCharsets.UTF_8);
        String dryRun = request.strip().replaceFirst("\\{", "{\"dryRun\": true,");

        assertThat(run(dryRun.getBytes(StandardCharsets.UTF_8))).isZero();

        assertThat(out.toString()).contains("Planned: 6 files").contains("estimated: This is a dry run");
        assertThat(outputFiles()).isEmpty();
        assertThat(folder.resolve("out/my_request.status.json"))
                .content()
                .contains("\"estimated\"")
                .contains("\"bytesToRead\"");
    }

    @Test
    void aFolderInPlaceOfARequestIsCalledOne() {
        assertThat(execute("run", "--request", folder.toString(), "--events", "file:/", "--out", "file:/y"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("it is a folder");
    }

    @Test
    void aRequestThatIsNotThereEndsWith2() {
        assertThat(execute("run", "--request", folder + "/none.json", "--events", "file:/x", "--out", "file:/y"))
                .isEqualTo(2);
        assertThat(errors.toString().lines())
                .containsExactly("cannot read " + folder + "/none.json: is it there, and readable?", HELP);
    }

    @Test
    void anEventsFolderThatIsNotThereEndsWith2() throws IOException {
        Path request = Files.write(
                folder.resolve("my_request.json"), SampleRequest.of(SMALL).toJson());

        assertThat(execute("run", "--request", request.toString(), "--events", "file:/no/such", "--out", "file:/y"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("there is no folder /no/such");
    }

    @Test
    void anOutFolderThatIsAFileOrBelowOneEndsWith2() throws IOException {
        Path request = Files.write(
                folder.resolve("my_request.json"), SampleRequest.of(SMALL).toJson());

        for (String out : List.of("my_request.json", "my_request.json/deeper")) {
            assertThat(execute(
                            "run",
                            "--request",
                            request.toString(),
                            "--events",
                            "file:" + folder.resolve("events"),
                            "--out",
                            "file:" + folder.resolve(out)))
                    .isEqualTo(2);
        }
        assertThat(errors.toString().lines().filter(line -> line.equals("--out: " + request + " is no folder")))
                .hasSize(2);
    }

    @Test
    void anUnknownOptionIsNamedThoughAnotherIsMissing() {
        assertThat(execute("run", "--request", "r.json", "--events", "file:/x", "--output", "file:/y"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("Unknown options: '--output'", "Possible solutions: --out");
        assertThat(errors.toString().lines()).hasSize(3).last().isEqualTo(HELP);
    }

    @Test
    void aMissingOptionIsNamed() {
        assertThat(execute("run", "--request", "r.json", "--events", "file:/x")).isEqualTo(2);
        assertThat(errors.toString().lines())
                .hasSize(2)
                .first(STRING)
                .startsWith("Missing required option")
                .contains("--out");
    }

    @Test
    void anOptionOfNoCommandIsNamed() {
        assertThat(execute("--request", "r.json")).isEqualTo(2);
        assertThat(errors.toString().lines()).first(STRING).contains("Unknown options: '--request'");
    }

    @Test
    void everyExitCodeIsInTheHelp() {
        assertThat(execute("run", "--help")).isZero();
        IntStream ofTheCommand = Stream.of(ExitCode.values())
                .filter(code -> code != ExitCode.TRY_AGAIN) // a Batch job's
                .mapToInt(ExitCode::code);

        assertThat(listedExitCodes())
                .containsExactlyInAnyOrderElementsOf(IntStream.concat(ofTheCommand, IntStream.of(3, 130, 143))
                        .boxed()
                        .toList());
    }

    @Test
    void aUriOfNoKnownKindEndsWith2() throws IOException {
        Path request = Files.write(
                folder.resolve("my_request.json"), SampleRequest.of(SMALL).toJson());

        assertThat(execute("run", "--request", request.toString(), "--events", "gs://bucket", "--out", "file:/y"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("gs://bucket").contains("s3://bucket/key");
    }

    @Test
    void aRequestTooLargeToReadEndsWith6() throws IOException {
        assertThat(run(new byte[(16 << 20) + 1])).isEqualTo(6);
        assertThat(errors.toString()).contains("16777217 bytes");
    }

    @Test
    void aCatalogueThatCannotBeUsedEndsWith2() throws IOException {
        Path catalogue = Files.writeString(folder.resolve("catalogue.json"), "{}");

        assertThat(execute(
                        "run",
                        "--request",
                        catalogue.toString(),
                        "--events",
                        "file:/x",
                        "--out",
                        "file:/y",
                        "--catalogue",
                        catalogue.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("the catalogue cannot be used");
    }

    @Test
    void eventsThatCannotBeListedEndWith1AndAFinalStatus() throws IOException {
        Path request = Files.write(
                folder.resolve("my_request.json"), SampleRequest.of(SMALL).toJson());

        assertThat(execute(
                        NOBODY_LISTENS,
                        "run",
                        "--request",
                        request.toString(),
                        "--events",
                        "s3://events/prod",
                        "--out",
                        "file:" + folder.resolve("out")))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("The extract failed");
        assertThat(folder.resolve("out/my_request.status.json"))
                .content()
                .contains("\"failed\"")
                .contains("storageUnavailable");
    }

    @Test
    void aBatchJobThatDoesNotReachItsStorageAsksToBeTriedAgainInEveryAttempt() {
        Map<String, String> environment = new HashMap<>(NOBODY_LISTENS);
        environment.putAll(Map.of(
                "EXTRACTOR_REQUEST_BUCKET", "requests",
                "EXTRACTOR_REQUEST_KEY", "my_request.json",
                "EXTRACTOR_REQUEST_ID", "0123456789abcdef",
                "EXTRACTOR_ATTEMPTS", "2",
                "AWS_BATCH_JOB_ID", "job-1",
                "AWS_BATCH_JOB_ATTEMPT", "1"));
        assertThat(execute(environment)).isEqualTo(75);

        environment.put("AWS_BATCH_JOB_ATTEMPT", "2");
        assertThat(execute(environment)).isEqualTo(75); // the last: it does not know whether it is the owner
    }

    @Test
    void aBatchJobWithoutItsEnvironmentNamesEverythingThatIsMissing() {
        assertThat(execute()).isEqualTo(2);

        assertThat(errors.toString())
                .contains("EXTRACTOR_REQUEST_BUCKET is not set")
                .contains("EXTRACTOR_REQUEST_KEY is not set")
                .contains("EXTRACTOR_REQUEST_ID is not set")
                .contains("AWS_BATCH_JOB_ID is not set");
    }

    @Test
    void theVersionIsTold() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("event-extractor ");
    }

    private List<Integer> listedExitCodes() {
        return Pattern.compile("(?m)^ +(\\d+(?:, \\d+)*) ")
                .matcher(out.toString())
                .results()
                .flatMap(line -> Stream.of(line.group(1).split(", ")))
                .map(Integer::valueOf)
                .toList();
    }

    private int run(byte[] request) throws IOException {
        return run(Map.of(), request);
    }

    private int run(Map<String, String> environment, byte[] request) throws IOException {
        Path file = Files.write(folder.resolve("my_request.json"), request);
        return execute(
                environment,
                "run",
                "--request",
                file.toString(),
                "--events",
                "file:" + folder.resolve("events"),
                "--out",
                "file:" + folder.resolve("out"));
    }

    private int execute(String... arguments) {
        return execute(Map.of(), arguments);
    }

    private int execute(Map<String, String> environment, String... arguments) {
        return Main.run(arguments, environment, new PrintWriter(out, true), new PrintWriter(errors, true));
    }

    private Path firstEventFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("events"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<Path> results() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            return files.filter(file -> file.endsWith("results.json")).toList();
        }
    }

    private Path onlyResults() throws IOException {
        List<Path> results = results();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private void removeResults() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long events(Path results) {
        return Long.parseLong(text(results, "totalEvents"));
    }

    private static String text(Path document, String field) {
        try {
            return String.valueOf(
                    Json.read(Files.readAllBytes(document), Map.class).get(field));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> outputFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            return files.filter(file -> file.toString().contains("event_data_subset_"))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
