package dev.diorama.server.access;

import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses requests that call the server by a name it does not have. */
final class HostFilter implements WebFilter, Ordered {
    private static final String REFUSAL = """
            This server does not answer to that name. Open it as http://localhost, or list the names it may have with \
            --diorama.access.hosts=NAME,... (or DIORAMA_ACCESS_HOSTS).
            """;

    private final OriginPolicy policy;

    HostFilter(OriginPolicy policy) {
        this.policy = policy;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (policy.allowsHost(exchange.getRequest().getHeaders())) {
            return chain.filter(exchange);
        }
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.MISDIRECTED_REQUEST);
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(REFUSAL.getBytes(StandardCharsets.UTF_8))));
    }
}
