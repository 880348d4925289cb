package org.eventextractor.samples;

/**
 * What was written.
 *
 * @param files how many
 * @param rows of all of them
 * @param bytes of all of them
 */
public record SampleSummary(int files, long rows, long bytes) {

    static final SampleSummary NONE = new SampleSummary(0, 0, 0);

    SampleSummary plus(SampleSummary other) {
        return new SampleSummary(files + other.files, rows + other.rows, bytes + other.bytes);
    }
}
