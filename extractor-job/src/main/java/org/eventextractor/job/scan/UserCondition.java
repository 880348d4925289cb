package org.eventextractor.job.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.scan.format.ValueFilter;
import org.jspecify.annotations.Nullable;

/** Whose rows are wanted, asked of values as files store them. Immutable and safe for use by many threads. */
final class UserCondition implements ValueFilter {

    private static final int UUID_BYTES = 16;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of more, one is likely to seem to be in any Bloom filter. */
    private static final int SELECTIVE = 200;

    private final UserEncoding encoding;
    private final boolean everyone;
    private final boolean selective;
    /**
     * Of fixed bytes as little-endian words, for under the first compiler turning each around takes longer than the
     * look-up.
     */
    private final UserTable wanted;
    /** Null where files may store a user in more than one way, so that order tells nothing. */
    private final @Nullable SortedUsers sorted;

    UserCondition(UserEncoding encoding, UserSelection users) {
        this.encoding = encoding;
        everyone = users.all();
        wanted = UserTable.of(
                encoding == UserEncoding.UUID_FIXED16
                        ? users.users().stream().map(UserCondition::asWords).toList()
                        : users.users());
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
            return length == UUID_BYTES && wanted.contains(wordAt(array, start), wordAt(array, start + Long.BYTES));
        }
        return isUuidText(array, start, length)
                && wanted.contains(
                        UuidText.mostSignificantBits(array, start), UuidText.leastSignificantBits(array, start));
    }

    /** Adds the user that a value stands for: the UUID it is, or the name-based one of its bytes if it is none. */
    void addTo(UserTable found, byte[] bytes, int start, int length) {
        if (encoding == UserEncoding.UUID_FIXED16) {
            found.add(longAt(bytes, start), longAt(bytes, start + Long.BYTES));
        } else if (isUuidText(bytes, start, length)) {
            found.add(UuidText.mostSignificantBits(bytes, start), UuidText.leastSignificantBits(bytes, start));
        } else {
            UUID named = UUID.nameUUIDFromBytes(Arrays.copyOfRange(bytes, start, start + length));
            found.add(named.getMostSignificantBits(), named.getLeastSignificantBits());
        }
    }

    private boolean isUuidText(byte[] bytes, int start, int length) {
        return UuidText.isUuid(bytes, start, length, encoding == UserEncoding.UUID_STRING);
    }

    private static UUID asWords(UUID user) {
        return new UUID(
                Long.reverseBytes(user.getMostSignificantBits()), Long.reverseBytes(user.getLeastSignificantBits()));
    }

    private static long wordAt(byte[] bytes, int start) {
        return (long) WORD.get(bytes, start);
    }

    private static long longAt(byte[] bytes, int start) {
        return Long.reverseBytes(wordAt(bytes, start));
    }
}
