package org.eventextractor.core.callback;

import java.net.URI;
import java.util.List;

/**
 * Where a deployment lets callbacks go.
 *
 * @param allowedHosts host names, or {@code *.example.org} for any name below; empty for any host
 * @param allowedPorts the ports of https; 443 unless the deployment names others
 * @param trustedOrigins origins ({@code http://127.0.0.1:8080}) that are exempt from every other rule, for a receiver
 *     inside the deployment or on a laptop; empty in production
 */
public record CallbackPolicy(List<String> allowedHosts, List<Integer> allowedPorts, List<URI> trustedOrigins) {

    public CallbackPolicy {
        allowedHosts = List.copyOf(allowedHosts);
        allowedPorts = List.copyOf(allowedPorts);
        trustedOrigins = List.copyOf(trustedOrigins);
    }

    /** Any public host, https on port 443. */
    public static CallbackPolicy publicHttps() {
        return new CallbackPolicy(List.of(), List.of(443), List.of());
    }
}
