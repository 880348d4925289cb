package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.json.Schemas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validator and JSON Schema give the same answer, or the folder of the document says why not. */
class RequestCorpusTest {

    @ParameterizedTest
    @MethodSource("good")
    void aGoodRequestIsAcceptedByValidatorAndSchema(Path file) {
        assertThat(RequestFixtures.parse(RequestCorpus.bytes(file))).isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(Schemas.findings("request", RequestCorpus.bytes(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badBySchema")
    void aBadRequestIsRefusedByValidatorAndSchema(Path file) {
        assertRefusedWithItsCode(file);
        assertThat(Schemas.findings("request", RequestCorpus.bytes(file))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("badByRule")
    void aRuleThatNoSchemaExpressesIsTheValidatorsAlone(Path file) {
        assertRefusedWithItsCode(file);
        assertThat(Schemas.findings("request", RequestCorpus.bytes(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void aDocumentThatCannotBeReadIsRefused(Path file) {
        assertRefusedWithItsCode(file);
    }

    private static void assertRefusedWithItsCode(Path file) {
        List<Fault> faults = RequestFixtures.faults(RequestFixtures.parse(RequestCorpus.bytes(file)));
        assertThat(RequestFixtures.codes(faults)).containsOnly(RequestCorpus.code(file));
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.message()).isNotBlank();
            assertThat(fault.suggestion()).endsWith(fault.suggestion().endsWith("?") ? "?" : ".");
        });
    }

    static Stream<Path> good() {
        return RequestCorpus.files("good").stream();
    }

    static Stream<Path> badBySchema() {
        return RequestCorpus.files("bad-by-schema").stream();
    }

    static Stream<Path> badByRule() {
        return RequestCorpus.files("bad-by-rule").stream();
    }

    static Stream<Path> notJson() {
        return RequestCorpus.files("not-json").stream();
    }
}
