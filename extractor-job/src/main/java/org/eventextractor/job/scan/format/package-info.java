/**
 * The Parquet format, as far as files of events use it: footer, page headers, levels, values. From bytes in memory to
 * the entries of a column, without anything in between; it knows nothing of users, times and events.
 *
 * <p>Stricter than the format: whatever usual writers do not write is answered with a {@link
 * org.eventextractor.job.scan.format.DamagedFileException}, and for another reader to judge.
 *
 * @see <a href="https://github.com/apache/parquet-format">Parquet format</a>
 */
@NullMarked
package org.eventextractor.job.scan.format;

import org.jspecify.annotations.NullMarked;
