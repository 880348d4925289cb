package org.eventextractor.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eventextractor.core.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/**
 * The one way this system writes and reads JSON: camelCase names and enum constants, RFC 3339 timestamps in UTC with
 * milliseconds (more digits only where the value has them), duplicate keys refused, unknown fields ignored so that an
 * older reader understands a newer writer.
 *
 * <p>Thread-safe.
 */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .annotationIntrospector(new CamelCaseEnums())
            .addModule(valueTypes())
            .build();

    private static final int GZIP_BUFFER = 1 << 13;

    private Json() {}

    /** The shared mapper, for codecs that work on trees. Its configuration must not be changed. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Writes a document. */
    public static byte[] write(Object document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + document.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /**
     * Reads a document.
     *
     * @throws MalformedDocumentException if the bytes are not JSON of that shape
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return document(MAPPER.readValue(bytes, type));
        } catch (IOException e) {
            throw new MalformedDocumentException("not a " + type.getSimpleName() + " document", e);
        }
    }

    /** JSON's null is JSON, and no document. */
    private static <T> T document(@Nullable T read) throws IOException {
        if (read == null) {
            throw new IOException("it is null");
        }
        return read;
    }

    /** As {@link #write}, compressed with gzip; the same document gives the same bytes. */
    public static byte[] writeGzip(Object document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new FastGzip(bytes)) {
            MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValue(gzip, document);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + document.getClass().getSimpleName() + " as JSON", e);
        }
        return bytes.toByteArray();
    }

    /** As {@link #read}, of bytes that {@link #writeGzip} made. */
    public static <T> T readGzip(byte[] bytes, Class<T> type) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return document(MAPPER.readValue(gzip, type));
        } catch (IOException e) {
            throw new MalformedDocumentException("not a compressed " + type.getSimpleName() + " document", e);
        }
    }

    /** The document as a tree; a JSON null for null. */
    public static JsonNode tree(@Nullable Object document) {
        return MAPPER.valueToTree(document);
    }

    /** The enum constant's name as documents spell it: {@code COMPLETED_EMPTY} is {@code completedEmpty}. */
    public static String name(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    /** A plan of many objects is written once and read once: time counts, not the last percent of space. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, GZIP_BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static SimpleModule valueTypes() {
        SimpleModule module = new SimpleModule("values");
        module.addSerializer(Instant.class, new TimestampSerializer());
        module.addDeserializer(Instant.class, new ParsedDeserializer<>(Instant.class, Instant::parse));
        module.addSerializer(StorageUri.class, ToStringSerializer.instance);
        module.addDeserializer(StorageUri.class, new ParsedDeserializer<>(StorageUri.class, StorageUri::parse));
        return module;
    }
}
