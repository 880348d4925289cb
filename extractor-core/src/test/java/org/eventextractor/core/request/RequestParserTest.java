package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.core.request.RequestFixtures.accepted;
import static org.eventextractor.core.request.RequestFixtures.codes;
import static org.eventextractor.core.request.RequestFixtures.faults;
import static org.eventextractor.core.request.RequestFixtures.parse;
import static org.eventextractor.core.request.RequestFixtures.withTopLevel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.request.ErrorPolicy.OnPartitionError;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.junit.jupiter.api.Test;

class RequestParserTest {

    @Test
    void aRequestOfCriteriaAloneHasEveryDefault() {
        ExtractRequest request = accepted(parse(withTopLevel("")));

        assertThat(request.events()).isEqualTo(RequestFixtures.PROD);
        assertThat(request.eventTypes()).containsExactly("started_session");
        assertThat(request.users().users()).containsExactly(UUID.fromString(RequestFixtures.USER_A));
        assertThat(request.callbackUrl()).isNull();
        assertThat(request.labels()).isEmpty();
        assertThat(request.description()).isEmpty();
        assertThat(request.dryRun()).isFalse();
        assertThat(request.output()).isEqualTo(new OutputOptions(Compression.ZSTD, List.of()));
        assertThat(request.errorPolicy()).isEqualTo(new ErrorPolicy(OnPartitionError.CONTINUE, 100));
    }

    @Test
    void everyFieldOfARequestIsUnderstood() {
        ExtractRequest request = accepted(parse(withTopLevel(
                ", \"callbackURL\": \"https://hooks.example.org/x\", \"labels\": [\"a\"], \"description\": \"d\","
                        + " \"requestedBy\": \"r\", \"projectId\": \"p\", \"dryRun\": true,"
                        + " \"output\": {\"compression\": \"gzip\", \"columns\": [\"path\", \"host\", \"path\"]},"
                        + " \"errorPolicy\": {\"onPartitionError\": \"fail\", \"maxFailedPartitionPercent\": 3}")));

        assertThat(request.callbackUrl()).isEqualTo(URI.create("https://hooks.example.org/x"));
        assertThat(request.labels()).containsExactly("a");
        assertThat(request.description()).isEqualTo("d");
        assertThat(request.requestedBy()).isEqualTo("r");
        assertThat(request.projectId()).isEqualTo("p");
        assertThat(request.dryRun()).isTrue();
        assertThat(request.output()).isEqualTo(new OutputOptions(Compression.GZIP, List.of("path", "host")));
        assertThat(request.errorPolicy()).isEqualTo(new ErrorPolicy(OnPartitionError.FAIL, 3));
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlace() {
        List<Fault> faults =
                faults(parse("{\"schemaVersion\": \"3.0\", \"crtieria\": 1, \"callbackURL\": \"http://x.org\","
                        + " \"criteria\": {\"eventTypes\": [\"nudge\"], \"dateRange\": {\"startTimestamp\": \"soon\"},"
                        + " \"userUUIDs\": [\"me\"]}, \"output\": {\"format\": \"csv\"}}"));

        assertThat(faults)
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactlyInAnyOrder(
                        "/schemaVersion unsupportedVersion",
                        "/criteria/eventTypes/0 unknownEventType",
                        "/criteria/dateRange/startTimestamp invalidTimestamp",
                        "/criteria/userUUIDs/0 invalidUuid",
                        "/callbackURL callbackNotAllowed",
                        "/output/format unsupported",
                        "/crtieria unknownField");
    }

    @Test
    void anUnknownFieldIsAnsweredWithTheNearestName() {
        Fault fault = faults(parse(withTopLevel(", \"callbackUrl\": null"))).get(0);

        assertThat(fault.pointer()).isEqualTo("/callbackUrl");
        assertThat(fault.suggestion()).isEqualTo("Did you mean \"callbackURL\"?");
    }

    @Test
    void thePointerOfAFieldWithASlashOrATildeIsEscaped() {
        assertThat(faults(parse(withTopLevel(", \"a/b~c\": 1"))).get(0).pointer())
                .isEqualTo("/a~1b~0c");
    }

    @Test
    void aMistypedEventTypeIsAnsweredWithTheNearestName() {
        Fault fault = faults(parse(withTopLevel("").replace("started_session", "Started_Sesion")))
                .get(0);

        assertThat(fault.message()).contains("\"Started_Sesion\"");
        assertThat(fault.suggestion()).isEqualTo("Did you mean \"started_session\"?");
    }

    @Test
    void aVersionedEventTypeIsAnsweredWithTheNameOfTheCatalogue() {
        assertThat(faults(parse(withTopLevel("").replace("started_session", "created_highlight_v2")))
                        .get(0)
                        .suggestion())
                .isEqualTo("Did you mean \"created_highlight\"?");
    }

    @Test
    void aNameNearNothingIsAnsweredWithAllNames() {
        assertThat(faults(parse(withTopLevel("").replace("started_session", "logins")))
                        .get(0)
                        .suggestion())
                .startsWith("Known are: started_session, accessed_studyguide");
    }

    @Test
    void anEventTypeGivenTwiceIsCountedOnceWithAWarning() {
        RequestOutcome outcome =
                parse(withTopLevel("").replace("[\"started_session\"]", "[\"nudged\", \"changed_state\", \"nudged\"]"));

        assertThat(accepted(outcome).eventTypes()).containsExactly("nudged", "changed_state");
        assertThat(codes(outcome.warnings())).containsExactly("duplicateEventType");
    }

    @Test
    void aDocumentThatIsNotJsonIsOneFaultWithLineAndColumn() {
        List<Fault> faults = faults(parse("{\n  \"dryRun\": yes\n}"));

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).message()).contains("line 2, column");
    }

    @Test
    void everyKeyGivenTwiceIsNamedBesideTheOtherFaults() {
        List<Fault> faults =
                faults(parse(withTopLevel(", \"x\": {\"a\": 1, \"a\": {\"b\": []}}, \"dryRun\": true, \"dryRun\": 1")));

        assertThat(faults)
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactlyInAnyOrder(
                        "/x/a duplicateKey", "/dryRun duplicateKey", "/dryRun wrongType", "/x unknownField");
    }

    @Test
    void aByteOrderMarkIsTolerated() {
        byte[] document = ("\uFEFF" + withTopLevel("")).getBytes(StandardCharsets.UTF_8);

        assertThat(parse(document)).isInstanceOf(RequestOutcome.Accepted.class);
    }

    @Test
    void textThatIsNotUtf8IsNotJson() {
        byte[] document = withTopLevel(", \"description\": \"früh\"").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(codes(faults(parse(document)))).containsExactly("notJson");
    }

    @Test
    void aHundredThousandLevelsAreRefusedWithoutHarm() {
        String deep = "{\"a\":".repeat(100_000);

        assertThat(codes(faults(parse(deep)))).containsExactly("exceedsBounds");
    }

    @Test
    void aTextOfMillionsOfCharactersIsRefused() {
        assertThat(codes(faults(parse(withTopLevel(", \"description\": \"" + "x".repeat(5_000_000) + "\"")))))
                .containsExactly("exceedsBounds");
    }

    @Test
    void millionsOfTinyValuesAreRefusedBeforeTheyFillTheMemory() {
        String many = "{},".repeat(2_000_000);

        assertThat(codes(faults(parse("{\"labels\": [" + many + "{}]}")))).containsExactly("exceedsBounds");
    }

    @Test
    void ofAThousandUnknownFieldsAHundredAreNamedAndTheOthersCounted() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            fields.append(", \"field").append(i).append("\": 0");
        }

        List<Fault> faults = faults(parse(withTopLevel(fields.toString())));

        assertThat(faults).hasSize(101);
        assertThat(faults.get(100).message()).startsWith("900 more faults of this kind, 1,000 in all");
    }

    @Test
    void halfACharacterInAValueIsAnsweredWithTextThatCanBeWritten() {
        List<Fault> faults = faults(parse(withTopLevel(", \"projectId\": \"\\udc00\", \"dryRun\": \"\\ud800\"")));

        assertThat(codes(faults)).containsExactlyInAnyOrder("brokenText", "wrongType");
        assertThat(new String(Json.write(faults), StandardCharsets.UTF_8)).contains("half of a character");
    }

    @Test
    void theOldFieldsThatNothingReadsAreIgnoredWithAWarning() {
        RequestOutcome outcome =
                parse(withTopLevel(", \"resultsS3URL\": \"s3://mine/here\", \"cpuScalingFactor\": {\"any\": [1]}"));

        assertThat(outcome).isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(outcome.warnings())
                .extracting(warning -> warning.pointer() + " " + warning.code())
                .containsExactly("/resultsS3URL ignoredField", "/cpuScalingFactor ignoredField");
    }

    @Test
    void anOldPrefixIsAcceptedWhereTheDeploymentNamesItAsALocation() {
        assertThat(accepted(parse(withTopLevel(", \"eventPrefixOverride\": \"/v2021-01/parquet/\"")))
                        .events())
                .isEqualTo(RequestFixtures.OLD_PREFIX);
    }

    @Test
    void anOldBucketAndPrefixAreAcceptedWhereTheDeploymentNamesThemTogether() {
        assertThat(accepted(
                                parse(
                                        withTopLevel(
                                                ", \"eventBucketOverride\": \"archive\", \"eventPrefixOverride\": \"v2021-01/parquet\"")))
                        .events())
                .isEqualTo(RequestFixtures.ARCHIVE);
    }

    @Test
    void aBucketThatTheDeploymentDoesNotNameIsRefusedWithThoseItDoes() {
        Fault fault = faults(parse(withTopLevel(", \"eventBucketOverride\": \"payroll\"")))
                .get(0);

        assertThat(fault.code()).isEqualTo("datasetNotAllowed");
        assertThat(fault.pointer()).isEqualTo("/eventBucketOverride");
        assertThat(fault.message()).contains("\"payroll\"").contains("\"prod\"");
        assertThat(fault.suggestion()).contains("s3://events/prod").contains("s3://archive/v2021-01/parquet/");
    }

    @Test
    void warningsAreToldEvenWhenTheRequestIsRefused() {
        RequestOutcome outcome = parse(withTopLevel(", \"cpuScalingFactor\": 2, \"limits\": {\"maxEvents\": 5}"));

        assertThat(codes(faults(outcome))).containsExactly("unsupported");
        assertThat(codes(outcome.warnings())).containsExactly("ignoredField");
    }
}
