package dev.diorama.server.access;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Which names and which pages may talk to the server.
 *
 * <p>A browser sends the user's requests to any address a hostile page names, so a socket is opened for the server's own pages
 * only. Programs send no {@code Origin} and are not concerned. On loopback the {@code Host} header must name loopback: otherwise
 * a page whose name resolves to 127.0.0.1 would be the server's own origin.
 */
public final class OriginPolicy {
    private final List<String> hosts;
    private final List<Authority> origins;
    private final boolean loopbackOnly;

    private OriginPolicy(List<String> hosts, List<Authority> origins, boolean loopbackOnly) {
        this.hosts = hosts;
        this.origins = origins;
        this.loopbackOnly = loopbackOnly;
    }

    /**
     * Makes the policy.
     *
     * @throws IllegalArgumentException if an origin is not one
     */
    static OriginPolicy of(AccessProperties properties, boolean loopbackOnly) {
        List<Authority> origins = properties.origins().stream()
                .map(origin -> {
                    Authority authority = Authority.ofOrigin(origin);
                    if (authority == null) {
                        throw new IllegalArgumentException("not an origin: diorama.access.origins=" + origin);
                    }
                    return authority;
                })
                .toList();
        List<String> hosts = properties.hosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        return new OriginPolicy(hosts, origins, loopbackOnly);
    }

    /** Whether the server may be called by the name that the request uses. */
    public boolean allowsHost(HttpHeaders headers) {
        Authority host = Authority.ofHost(headers.getFirst(HttpHeaders.HOST));
        if (host == null) {
            return false;
        }
        if (!hosts.isEmpty()) {
            return hosts.contains(host.host()) || host.isLoopback();
        }
        return !loopbackOnly || host.isLoopback();
    }

    /** Whether a socket may be opened by the page, if any, that the request comes from. */
    public boolean allowsOrigin(HttpHeaders headers) {
        @Nullable String header = headers.getFirst(HttpHeaders.ORIGIN);
        if (header == null) {
            return true;
        }
        Authority origin = Authority.ofOrigin(header);
        Authority host = Authority.ofHost(headers.getFirst(HttpHeaders.HOST));
        return origin != null && (origins.contains(origin) || (host != null && host.isServerOf(origin)));
    }
}
