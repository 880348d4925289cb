package org.eventextractor.core.storage;

/**
 * Entity tags as HTTP spells them, in quotes, and as they are kept here, without.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110: ETag</a>
 */
final class ETags {

    private ETags() {}

    static String quoted(String eTag) {
        return '"' + eTag + '"';
    }

    /** As it is, where a server sends it without quotes. */
    static String unquoted(String eTag) {
        return eTag.startsWith("\"") && eTag.endsWith("\"") ? eTag.substring(1, eTag.length() - 1) : eTag;
    }
}
