package org.eventextractor.core.callback;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.config.Values;

/**
 * Where a deployment lets callbacks go.
 *
 * @param allowedHosts host names, or {@code *.example.org} for any name below; empty for any host
 * @param allowedPorts the ports of https; 443 unless the deployment names others
 * @param trustedOrigins origins ({@code http://127.0.0.1:8080}) that are exempt from every other rule, for a receiver
 *     inside the deployment or on a laptop; empty in production
 */
public record CallbackPolicy(List<String> allowedHosts, List<Integer> allowedPorts, List<URI> trustedOrigins) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){3}");
    private static final Pattern NAME = Pattern.compile("(.*\\.)?[a-z][a-z0-9-]*");
    private static final Pattern ALLOWED_HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9.-]+");
    private static final Pattern LOCAL_NAME = Pattern.compile("(.*\\.)?(localhost|local|internal|localdomain)");

    public CallbackPolicy {
        allowedHosts = List.copyOf(allowedHosts);
        allowedPorts = List.copyOf(allowedPorts);
        trustedOrigins = List.copyOf(trustedOrigins);
    }

    /** Any public host, https on port 443. */
    public static CallbackPolicy publicHttps() {
        return new CallbackPolicy(List.of(), List.of(HTTPS_PORT), List.of());
    }

    /** What the deployment's {@code EXTRACTOR_CALLBACK_*} variables allow; any public host where they say nothing. */
    public static CallbackPolicy from(EnvironmentReader environment) {
        List<Integer> ports = environment.list("EXTRACTOR_CALLBACK_PORTS", Values.countUpTo(MAX_PORT));
        return new CallbackPolicy(
                environment.list("EXTRACTOR_CALLBACK_HOSTS", CallbackPolicy::allowedHost),
                ports.isEmpty() ? List.of(HTTPS_PORT) : ports,
                environment.list("EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", CallbackPolicy::origin));
    }

    /**
     * Why a callback may not go to this URL; empty if it may. Nothing is resolved here: a name that passes can still
     * resolve to an address that is not public, so whoever connects asks {@link AddressGuard} of that address.
     *
     * @return a sentence's predicate, such as {@code does not begin with https://}
     */
    public Optional<String> refusal(String url) {
        try {
            return refusal(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL");
        }
    }

    /** As {@link #refusal(String)}. */
    public Optional<String> refusal(URI url) {
        if (isTrusted(url)) {
            return Optional.empty();
        }
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return Optional.of("does not begin with https://");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("holds a user name or password");
        }
        if (url.getHost() == null || !isPlain(hostOf(url))) {
            return Optional.of("does not name a host as example.org does");
        }
        return refusalOfHost(hostOf(url)).or(() -> refusalOfPort(portOf(url)));
    }

    /** Whether the URL's origin (scheme, host and port) is one that the deployment trusts. */
    public boolean isTrusted(URI url) {
        return url.getHost() != null
                && url.getScheme() != null
                && url.getRawUserInfo() == null
                && trustedOrigins.stream().anyMatch(origin -> isSameOrigin(origin, url));
    }

    private Optional<String> refusalOfHost(String host) {
        if (LOCAL_NAME.matcher(host).matches()) {
            return Optional.of("names a host of the local network");
        }
        Optional<String> notPublic = isAddress(host) ? refusalOfAddress(host) : Optional.empty();
        if (notPublic.isPresent()) {
            return notPublic;
        }
        return allowedHosts.isEmpty() || allowedHosts.stream().anyMatch(allowed -> matches(allowed, host))
                ? Optional.empty()
                : Optional.of("names a host that this deployment does not allow");
    }

    private Optional<String> refusalOfPort(int port) {
        return allowedPorts.contains(port)
                ? Optional.empty()
                : Optional.of("names port " + port + ", and allowed is " + allowedPorts);
    }

    /** Not so are the other spellings of an IPv4 address that resolvers know: 2130706433, 0x7f.1, 127.1, 0177.0.0.1. */
    private static boolean isPlain(String host) {
        return isAddress(host) || NAME.matcher(host).matches();
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    private static Optional<String> refusalOfAddress(String literal) {
        try {
            return AddressGuard.refusal(InetAddress.getByName(literal))
                    .map(purpose -> "names an address that is not public (" + purpose + ")");
        } catch (UnknownHostException e) {
            return Optional.of("does not name a host as example.org does");
        }
    }

    private static boolean matches(String allowed, String host) {
        String pattern = allowed.toLowerCase(Locale.ROOT);
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    private static boolean isSameOrigin(URI origin, URI url) {
        return url.getScheme().equalsIgnoreCase(origin.getScheme())
                && origin.getHost() != null
                && hostOf(url).equals(hostOf(origin))
                && portOf(url) == portOf(origin);
    }

    /** In lower case, without the dot that may end a full name. */
    private static String hostOf(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static int portOf(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "http".equalsIgnoreCase(url.getScheme()) ? HTTP_PORT : HTTPS_PORT;
    }

    private static String allowedHost(String text) {
        if (!ALLOWED_HOST.matcher(text).matches()) {
            throw new IllegalArgumentException("it must be a host name like hooks.example.org or *.example.org");
        }
        return text;
    }

    private static URI origin(String text) {
        URI origin = URI.create(text);
        if (origin.getScheme() == null || origin.getHost() == null) {
            throw new IllegalArgumentException("it must be an origin like http://127.0.0.1:8080");
        }
        return origin;
    }
}
