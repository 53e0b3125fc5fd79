package dev.diorama.server.ops;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets only operators see health in detail, metrics and whatever else is below {@code /actuator}.
 *
 * <p>An operator is who shows the configured token. Where none is configured it is who asks from this machine, and not through a proxy:
 * what a proxy forwards comes from this machine, too, and is anybody's. The two probes are everybody's, without a word on why.
 */
final class OperatorDoor implements WebFilter, Ordered {
    private static final String BEARER = "Bearer ";
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");
    private static final String ROOT = "actuator";
    private static final List<List<String>> PROBES =
            List.of(List.of(ROOT, "health", "liveness"), List.of(ROOT, "health", "readiness"));
    private static final String REFUSAL = """
            This is for whoever runs the server. Ask from its own machine, or give it a token with --diorama.ops.token=TOKEN \
            (or DIORAMA_OPS_TOKEN) and send it as "Authorization: Bearer TOKEN".
            """;

    private final byte[] token;

    /** A door with a token; an empty one is none. */
    OperatorDoor(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!isOperators(segments(request)) || isOperator(request)) {
            return chain.filter(exchange);
        }
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(REFUSAL.getBytes(StandardCharsets.UTF_8))));
    }

    private static boolean isOperators(List<String> path) {
        return !path.isEmpty() && path.getFirst().equals(ROOT) && !PROBES.contains(path);
    }

    /** The path as it is routed: without percent escapes and parameters, in which {@code /actuator} could hide. */
    private static List<String> segments(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(segment -> ((PathContainer.PathSegment) segment).valueToMatch())
                .toList();
    }

    private boolean isOperator(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        if (token.length > 0) {
            String shown = headers.getFirst(HttpHeaders.AUTHORIZATION);
            return shown != null
                    && shown.startsWith(BEARER)
                    && MessageDigest.isEqual(
                            token, shown.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
        }
        InetSocketAddress peer = request.getRemoteAddress();
        return peer != null
                && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress()
                && FORWARDED.stream().noneMatch(headers::containsHeader);
    }
}
