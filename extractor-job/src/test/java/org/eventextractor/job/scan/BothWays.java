package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.Map;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.RangeStore;
import org.jspecify.annotations.Nullable;

/** The same files read the short way and by parquet-java, each way by itself. */
final class BothWays {

    private final EventScanner scanner;
    private final SmallFileScan smallFiles;
    private final SchemaResolver resolver;

    BothWays(EventType type, TimeRange range, UserSelection users) {
        scanner = new EventScanner(type, range, users);
        resolver = new SchemaResolver(type);
        smallFiles = new SmallFileScan(new EventSearch(
                new UserCondition(type.user().encoding(), users),
                new TimeCondition(type.time().encoding(), range)));
    }

    /** Makes the short way know a sound file's footer. */
    void learn(byte[] file) {
        try {
            OpenFile opened = OpenFile.open(RangeInputFile.inMemory("learnt", file));
            smallFiles.learn(file, resolver.resolve(opened.metadata().getSchema()), opened.metadata());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Null if the file is not for this way. */
    @Nullable
    Reading shortly(byte[] file) {
        SourceObject source = Events.whole(file).source();
        ScannedObject scanned = smallFiles.scan(source, file);
        return scanned == null ? null : Reading.of(scanned);
    }

    Reading byParquetJava(byte[] file) {
        RangeStore store = new RangeStore(Map.of("key", file));
        try {
            return Reading.of(scanner.scan(new FetchedObject.ByRange(store.source("key"), store)));
        } catch (UnreadableObjectException refused) {
            return Reading.refused(refused);
        }
    }
}
