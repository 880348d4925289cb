package org.eventextractor.job.scan;

import java.io.IOException;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.BadConfigurationException;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.TooLargeException;
import org.jspecify.annotations.Nullable;

/** Gives whatever reading a file threw the name that a researcher understands. */
final class Failures {

    private Failures() {}

    static UnreadableObjectException of(SourceObject source, Throwable failure) {
        if (failure instanceof ForeignSchemaException) {
            return foreignSchema(source, failure);
        }
        StorageException storage = causeOf(failure, StorageException.class);
        if (storage != null) {
            return UnreadableObjectException.of(source, storage);
        }
        if (causeOf(failure, ParquetCryptoRuntimeException.class) != null) {
            return FileShape.encrypted(source);
        }
        if (causeOf(failure, BadConfigurationException.class) != null) {
            return unsupported(source, failure);
        }
        if (failure instanceof OutOfMemoryError || failure instanceof TooLargeException) {
            return tooLarge(source, failure);
        }
        return new UnreadableObjectException(
                Code.CORRUPT,
                source.key() + ": is a Parquet file with damaged content (" + reason(failure)
                        + "); restore it from its origin, then repair the extract by resumeFrom, or drop the request again if nothing was delivered",
                failure);
    }

    private static UnreadableObjectException foreignSchema(SourceObject source, Throwable failure) {
        return new UnreadableObjectException(
                Code.FOREIGN_SCHEMA,
                source.key() + ": " + failure.getMessage()
                        + "; move the file to the folder of its own event type, or correct the catalogue",
                failure);
    }

    private static UnreadableObjectException unsupported(SourceObject source, Throwable failure) {
        return new UnreadableObjectException(
                Code.UNSUPPORTED,
                source.key()
                        + ": is compressed with a codec that the extractor does not know; write it with zstd, snappy,"
                        + " gzip or lz4_raw",
                failure);
    }

    private static UnreadableObjectException tooLarge(SourceObject source, Throwable failure) {
        return new UnreadableObjectException(
                Code.TOO_LARGE,
                source.key() + ": needs more memory than the job may use for one file (" + reason(failure)
                        + "); it is damaged, or holds very large values",
                failure);
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** The innermost cause says most; its text may hold paths of columns, never values of rows. */
    private static String reason(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "the lengths it claims do not fit into the job's memory";
        }
        String message = failure.getMessage();
        boolean telling = message != null
                && (failure instanceof DamagedFileException
                        || failure instanceof TooLargeException
                        || failure instanceof IOException);
        return telling ? String.valueOf(message) : failure.getClass().getSimpleName();
    }
}
