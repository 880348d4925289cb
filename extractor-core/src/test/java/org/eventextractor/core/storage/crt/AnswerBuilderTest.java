package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.crt.http.HttpHeader;

class AnswerBuilderTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "nine", "-1", "99999999999999999999"})
    void whatIsNotALengthCountsAsNone(String sent) {
        AnswerBuilder builder = new AnswerBuilder(9);
        builder.add(200, new HttpHeader[] {new HttpHeader("Content-Length", sent)});

        assertThat(builder.endHeaders()).isTrue();
        assertThat(builder.add(new byte[4])).isTrue();
        assertThat(builder.build().body()).hasSize(4);
        assertThat(builder.build().announcedLength()).isNull();
    }
}
