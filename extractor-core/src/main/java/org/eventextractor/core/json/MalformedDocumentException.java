package org.eventextractor.core.json;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Bytes that are not the JSON document they are taken for. */
public final class MalformedDocumentException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    MalformedDocumentException(String message, IOException cause) {
        super(message, cause);
    }
}
