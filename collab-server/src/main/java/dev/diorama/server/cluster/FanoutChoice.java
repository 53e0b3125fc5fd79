package dev.diorama.server.cluster;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** How servers tell each other of updates: by Redis when its address is configured, else not at all. An empty address is none. */
public final class FanoutChoice {
    private static final String URL = "diorama.cluster.redis.url";

    private FanoutChoice() {}

    private static boolean isRedis(ConditionContext context) {
        return StringUtils.hasText(context.getEnvironment().getProperty(URL));
    }

    /** Holds when Redis carries. */
    public static final class Redis implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isRedis(context);
        }
    }

    /** Holds when everything stays in this process. */
    public static final class Local implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !isRedis(context);
        }
    }
}
