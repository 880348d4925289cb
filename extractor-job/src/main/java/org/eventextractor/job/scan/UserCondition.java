package org.eventextractor.job.scan;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.scan.format.LittleEndian;
import org.eventextractor.job.scan.format.ValueFilter;
import org.eventextractor.job.scan.format.ValueVisitor;
import org.jspecify.annotations.Nullable;

/** Whose rows are wanted, asked of values as files store them. Immutable and safe for use by many threads. */
final class UserCondition implements ValueFilter {

    private static final int UUID_BYTES = 16;

    /** Of more, one is likely to seem to be in any Bloom filter. */
    private static final int SELECTIVE = 200;

    private final UserEncoding encoding;
    private final boolean everyone;
    private final boolean selective;
    private final UserTable wanted;
    /** Null where files may store a user in more than one way, so that order tells nothing. */
    private final @Nullable SortedUsers sorted;

    UserCondition(UserEncoding encoding, UserSelection users) {
        this.encoding = encoding;
        everyone = users.all();
        wanted = UserTable.of(users.users());
        sorted = switch (encoding) {
            case UUID_FIXED16 -> SortedUsers.asBytes(users.users());
            case PLAIN_STRING -> SortedUsers.asText(users.users());
            case UUID_STRING -> null;
        };
        selective = sorted != null && !everyone && users.users().size() <= SELECTIVE;
    }

    boolean everyone() {
        return everyone;
    }

    /** Whether {@link #allAreMissingFrom} has a chance. */
    boolean isSelective() {
        return selective;
    }

    /** Whether a value that is neither less than {@code min} nor greater than {@code max} may be a wanted user. */
    boolean mayLieWithin(ByteBuffer min, ByteBuffer max) {
        return everyone || sorted == null || sorted.anyWithin(min, max);
    }

    /** Whether the filter of a column chunk tells that no wanted user is in it. */
    boolean allAreMissingFrom(BloomFilter filter) {
        return selective && sorted != null && sorted.allAreMissingFrom(filter);
    }

    /** Whether a value is a wanted user; of no meaning if everyone's rows are wanted. */
    @Override
    public boolean accepts(byte[] array, int start, int length) {
        if (encoding == UserEncoding.UUID_FIXED16) {
            return length == UUID_BYTES
                    && wanted.containsWords(
                            LittleEndian.longAt(array, start), LittleEndian.longAt(array, start + Long.BYTES));
        }
        return isUuidText(array, start, length)
                && wanted.contains(
                        UuidText.mostSignificantBits(array, start), UuidText.leastSignificantBits(array, start));
    }

    /** Adds the user that a value stands for: the UUID it is, or the name-based one of its bytes if it is none. */
    void addTo(UserTable found, byte[] bytes, int start, int length) {
        if (encoding == UserEncoding.UUID_FIXED16) {
            found.addAll(bytes, start, 1);
        } else if (isUuidText(bytes, start, length)) {
            found.add(UuidText.mostSignificantBits(bytes, start), UuidText.leastSignificantBits(bytes, start));
        } else {
            UUID named = UUID.nameUUIDFromBytes(Arrays.copyOfRange(bytes, start, start + length));
            found.add(named.getMostSignificantBits(), named.getLeastSignificantBits());
        }
    }

    /** Adds the users that values stand for, as {@link #addTo} does. */
    ValueVisitor gathering(UserTable found) {
        return encoding == UserEncoding.UUID_FIXED16
                ? new FixedUsers(found)
                : (array, start, length) -> addTo(found, array, start, length);
    }

    private boolean isUuidText(byte[] bytes, int start, int length) {
        return UuidText.isUuid(bytes, start, length, encoding == UserEncoding.UUID_STRING);
    }

    /** Of 16 bytes each, as the schema has it. */
    private record FixedUsers(UserTable found) implements ValueVisitor {

        @Override
        public void visit(byte[] array, int start, int length) {
            found.addAll(array, start, 1);
        }

        @Override
        public void visitAll(byte[] array, int start, int length, int count) {
            found.addAll(array, start, count);
        }
    }
}
