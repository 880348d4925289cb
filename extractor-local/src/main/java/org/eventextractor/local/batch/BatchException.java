package org.eventextractor.local.batch;

/** A call that Batch would refuse; the message is for the caller. */
final class BatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is: the error's name on the wire and its HTTP status. */
    enum Kind {
        CLIENT("ClientException", 400),
        ACCESS_DENIED("AccessDeniedException", 403),
        UNKNOWN_OPERATION("UnknownOperationException", 404),
        SERVER("ServerException", 500);

        private final String errorType;
        private final int httpStatus;

        Kind(String errorType, int httpStatus) {
            this.errorType = errorType;
            this.httpStatus = httpStatus;
        }

        String errorType() {
            return errorType;
        }

        int httpStatus() {
            return httpStatus;
        }
    }

    private final Kind kind;

    BatchException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static BatchException client(String message) {
        return new BatchException(Kind.CLIENT, message);
    }

    Kind kind() {
        return kind;
    }
}
