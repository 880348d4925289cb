package org.eventextractor.core.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Reads listings in the SDK's place, which makes a tree of the whole document and a builder of each object: half the
 * CPU of planning. Signing, retries and errors stay the SDK's. A listing that breaks off is asked for again.
 *
 * <p>Thread-safe.
 */
final class ListingInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<AtomicReference<@Nullable ObjectPage>> PAGE =
            new ExecutionAttribute<>("EventExtractorPage");

    /** What is left to the SDK to read. */
    private static final byte[] NOTHING = "<ListBucketResult/>".getBytes(StandardCharsets.UTF_8);

    /**
     * Lists one page.
     *
     * @param client that has this interceptor
     */
    static ObjectPage list(S3Client client, ListObjectsV2Request request) {
        AtomicReference<@Nullable ObjectPage> read = new AtomicReference<>();
        client.listObjectsV2(request.toBuilder()
                .overrideConfiguration(configuration -> configuration.putExecutionAttribute(PAGE, read))
                .build());
        ObjectPage page = read.get();
        if (page == null) {
            throw new IllegalStateException("the client does not read listings so: S3Clients did not make it");
        }
        return page;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        AtomicReference<@Nullable ObjectPage> page = attributes.getAttribute(PAGE);
        Optional<InputStream> body = context.responseBody();
        if (page == null || !context.httpResponse().isSuccessful()) {
            return body;
        }
        page.set(parse(body.orElseGet(InputStream::nullInputStream)));
        return Optional.of(new ByteArrayInputStream(NOTHING));
    }

    /** Closed here, for the SDK does not see it: its connection is then free for others. */
    private static ObjectPage parse(InputStream body) {
        try (body) {
            return ListingParser.parse(body);
        } catch (XMLStreamException | IOException e) {
            throw RetryableException.create("the answer is no whole listing: " + e.getMessage(), e);
        }
    }
}
