package org.eventextractor.core.callback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up once and hands the very addresses it checked to the connection, so that a name that changes its mind
 * between check and connect (DNS rebinding) gains nothing. One address that is not public refuses the host.
 */
final class GuardedResolver implements DnsResolver {

    private final HostLookup lookup;

    GuardedResolver(HostLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = lookup.addressesOf(host);
        for (InetAddress address : addresses) {
            Optional<String> refusal = AddressGuard.refusal(address);
            if (refusal.isPresent()) {
                throw new RefusedAddressException(host, refusal.get());
            }
        }
        return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
