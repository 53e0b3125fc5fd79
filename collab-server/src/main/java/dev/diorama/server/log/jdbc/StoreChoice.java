package dev.diorama.server.log.jdbc;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Which store holds the log: PostgreSQL when its address is configured, else SQLite. An empty address is none. */
public final class StoreChoice {
    private static final String URL = "diorama.log.postgres.url";

    private StoreChoice() {}

    private static boolean isPostgres(ConditionContext context) {
        return StringUtils.hasText(context.getEnvironment().getProperty(URL));
    }

    /** Holds when the log is in PostgreSQL. */
    public static final class Postgres implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isPostgres(context);
        }
    }

    /** Holds when the log is in SQLite. */
    public static final class Sqlite implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !isPostgres(context);
        }
    }
}
