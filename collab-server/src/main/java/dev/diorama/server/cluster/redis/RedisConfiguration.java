package dev.diorama.server.cluster.redis;

import dev.diorama.server.cluster.FanoutChoice;
import dev.diorama.server.log.UpdateLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Fans out over Redis when its address is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(FanoutChoice.Redis.class)
@EnableConfigurationProperties(RedisProperties.class)
class RedisConfiguration {
    private static final Logger LOGGER = LoggerFactory.getLogger(RedisConfiguration.class);

    @Bean(destroyMethod = "close")
    RedisFanout fanout(RedisProperties properties, UpdateLog log, MeterRegistry meters) {
        if (!log.isShared()) {
            LOGGER.warn("Redis is configured, but the log is this server's own: other servers have logs of their own,"
                    + " and share nothing with this one (diorama.log.postgres.url).");
        }
        RedisFanout fanout = new RedisFanout(properties, log.id(), new SecureRandom());
        meters.gauge("diorama.cluster.redis.up", fanout, redis -> redis.isUp() ? 1 : 0);
        LOGGER.info("Fan-out: Redis at {}", fanout.place());
        return fanout;
    }

    /** Without Redis editing goes on, so it never makes the server unfit: {@code UNKNOWN} counts as good. */
    @Bean
    HealthIndicator redisHealthIndicator(RedisFanout fanout) {
        return () -> fanout.isUp()
                ? Health.up().build()
                : Health.unknown().withDetail("redis", "out of reach").build();
    }
}
