package org.eventextractor.job.scan;

import java.io.IOException;
import org.apache.parquet.hadoop.metadata.FileMetaData.EncryptionType;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.fetch.FetchedObject;

/** Finds and decodes the wanted rows of an event type's files. Safe for use by many threads. */
public final class EventScanner {

    private final SchemaResolver resolver;
    private final UserCondition users;
    private final TimeCondition times;

    /**
     * @param range both ends included, compared exactly with what is stored
     * @param users whose rows are wanted; rows without a user only if everyone's are
     */
    public EventScanner(EventType type, TimeRange range, UserSelection users) {
        resolver = new SchemaResolver(type);
        this.users = new UserCondition(type.user().encoding(), users);
        times = new TimeCondition(type.time().encoding(), range);
    }

    /**
     * Finds the matching rows. Of an object in memory, and of one with few matches, the first batch of them is decoded
     * here as well, so that damage shows before anything is written.
     *
     * @throws UnreadableObjectException if the object cannot be read, whatever it holds
     */
    public ScannedObject scan(FetchedObject object) throws UnreadableObjectException {
        SourceObject source = object.source();
        return Guard.reading(source, () -> scan(source, open(object), object instanceof FetchedObject.Whole));
    }

    private ScannedObject scan(SourceObject source, RangeInputFile input, boolean inMemory)
            throws IOException, UnreadableObjectException {
        FileShape.require(source, input);
        OpenFile file = OpenFile.open(input);
        if (file.metadata().getEncryptionType() != EncryptionType.UNENCRYPTED) {
            throw FileShape.encrypted(source);
        }
        ResolvedSchema schema = resolver.resolve(file.metadata().getSchema());
        file.requireSoundRowGroups(schema.leaves(), input.getLength());
        RowFinder rows = new RowFinder(file, schema, users, times);
        rows.find();
        boolean few = rows.tally().rowsMatched() <= BatchReader.MAX_ROWS;
        return ScannedObject.of(source, file, schema, rows, inMemory || few);
    }

    private static RangeInputFile open(FetchedObject object) {
        if (object instanceof FetchedObject.Whole whole) {
            return RangeInputFile.inMemory(whole.source().key(), whole.bytes());
        }
        FetchedObject.ByRange byRange = (FetchedObject.ByRange) object;
        return RangeInputFile.inStore(byRange.source(), byRange.store());
    }
}
