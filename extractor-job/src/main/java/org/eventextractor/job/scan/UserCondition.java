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
import org.eventextractor.job.scan.format.LeafEntries;
import org.jspecify.annotations.Nullable;

/** Whose rows are wanted, asked of values as files store them. Immutable and safe for use by many threads. */
final class UserCondition {

    private static final int UUID_BYTES = 16;
    private static final VarHandle NETWORK_ORDER_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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

    /** Whether the row is wanted: any row if everyone's are, else one that holds a wanted user; never one without. */
    boolean matches(LeafEntries user) {
        return everyone || (user.isPresent() && isWanted(user.bytes(), user.start(), user.length()));
    }

    /** Adds the user of an entry that holds one: the UUID it is, or the name-based one of its bytes if it is none. */
    void addTo(UserTable found, LeafEntries user) {
        byte[] bytes = user.bytes();
        int start = user.start();
        int length = user.length();
        if (encoding == UserEncoding.UUID_FIXED16) {
            found.add(longAt(bytes, start), longAt(bytes, start + Long.BYTES));
        } else if (isUuidText(bytes, start, length)) {
            found.add(UuidText.mostSignificantBits(bytes, start), UuidText.leastSignificantBits(bytes, start));
        } else {
            UUID named = UUID.nameUUIDFromBytes(Arrays.copyOfRange(bytes, start, start + length));
            found.add(named.getMostSignificantBits(), named.getLeastSignificantBits());
        }
    }

    private boolean isWanted(byte[] bytes, int start, int length) {
        if (encoding == UserEncoding.UUID_FIXED16) {
            return length == UUID_BYTES && wanted.contains(longAt(bytes, start), longAt(bytes, start + Long.BYTES));
        }
        return isUuidText(bytes, start, length)
                && wanted.contains(
                        UuidText.mostSignificantBits(bytes, start), UuidText.leastSignificantBits(bytes, start));
    }

    private boolean isUuidText(byte[] bytes, int start, int length) {
        return UuidText.isUuid(bytes, start, length, encoding == UserEncoding.UUID_STRING);
    }

    private static long longAt(byte[] bytes, int start) {
        return (long) NETWORK_ORDER_LONG.get(bytes, start);
    }
}
