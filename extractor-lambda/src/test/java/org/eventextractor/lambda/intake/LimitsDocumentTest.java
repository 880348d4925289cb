package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.eventextractor.core.DocumentPage;
import org.junit.jupiter.api.Test;

/** The numbers of docs/LIMITS.md are those of the code. */
class LimitsDocumentTest {

    @Test
    void aRequestIsAsLargeAsThePageSays() {
        assertThat(DocumentPage.read("LIMITS.md").valueOf("the request document"))
                .startsWith((Admission.MAX_REQUEST_BYTES >> 20) + " MiB,");
    }
}
