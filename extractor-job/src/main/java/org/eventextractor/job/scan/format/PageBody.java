package org.eventextractor.job.scan.format;

import java.io.IOException;
import org.eventextractor.job.scan.format.PageHeader.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a data page holds, decompressed: three parts, one after the other.
 *
 * @param repetitionLevels null if the column has none
 * @param definitionLevels null if the column has none
 * @param values those of the entries that are no nulls
 */
record PageBody(
        @Nullable ByteSlice repetitionLevels, @Nullable ByteSlice definitionLevels, ByteSlice values) {

    /** @throws DamagedFileException if the page is not as its header says */
    static PageBody of(Page page, Leaf leaf, PageInflater inflater) throws IOException {
        boolean repeated = leaf.column().getMaxRepetitionLevel() > 0;
        boolean defined = leaf.column().getMaxDefinitionLevel() > 0;
        return page.header().kind() == Kind.DATA
                ? ofV1(inflater.inflate(page), repeated, defined)
                : ofV2(page, repeated, defined, inflater);
    }

    /** Each part of levels begins with its length. */
    private static PageBody ofV1(ByteSlice body, boolean repeated, boolean defined) {
        ByteSlice rest = body;
        ByteSlice repetitionLevels = null;
        ByteSlice definitionLevels = null;
        if (repeated) {
            repetitionLevels = rest.prefixed();
            rest = rest.tail(Integer.BYTES + repetitionLevels.length());
        }
        if (defined) {
            definitionLevels = rest.prefixed();
            rest = rest.tail(Integer.BYTES + definitionLevels.length());
        }
        return new PageBody(repetitionLevels, definitionLevels, rest);
    }

    /** The header tells the lengths, and only the values are compressed. */
    private static PageBody ofV2(Page page, boolean repeated, boolean defined, PageInflater inflater)
            throws IOException {
        PageHeader header = page.header();
        ByteSlice repetitionLevels = page.body().head(header.repetitionBytes());
        ByteSlice rest = page.body().tail(header.repetitionBytes());
        ByteSlice definitionLevels = rest.head(header.definitionBytes());
        return new PageBody(
                repeated ? repetitionLevels : null,
                defined ? definitionLevels : null,
                inflater.inflate(page, rest.tail(header.definitionBytes())));
    }
}
