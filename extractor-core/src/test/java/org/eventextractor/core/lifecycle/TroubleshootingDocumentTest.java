package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eventextractor.core.DocumentPage;
import org.junit.jupiter.api.Test;

/** docs/TROUBLESHOOTING.md says of every reason what it means and what to do. */
class TroubleshootingDocumentTest {

    @Test
    void everyReasonIsExplainedAndNoOther() {
        Set<String> reasons =
                Stream.of(ReasonCode.values()).map(ReasonCode::text).collect(Collectors.toSet());

        assertThat(DocumentPage.read("TROUBLESHOOTING.md").names("code", "means"))
                .containsOnlyOnceElementsOf(withoutStopped(reasons))
                .hasSameElementsAs(reasons);
    }

    /** It is one reason of failed requests and another of cancelled ones. */
    private static Set<String> withoutStopped(Set<String> reasons) {
        return reasons.stream()
                .filter(reason -> !reason.equals(ReasonCode.STOPPED.text()))
                .collect(Collectors.toSet());
    }
}
