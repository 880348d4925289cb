package org.eventextractor.s3.fault;

/** The ways a call is spoiled. */
public enum Fault {
    /** 503 ServiceUnavailable; the call does not reach S3. */
    UNAVAILABLE("503 Service Unavailable", "ServiceUnavailable"),
    /** 503 SlowDown, as S3 throttles; the call does not reach S3. */
    SLOW_DOWN("503 Slow Down", "SlowDown"),
    /** 403 AccessDenied; the call does not reach S3. */
    ACCESS_DENIED("403 Forbidden", "AccessDenied"),
    /** 403 ExpiredToken; the call does not reach S3. */
    EXPIRED_TOKEN("403 Forbidden", "ExpiredToken"),
    /** 403 RequestTimeTooSkewed, as where a clock is wrong; the call does not reach S3. */
    CLOCK_SKEWED("403 Forbidden", "RequestTimeTooSkewed"),
    /** S3 does what was asked, and the connection is reset before its answer arrives. */
    LOST_ANSWER,
    /** The connection is reset in the middle of an object's bytes. */
    RESET,
    /** The connection is closed in the middle of an object's bytes. */
    TRUNCATED,
    /**
     * One byte of an object is another one. Where the object's checksum was asked for, as S3 keeps one of each whole
     * object, it is sent along, and is that of the bytes as they were.
     */
    CORRUPTED,
    /** Nothing comes for a while, in the middle of the answer. */
    STALLED,
    /** An object's bytes come slowly. */
    DRIPPED;

    private final String status;
    private final String code;

    Fault() {
        this("", "");
    }

    Fault(String status, String code) {
        this.status = status;
        this.code = code;
    }

    /** Whether the call is answered with an error in S3's place. */
    boolean refuses() {
        return !status.isEmpty();
    }

    /** Whether it spoils the bytes of an answer, and so only a GET of an object. */
    boolean spoilsBytes() {
        return this == RESET || this == TRUNCATED || this == CORRUPTED || this == DRIPPED;
    }

    /** The status line's code and reason; empty unless it refuses. */
    String status() {
        return status;
    }

    /** S3's name of the error; empty unless it refuses. */
    String code() {
        return code;
    }
}
