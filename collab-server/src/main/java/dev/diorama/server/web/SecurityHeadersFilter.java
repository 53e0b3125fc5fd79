package dev.diorama.server.web;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps the page to its own origin; rule U26 of {@code SPEC.md}.
 *
 * <p>{@code 'self'} in {@code connect-src} covers the page's own sockets too (CSP 3, section 6.7.2.8).
 */
@Component
final class SecurityHeadersFilter implements WebFilter, Ordered {
    /** The page's own files, and leave to compile the engine's WebAssembly; no code is made from strings. */
    static final String SCRIPT_SOURCES = "'self' 'wasm-unsafe-eval'";

    static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src " + SCRIPT_SOURCES,
            "connect-src 'self'",
            "img-src 'self' blob: data:",
            "style-src 'self' 'unsafe-inline'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Cross-Origin-Resource-Policy", "same-origin");

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        HEADERS.forEach(headers::set);
        return chain.filter(exchange);
    }
}
