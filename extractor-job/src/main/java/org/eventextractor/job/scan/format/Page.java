package org.eventextractor.job.scan.format;

/**
 * A page, found and held against its checksum.
 *
 * @param header what it is
 * @param body it, as it lies in the file
 */
record Page(PageHeader header, ByteSlice body) {}
