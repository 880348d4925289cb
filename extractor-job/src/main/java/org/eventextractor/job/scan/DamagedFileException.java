package org.eventextractor.job.scan;

/** Content that contradicts itself or the format. The message says where; it does not name the file. */
final class DamagedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }
}
