package org.eventextractor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.junit.jupiter.api.Test;

class SliceDocumentTest {

    private static final String DAY = "t/year=2024/month=01/day=05";

    @Test
    void aSliceComesBackAsItWas() {
        Slice slice = slice(
                object("events/" + DAY + "/a", DAY),
                object("events/" + DAY + "/b", DAY),
                object("events/" + DAY + "/deeper/c", DAY),
                object("events/" + DAY + "/d", DAY),
                object("events/" + DAY + "/e", "another partition"),
                object("no folder", "t"),
                object("", "t"));

        byte[] stored = Json.writeGzip(SliceDocument.of(slice));

        assertThat(Json.readGzip(stored, SliceDocument.class).slice()).isEqualTo(slice);
    }

    @Test
    void aSliceWithoutObjectsComesBackAsItWas() {
        assertThat(SliceDocument.of(slice()).slice()).isEqualTo(slice());
    }

    @Test
    void aFolderIsWrittenOnce() {
        String json = new String(
                Json.write(SliceDocument.of(slice(object(DAY + "/a", DAY), object(DAY + "/b", DAY)))),
                StandardCharsets.UTF_8);

        assertThat(json).containsOnlyOnce("\"prefix\" : \"" + DAY + "/\"").doesNotContain(DAY + "/a");
    }

    @Test
    void listsOfDifferentLengthAreRefused() {
        byte[] damaged = """
                {"summary": {"number": 0, "eventType": "t", "objects": 1, "bytes": 1},
                 "folders": [{"partition": "t", "prefix": "t/", "names": ["a"], "sizes": [1], "eTags": []}]}
                """.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(damaged, SliceDocument.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("ValueInstantiationException in line 2, column");
    }

    private static SourceObject object(String key, String partition) {
        return new SourceObject(key, key.length(), "tag " + key.length(), partition);
    }

    private static Slice slice(SourceObject... objects) {
        long bytes = List.of(objects).stream().mapToLong(SourceObject::size).sum();
        return new Slice(new SliceSummary(3, "t", objects.length, bytes), List.of(objects));
    }
}
