package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.eventextractor.core.DocumentPage;
import org.junit.jupiter.api.Test;

/** docs/TROUBLESHOOTING.md says of every code of errors.json what to do. */
class UnreadableObjectDocumentTest {

    @Test
    void everyCodeIsExplainedAndNoOther() {
        assertThat(DocumentPage.read("TROUBLESHOOTING.md").names("code", "the file"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(UnreadableObjectException.Code.values())
                        .map(UnreadableObjectException.Code::text)
                        .toList());
    }
}
