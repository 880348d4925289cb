package org.eventextractor.core.plan;

import java.time.Instant;
import java.util.List;
import org.eventextractor.core.request.ErrorPolicy;
import org.eventextractor.core.request.ErrorPolicy.OnPartitionError;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.OutputOptions;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.StorageUri;

/** Requests of which only place, types and range matter. */
final class Requests {

    private Requests() {}

    static ExtractRequest of(StorageUri events, List<String> types, String start, String end) {
        return new ExtractRequest(
                events,
                types,
                new TimeRange(Instant.parse(start), Instant.parse(end)),
                UserSelection.everyone(),
                null,
                List.of(),
                "",
                "",
                "",
                false,
                new OutputOptions(OutputOptions.Compression.ZSTD, List.of()),
                new ErrorPolicy(OnPartitionError.CONTINUE, 100),
                null);
    }
}
