package org.eventextractor.core.callback;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells addresses of the public internet from all others, so that a callback can never be aimed at something inside: a
 * private network, the machine itself, a cloud's metadata service. An IPv6 address that carries an IPv4 address is
 * judged by what it carries.
 *
 * <p>After the IANA special-purpose registries for <a
 * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>.
 */
public final class AddressGuard {

    private static final int IPV4_BYTES = 4;

    private static final List<AddressRange> REFUSED_IPV4 = List.of(
            AddressRange.of("0.0.0.0/8", "unspecified"),
            AddressRange.of("10.0.0.0/8", "private"),
            AddressRange.of("100.64.0.0/10", "carrier-grade NAT"),
            AddressRange.of("127.0.0.0/8", "loopback"),
            AddressRange.of("168.63.129.16/32", "cloud metadata"),
            AddressRange.of("169.254.0.0/16", "link-local or cloud metadata"),
            AddressRange.of("172.16.0.0/12", "private"),
            AddressRange.of("192.0.0.0/24", "reserved"),
            AddressRange.of("192.0.2.0/24", "documentation"),
            AddressRange.of("192.88.99.0/24", "reserved"),
            AddressRange.of("192.168.0.0/16", "private"),
            AddressRange.of("198.18.0.0/15", "benchmarking"),
            AddressRange.of("198.51.100.0/24", "documentation"),
            AddressRange.of("203.0.113.0/24", "documentation"),
            AddressRange.of("224.0.0.0/4", "multicast"),
            AddressRange.of("240.0.0.0/4", "reserved or broadcast"));

    private static final List<AddressRange> REFUSED_IPV6 = List.of(
            AddressRange.of("::/128", "unspecified"),
            AddressRange.of("::1/128", "loopback"),
            AddressRange.of("fc00::/7", "unique-local"),
            AddressRange.of("fe80::/10", "link-local"),
            AddressRange.of("fec0::/10", "site-local"),
            AddressRange.of("ff00::/8", "multicast"),
            AddressRange.of("2001::/23", "reserved or Teredo"),
            AddressRange.of("2001:db8::/32", "documentation"),
            AddressRange.of("3fff::/20", "documentation"));

    private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3", "global unicast");

    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16", "6to4");
    private static final int SIX_TO_FOUR_OFFSET = 2;

    private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96", "NAT64");

    /** {@code ::/96} and {@code ::ffff:0:0/96}, written as bytes since Java reads the second as plain IPv4. */
    private static final int CARRIED_OFFSET = 12;

    private AddressGuard() {}

    /** Why no callback may go to this address, in a few words; empty if it is a public one. */
    public static Optional<String> refusal(InetAddress address) {
        return refusal(address.getAddress());
    }

    /** As {@link #refusal(InetAddress)}, of an address's 4 or 16 bytes in network order. */
    static Optional<String> refusal(byte[] address) {
        if (address.length == IPV4_BYTES) {
            return firstMatch(REFUSED_IPV4, address);
        }
        return firstMatch(REFUSED_IPV6, address)
                .or(() -> carriedIpv4(address).map(AddressGuard::refusal).orElseGet(() -> onlyGlobalUnicast(address)));
    }

    private static Optional<String> firstMatch(List<AddressRange> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.contains(address))
                .findFirst()
                .map(AddressRange::purpose);
    }

    private static Optional<byte[]> carriedIpv4(byte[] address) {
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(fourBytes(address, SIX_TO_FOUR_OFFSET));
        }
        if (NAT64.contains(address) || isMappedOrCompatible(address)) {
            return Optional.of(fourBytes(address, CARRIED_OFFSET));
        }
        return Optional.empty();
    }

    private static boolean isMappedOrCompatible(byte[] address) {
        for (int i = 0; i < CARRIED_OFFSET - 2; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[CARRIED_OFFSET - 2] == address[CARRIED_OFFSET - 1]
                && (address[CARRIED_OFFSET - 1] == 0 || address[CARRIED_OFFSET - 1] == (byte) 0xff);
    }

    private static byte[] fourBytes(byte[] address, int offset) {
        return Arrays.copyOfRange(address, offset, offset + IPV4_BYTES);
    }

    private static Optional<String> onlyGlobalUnicast(byte[] address) {
        return GLOBAL_UNICAST.contains(address) ? Optional.empty() : Optional.of("reserved");
    }
}
