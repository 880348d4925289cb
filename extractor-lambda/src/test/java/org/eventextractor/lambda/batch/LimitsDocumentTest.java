package org.eventextractor.lambda.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.eventextractor.core.DocumentPage;
import org.junit.jupiter.api.Test;

/** The numbers of docs/LIMITS.md are those of the code. */
class LimitsDocumentTest {

    @Test
    void anArrayJobIsAsLargeAsThePageSays() {
        assertThat(DocumentPage.read("LIMITS.md").valueOf("machines of an array job"))
                .startsWith(String.format(Locale.ROOT, "%,d,", JobSizer.MAX_SHARDS));
    }
}
