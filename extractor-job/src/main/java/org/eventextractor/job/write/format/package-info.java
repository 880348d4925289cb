/**
 * From the entries of a column to the bytes and statistics of its pages, many values at a time: levels, dictionaries,
 * plain values. How pages make a file is left to parquet-java.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a>
 */
@NullMarked
package org.eventextractor.job.write.format;

import org.jspecify.annotations.NullMarked;
