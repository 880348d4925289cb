package org.eventextractor.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document that a person wrote: plain JSON (RFC 8259) whose top is an object, within bounds. What is wrong goes
 * to a {@link FaultSink} with line and column, in words for the one who wrote it.
 *
 * <p>Thread-safe. Memory is the document's and, at most, some 100 MB for its tree; whoever fetched the bytes has
 * bounded them.
 */
public final class StrictDocumentReader {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 100_000;
    private static final int MAX_NAME = 1_000;
    private static final int MAX_DIGITS = 1_000;

    /** Names, values and brackets together: without this bound the tree could be a hundred times its document. */
    private static final int MAX_TOKENS = 2_000_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_DIGITS)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule().addDeserializer(JsonNode.class, new DuplicateNotingDeserializer()))
            .build();

    private StrictDocumentReader() {}

    /** The document's top object; empty if there is none, which the sink then knows. */
    public static Optional<FieldReader> read(byte[] document, FaultSink faults) {
        if (document.length == 0) {
            faults.add("", "notJson", "the document is empty", "Upload it again.");
            return Optional.empty();
        }
        Set<String> duplicates = new LinkedHashSet<>();
        try {
            JsonNode top = MAPPER.reader()
                    .withAttribute(DuplicateNotingDeserializer.DUPLICATES, duplicates)
                    .readValue(document, JsonNode.class);
            duplicates.forEach(pointer -> addDuplicate(pointer, faults));
            return new JsonItem("", top, faults).object();
        } catch (StreamConstraintsException e) {
            String message =
                    "the document nests too deep, has too many values, or a name, text or number in it is too long";
            faults.add("", "exceedsBounds", message + place(e.getLocation()), bounds());
        } catch (JsonProcessingException e) {
            faults.add("", "notJson", "the document is not JSON" + place(e.getLocation()), notJsonHelp());
        } catch (IOException e) {
            faults.add("", "notJson", "the document is not text that JSON allows", notJsonHelp());
        }
        return Optional.empty();
    }

    private static void addDuplicate(String pointer, FaultSink faults) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        String message = "the field \"" + Shown.cut(name) + "\" is given more than once";
        faults.add(pointer, "duplicateKey", message, "Keep one of them.");
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : ": see line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String bounds() {
        return "A document nests at most " + MAX_DEPTH + " levels and has at most "
                + MAX_TOKENS + " names, values and brackets; a text has at most " + MAX_TEXT
                + " characters, a field's name " + MAX_NAME + ", a number " + MAX_DIGITS + " digits.";
    }

    private static String notJsonHelp() {
        return "Check the commas, quotes and brackets there, and that the file is saved as UTF-8. JSON has no"
                + " comments, no NaN, and no comma after the last item.";
    }
}
