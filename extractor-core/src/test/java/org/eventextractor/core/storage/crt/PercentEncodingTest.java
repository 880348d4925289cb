package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Beside the SDK's own, which is dearer. */
class PercentEncodingTest {

    private static final String EVERY_KIND = IntStream.concat(IntStream.range(0, 0x300), IntStream.of(0x20ac, 0x1d11e))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    @Test
    void aPathKeepsItsSlashes() {
        assertThat(PercentEncoding.ofPath("year=2023/a b+c~.parquet")).isEqualTo("year%3D2023/a%20b%2Bc~.parquet");
        assertThat(PercentEncoding.ofPath(EVERY_KIND)).isEqualTo(SdkHttpUtils.urlEncodeIgnoreSlashes(EVERY_KIND));
    }
}
