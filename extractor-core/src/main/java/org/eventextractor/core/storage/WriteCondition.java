package org.eventextractor.core.storage;

/** What must be there for a write to happen; otherwise it fails with {@link StorageException.Kind#CHANGED}. */
public sealed interface WriteCondition {

    /** Write whatever is there. */
    record Always() implements WriteCondition {}

    /** Write only where no object has this key yet: of many racing writers exactly one wins. */
    record IfAbsent() implements WriteCondition {}

    /**
     * Write only over the object that was read.
     *
     * @param eTag its entity tag, without quotes
     */
    record IfMatch(String eTag) implements WriteCondition {}

    static WriteCondition always() {
        return new Always();
    }

    static WriteCondition ifAbsent() {
        return new IfAbsent();
    }

    static WriteCondition ifMatch(String eTag) {
        return new IfMatch(eTag);
    }
}
