package org.eventextractor.core.callback;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The addresses that begin with the same bits: a CIDR block (RFC 4632).
 *
 * @param network the first address of the block
 * @param bits how many leading bits they share, 0 to the address's length
 * @param purpose what the block is for, in a few words, as {@code private}
 */
record AddressRange(InetAddress network, int bits, String purpose) {

    /** A block in CIDR notation, of a literal address: nothing is looked up. */
    static AddressRange of(String cidr, String purpose) {
        int slash = cidr.indexOf('/');
        try {
            InetAddress network = InetAddress.getByName(cidr.substring(0, slash));
            return new AddressRange(network, Integer.parseInt(cidr.substring(slash + 1)), purpose);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a CIDR block: " + cidr, e);
        }
    }

    /** Whether the raw bytes of an address lie in this block; false for an address of the other family. */
    boolean contains(byte[] address) {
        byte[] first = network.getAddress();
        if (first.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (bitAt(first, bit) != bitAt(address, bit)) {
                return false;
            }
        }
        return true;
    }

    private static int bitAt(byte[] bytes, int bit) {
        return bytes[bit / 8] >> (7 - bit % 8) & 1;
    }
}
