package org.eventextractor.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    @Test
    void nullIsNoDocument() {
        assertThatThrownBy(() -> Json.read(NULL, Map.class)).isInstanceOf(MalformedDocumentException.class);
        assertThatThrownBy(() -> Json.readGzip(Json.writeGzip(Json.tree(null)), Map.class))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void nullIsATree() {
        assertThat(Json.read(NULL, JsonNode.class).isNull()).isTrue();
    }
}
