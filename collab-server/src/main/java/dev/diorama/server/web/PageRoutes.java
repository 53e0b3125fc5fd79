package dev.diorama.server.web;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.resource.EncodedResourceResolver;
import reactor.core.publisher.Mono;

/**
 * Serves the page that {@code editor-web} built: {@code /} and {@code /s/...} are the page, everything else its files.
 *
 * <p>Files under {@code assets} have their hash in their name and are kept for ever; all others are asked for anew each time, which
 * costs an empty answer while they are unchanged.
 */
@Configuration(proxyBeanMethods = false)
class PageRoutes implements WebFluxConfigurer {
    private static final String FOLDER = "classpath:/static/";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String NO_PAGE = """
            <!doctype html><meta charset="utf-8"><title>Diorama server</title>
            <p>The Diorama server is running, but this build has no page: it was made with <code>-DskipWeb</code>.
            <p>Build it with Node on the machine: <code>mvn -pl collab-server -am spring-boot:run</code>.
            """;

    private final Resource index;

    PageRoutes(@Value("classpath:static/index.html") Resource index) {
        this.index = index;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FOLDER + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
        registry.addResourceHandler("/**")
                .addResourceLocations(FOLDER)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }

    @Bean
    RouterFunction<ServerResponse> page() {
        return RouterFunctions.route(methods(GET, HEAD).and(path("/").or(path("/s/**"))), this::index);
    }

    private Mono<ServerResponse> index(ServerRequest request) {
        if (index.exists()) {
            return ServerResponse.ok()
                    .contentType(HTML)
                    .cacheControl(CacheControl.noCache())
                    .bodyValue(index);
        }
        return ServerResponse.status(HttpStatus.NOT_FOUND).contentType(HTML).bodyValue(NO_PAGE);
    }
}
