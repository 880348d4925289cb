package org.eventextractor.core.callback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Safe for use by many threads. */
@FunctionalInterface
public interface HostLookup {

    /**
     * The addresses of a host name or of a literal address, at least one.
     *
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;

    /** The lookup of the machine. */
    static HostLookup ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
