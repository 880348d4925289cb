package org.eventextractor.lambda.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobClassTest {

    @ParameterizedTest(name = "{0} vCPU, {1} MiB, {2} shards: {3}")
    @CsvSource({
        "1, 4096, 1, SMALL",
        "1, 8192, 1, STANDARD",
        "2, 8192, 1, STANDARD",
        "16, 65536, 1, STANDARD",
        "16, 65536, 2, LARGE",
        "1, 4096, 2, LARGE"
    })
    void theSizeDecides(int vcpu, int memoryMb, int shards, JobClass expected) {
        assertThat(JobClass.of(new JobSize(vcpu, memoryMb, shards))).isEqualTo(expected);
    }
}
