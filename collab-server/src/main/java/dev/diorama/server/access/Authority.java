package dev.diorama.server.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Host and port of a {@code Host} or {@code Origin} header.
 *
 * @param host lower case; an IPv6 address keeps its brackets
 * @param port -1 when the header names none
 */
record Authority(String host, int port) {

    /** Reads a {@code Host} header's value, null when it is not one. */
    static @Nullable Authority ofHost(@Nullable String header) {
        return header == null || header.isEmpty() ? null : parse("http://" + header);
    }

    /** Reads an {@code Origin} header's value, null when it is not that of a web page ({@code null}, an extension). */
    static @Nullable Authority ofOrigin(String header) {
        String origin = header.toLowerCase(Locale.ROOT);
        if (!origin.startsWith("http://") && !origin.startsWith("https://")) {
            return null;
        }
        Authority authority = parse(origin);
        if (authority == null || authority.port >= 0) {
            return authority;
        }
        return new Authority(authority.host, origin.startsWith("https://") ? 443 : 80);
    }

    private static @Nullable Authority parse(String url) {
        try {
            URI uri = new URI(url);
            boolean bare = uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            return uri.getHost() == null || !bare
                    ? null
                    : new Authority(uri.getHost().toLowerCase(Locale.ROOT), uri.getPort());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether an origin is the server that this {@code Host} header names. */
    boolean isServerOf(Authority origin) {
        return host.equals(origin.host) && (port >= 0 ? port == origin.port : origin.port == 80 || origin.port == 443);
    }

    /** Whether the name can only mean the machine itself, whatever a name server says. */
    boolean isLoopback() {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
