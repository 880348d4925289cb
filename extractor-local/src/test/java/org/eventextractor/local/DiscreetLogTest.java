package org.eventextractor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.local.callback.CallbackReceiver;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.s3.LocalCredentials;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the job's process prints, in as many words as its own code has, of a request that meets damaged files and is
 * called back. The libraries' own debugging, which would show the bytes of every call, nobody switches on.
 */
@Timeout(180)
class DiscreetLogTest {

    private static final Path JOB_JAR = Path.of("../extractor-job/target/extractor-job.jar");
    private static final SampleSpec SPEC = SampleSpec.of(
                    13,
                    List.of(SampleType.STARTED_SESSION, SampleType.CREATED_HIGHLIGHT, SampleType.XAPI_STATEMENT),
                    LocalDate.parse("2024-02-29"),
                    1)
            .withFiles(6, FileShape.ofRows(50))
            .withUsers(40, 20);

    private static final String EVERY_WORD = """
            <configuration>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder class="net.logstash.logback.encoder.LogstashEncoder"/>
              </appender>
              <logger name="org.eventextractor" level="ALL"/>
              <root level="INFO"><appender-ref ref="console"/></root>
            </configuration>
            """;

    @TempDir
    Path folder;

    @Test
    void noUserNoSecretAndNoRowIsEverLogged() throws Exception {
        assumeTrue(Files.exists(JOB_JAR), "the job's jar is made by mvn package");
        String secret = CallbackReceiver.newSecret();
        try (CallbackReceiver receiver = CallbackReceiver.start(0, secret);
                EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"), 0, List.of("events", "results"), object -> {});
                ObjectStores stores = new ObjectStores(s3.clientEnvironment(), 4)) {
            ObjectStore events = stores.open(StorageUri.s3("events", ""));
            new SampleEvents(SPEC).writeTo(events, "prod");
            damageSome(events);

            Process run = start(s3, receiver, secret);
            assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();

            String log = Files.readString(folder.resolve("log"));
            assertThat(run.exitValue()).as(log).isEqualTo(4);
            assertThat(log).contains("posting the results");
            assertNoneIn(log, secrets(secret));
            assertNoneIn(log, identities());
        }
    }

    /** In the middle of the file, where the rows are. */
    private static void damageSome(ObjectStore events) {
        List<ObjectSummary> files = events.list("prod", null).objects();
        for (int i = 0; i < files.size(); i += 4) {
            String key = files.get(i).key();
            byte[] bytes = events.read(key, ReadCondition.any(), 1 << 20).bytes();
            for (int at = bytes.length / 3; at < bytes.length / 2; at += 7) {
                bytes[at] ^= 0x55;
            }
            events.write(key, bytes, "application/octet-stream", WriteCondition.always());
        }
    }

    private Process start(EmbeddedS3 s3, CallbackReceiver receiver, String secret) throws IOException {
        Path logging = Files.writeString(folder.resolve("logback.xml"), EVERY_WORD);
        Path request = Files.write(
                folder.resolve("my_request.json"),
                SampleRequest.of(SPEC).withCallback(receiver.url("done")).toJson());
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Dlogback.configurationFile=" + logging, "-jar", JOB_JAR.toString()));
        line.addAll(List.of("run", "--request", request.toString()));
        line.addAll(List.of("--events", "s3://events/prod", "--out", "s3://results/a"));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(s3.clientEnvironment());
        builder.environment().put("EXTRACTOR_CALLBACK_SECRET", secret);
        builder.environment()
                .put("EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", receiver.origin().toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static Set<String> secrets(String callbackSecret) {
        return Set.of(callbackSecret.substring("whsec_".length()), LocalCredentials.SECRET_ACCESS_KEY);
    }

    /** Every user, asked for or not, and every row by its session, as text and as plain digits. */
    private static Set<String> identities() {
        Set<String> identities = new TreeSet<>();
        SPEC.wanted().users().forEach(user -> add(user, identities));
        try (Stream<SampleEvent> events = new SampleEvents(SPEC).events()) {
            events.forEach(event -> {
                add(event.session(), identities);
                if (event.user() != null) {
                    add(event.user(), identities);
                }
            });
        }
        assertThat(identities).hasSizeGreaterThan(1_000);
        return identities;
    }

    private static void add(UUID id, Set<String> identities) {
        identities.add(id.toString());
        identities.add(id.toString().replace("-", ""));
    }

    private static void assertNoneIn(String log, Set<String> values) {
        String lowered = log.toLowerCase(Locale.ROOT);
        assertThat(values).noneMatch(value -> log.contains(value) || lowered.contains(value));
    }
}
