package org.eventextractor.core.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bytes that are not the JSON document they are taken for. Tells where it is wrong, and nothing that it holds. */
public final class MalformedDocumentException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    MalformedDocumentException(String message, IOException cause) {
        super(message, cause instanceof JacksonException wrong ? placeOf(wrong) : cause);
    }

    /** In the place of Jackson's own failure, which quotes the document: users that it names must not reach a log. */
    private static IOException placeOf(JacksonException wrong) {
        String kind = wrong.getClass().getSimpleName();
        JsonLocation place = wrong.getLocation();
        return new IOException(
                place == null ? kind : kind + " in line " + place.getLineNr() + ", column " + place.getColumnNr());
    }
}
