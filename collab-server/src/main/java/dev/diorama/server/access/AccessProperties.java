package dev.diorama.server.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names the server may be called.
 *
 * @param hosts names that may stand in the {@code Host} header, without a port. Empty: while the server listens on loopback only
 *     loopback's own names, otherwise every name
 * @param origins origins besides the server's own from which a page may open a socket, as {@code https://example.org:8443}
 */
@ConfigurationProperties("diorama.access")
record AccessProperties(
        @DefaultValue List<String> hosts, @DefaultValue List<String> origins) {}
