package org.eventextractor.core.callback;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: the special-purpose blocks of RFC 6890 and its registries
 * (private, loopback, link-local with the cloud's metadata service, shared, documentation, multicast, reserved), and
 * IPv6 addresses that carry an IPv4 address inside.
 */
public final class PublicAddresses {

    private static final List<Block> SPECIAL_IPV4 = List.of(
            Block.of(8, 0),
            Block.of(8, 10),
            Block.of(10, 100, 64),
            Block.of(8, 127),
            Block.of(16, 169, 254),
            Block.of(12, 172, 16),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113),
            Block.of(3, 224));

    private static final Block GLOBAL_UNICAST = Block.of(3, 0x20);

    private static final List<Block> SPECIAL_IPV6 = List.of(
            Block.of(23, 0x20, 0x01, 0x00),
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(16, 0x20, 0x02),
            Block.of(20, 0x3f, 0xff));

    private PublicAddresses() {}

    /** Whether the address is one that any host on the internet can reach. */
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL_IPV4.stream().noneMatch(block -> block.contains(bytes));
        }
        return GLOBAL_UNICAST.contains(bytes) && SPECIAL_IPV6.stream().noneMatch(block -> block.contains(bytes));
    }

    /** The addresses whose first {@code bits} are those of {@code first}, whose missing bytes are zero. */
    private record Block(int bits, List<Integer> first) {

        static Block of(int bits, Integer... first) {
            return new Block(bits, List.of(first));
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit += Byte.SIZE) {
                int index = bit / Byte.SIZE;
                int mask = 0xff << Math.max(0, Byte.SIZE - (bits - bit));
                int expected = index < first.size() ? first.get(index) : 0;
                if (((address[index] ^ expected) & mask & 0xff) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
