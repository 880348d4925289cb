package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.FileMetaData.EncryptionType;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.fetch.FetchedObject;

/** Finds and decodes the wanted rows of an event type's files. Safe for use by many threads. */
public final class EventScanner {

    private final SchemaResolver resolver;
    private final EventSearch search;
    private final SmallFileScan smallFiles;

    /**
     * @param range both ends included, compared exactly with what is stored
     * @param users whose rows are wanted; rows without a user only if everyone's are
     * @param columns the top-level columns to deliver, in addition to those of user and time; empty for all
     */
    public EventScanner(EventType type, TimeRange range, UserSelection users, List<String> columns) {
        resolver = new SchemaResolver(type, columns);
        search = new EventSearch(
                new UserCondition(type.user().encoding(), users),
                new TimeCondition(type.time().encoding(), range));
        smallFiles = new SmallFileScan(search);
    }

    /**
     * Finds the matching rows. Of an object in memory, and of one with few matches, the first batch of them is decoded
     * here as well, so that damage shows before anything is written.
     *
     * @throws UnreadableObjectException if the object cannot be read, whatever it holds
     */
    public ScannedObject scan(FetchedObject object) throws UnreadableObjectException {
        SourceObject source = object.source();
        if (object instanceof FetchedObject.Whole whole) {
            return Guard.reading(source, () -> scanWhole(whole));
        }
        FetchedObject.ByRange byRange = (FetchedObject.ByRange) object;
        return Guard.reading(source, () -> scanByRange(byRange));
    }

    private ScannedObject scanWhole(FetchedObject.Whole object) throws IOException, UnreadableObjectException {
        ScannedObject scanned = smallFiles.scan(object.source(), object.bytes());
        return scanned == null ? scanUnknown(object) : scanned;
    }

    private ScannedObject scanUnknown(FetchedObject.Whole object) throws IOException, UnreadableObjectException {
        RangeInputFile input = RangeInputFile.inMemory(object.source().key(), object.bytes());
        OpenFile file = open(object.source(), input);
        ResolvedSchema schema = resolve(file);
        smallFiles.learn(object.bytes(), schema, file.metadata());
        return search.in(
                object.source(), PagedFile.inMemory(file, input.ranges()), schema, metadata(file, schema), true);
    }

    private ScannedObject scanByRange(FetchedObject.ByRange object) throws IOException, UnreadableObjectException {
        RangeInputFile input = RangeInputFile.inStore(object.source(), object.reader());
        OpenFile file = open(object.source(), input);
        ResolvedSchema schema = resolve(file);
        return search.in(
                object.source(), PagedFile.inStore(file, input.ranges()), schema, metadata(file, schema), false);
    }

    private static OpenFile open(SourceObject source, RangeInputFile input)
            throws IOException, UnreadableObjectException {
        FileShape.require(source, input);
        OpenFile file = OpenFile.open(input);
        if (file.metadata().getEncryptionType() != EncryptionType.UNENCRYPTED) {
            throw FileShape.encrypted(source);
        }
        return file;
    }

    private ResolvedSchema resolve(OpenFile file) {
        ResolvedSchema schema = resolver.resolve(file.metadata().getSchema());
        file.requireSoundRowGroups();
        return schema;
    }

    /** Key-value pairs describe whole schemas, so a projection does without them. */
    private static Map<String, String> metadata(OpenFile file, ResolvedSchema schema) {
        return schema.isWhole() ? file.metadata().getKeyValueMetaData() : Map.of();
    }
}
