package org.eventextractor.job.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.UserSelection;

/** Whose rows are wanted, asked of values as files store them. Immutable and safe for use by many threads. */
final class UserCondition {

    private static final int UUID_BYTES = 16;
    private static final VarHandle NETWORK_ORDER_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final UserEncoding encoding;
    private final boolean everyone;
    private final UserTable wanted;

    UserCondition(UserEncoding encoding, UserSelection users) {
        this.encoding = encoding;
        everyone = users.all();
        wanted = new UserTable(users.users());
    }

    /** Whether the row is wanted: any row if everyone's are, else one that holds a wanted user; never one without. */
    boolean matches(LeafVector.Binaries users, int entry) {
        return everyone || (users.isPresent(entry) && isWanted(users, entry));
    }

    /**
     * The user of an entry that holds one.
     *
     * @return the UUID it is, or the name-based one of its bytes if it is none
     */
    UUID userOf(LeafVector.Binaries users, int entry) {
        byte[] bytes = users.bytes();
        int start = users.start(entry);
        int length = users.length(entry);
        if (encoding == UserEncoding.UUID_FIXED16) {
            return new UUID(longAt(bytes, start), longAt(bytes, start + Long.BYTES));
        }
        if (isUuidText(bytes, start, length)) {
            return new UUID(UuidText.mostSignificantBits(bytes, start), UuidText.leastSignificantBits(bytes, start));
        }
        return UUID.nameUUIDFromBytes(Arrays.copyOfRange(bytes, start, start + length));
    }

    private boolean isWanted(LeafVector.Binaries users, int entry) {
        byte[] bytes = users.bytes();
        int start = users.start(entry);
        if (encoding == UserEncoding.UUID_FIXED16) {
            return users.length(entry) == UUID_BYTES
                    && wanted.contains(longAt(bytes, start), longAt(bytes, start + Long.BYTES));
        }
        return isUuidText(bytes, start, users.length(entry))
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
