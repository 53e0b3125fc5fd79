package dev.diorama.server.cluster.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the servers' Redis is.
 *
 * @param url {@code redis://USER:PASSWORD@HOST:PORT}, or {@code rediss://} for TLS; never logged
 */
@ConfigurationProperties("diorama.cluster.redis")
record RedisProperties(@DefaultValue("") String url) {
    @Override
    public String toString() {
        return "RedisProperties[]";
    }
}
