package org.eventextractor.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log may hold of a document that is not as it should be. */
class MalformedDocumentTest {

    private static final String USER = "5f9f4c1e-8d0b-4a7e-9a52-0d6f1c2b3a4d";

    private record Document(int rows) {}

    @ParameterizedTest
    @ValueSource(strings = {"{\n\"rows\": \"%s\"}", "{\n\"rows\": %s}", "{\n\"%1$s\": 1, \"%1$s\": 2}", "[\n\"%s\""})
    void itsPlaceIsToldAndNoneOfItsValues(String text) {
        byte[] document = text.formatted(USER).getBytes(StandardCharsets.UTF_8);

        MalformedDocumentException malformed =
                catchThrowableOfType(MalformedDocumentException.class, () -> Json.read(document, Document.class));

        StringWriter logged = new StringWriter();
        malformed.printStackTrace(new PrintWriter(logged, true));
        assertThat(logged.toString())
                .contains("not a Document document", "line ")
                .doesNotContain(USER)
                .doesNotContain(USER.substring(0, 8));
    }
}
