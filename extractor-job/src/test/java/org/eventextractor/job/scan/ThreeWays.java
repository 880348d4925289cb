package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.RangeStore;
import org.jspecify.annotations.Nullable;

/**
 * The same files read in each way there is, each by itself: small ones of known footers in memory, page by page, and by
 * parquet-java.
 */
final class ThreeWays {

    private final EventScanner scanner;
    private final SmallFileScan smallFiles;
    private final SchemaResolver resolver;
    private final EventSearch search;

    ThreeWays(EventType type, TimeRange range, UserSelection users) {
        scanner = new EventScanner(type, range, users, List.of());
        resolver = new SchemaResolver(type, List.of());
        search = new EventSearch(
                new UserCondition(type.user().encoding(), users),
                new TimeCondition(type.time().encoding(), range));
        smallFiles = new SmallFileScan(search);
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

    Reading byPages(byte[] file) {
        RangeStore store = new RangeStore(Map.of("key", file));
        try {
            return Reading.of(scanner.scan(store.byRange("key")));
        } catch (UnreadableObjectException refused) {
            return Reading.refused(refused);
        }
    }

    Reading byParquetJava(byte[] file) {
        SourceObject source = Events.whole(file).source();
        try {
            return Reading.of(Guard.reading(source, () -> wholly(source, file)));
        } catch (UnreadableObjectException refused) {
            return Reading.refused(refused);
        }
    }

    private ScannedObject wholly(SourceObject source, byte[] bytes) throws IOException, UnreadableObjectException {
        RangeInputFile input = RangeInputFile.inMemory(source.key(), bytes);
        FileShape.require(source, input);
        OpenFile file = OpenFile.open(input);
        ResolvedSchema schema = resolver.resolve(file.metadata().getSchema());
        file.requireSoundRowGroups();
        return search.in(source, file, schema, file.metadata().getKeyValueMetaData(), false);
    }
}
