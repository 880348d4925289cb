package org.eventextractor.lambda.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShareIdentifierTest {

    @Test
    void requestsOfOneProjectHaveOne() {
        assertThat(ShareIdentifier.of("study-a/my_request.json"))
                .startsWith("studya")
                .isEqualTo(ShareIdentifier.of("study-a/2023/march/another_request.json"));
    }

    @Test
    void projectsWhoseNamesDifferInSignsOnlyAreToldApart() {
        List<String> keys = List.of("study-a/request.json", "study_a/request.json", "a/request.json", "request.json");

        assertThat(keys).extracting(ShareIdentifier::of).doesNotHaveDuplicates();
    }

    @Test
    void itIsWhatBatchTakesWhateverTheFolderIsCalled() {
        List<String> keys = List.of("ü a+b/request.json", "x".repeat(900) + "/request.json", "/request.json");

        assertThat(keys).extracting(ShareIdentifier::of).allMatch(share -> share.matches("[A-Za-z0-9]{1,255}"));
    }
}
