package org.eventextractor.job.scan.format;

/** Content that contradicts itself or the format. The message says where; it does not name the file. */
public final class DamagedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DamagedFileException(String message) {
        super(message);
    }
}
