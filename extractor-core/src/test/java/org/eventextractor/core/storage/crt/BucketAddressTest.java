package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.eventextractor.core.storage.S3Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketAddressTest {

    @ParameterizedTest
    @CsvSource({
        "events, eu-central-1, , https://events.s3.eu-central-1.amazonaws.com",
        "dotted.name, eu-central-1, , https://s3.eu-central-1.amazonaws.com/dotted.name",
        "events, cn-north-1, , https://events.s3.cn-north-1.amazonaws.com.cn",
        "events, eu-central-1, http://127.0.0.1:9000, http://127.0.0.1:9000/events"
    })
    void theBucketIsInTheHostNameWhereItCanBe(String bucket, String region, String endpoint, String expected) {
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");
        Map<String, String> environment = new HashMap<>(keys);
        environment.put("AWS_REGION", region);
        if (endpoint != null) {
            environment.put("AWS_ENDPOINT_URL_S3", endpoint);
        }

        assertThat(BucketAddress.of(S3Environment.from(environment), bucket).uri())
                .hasToString(expected);
    }
}
