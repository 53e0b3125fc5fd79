package dev.diorama.server.log.postgres;

import dev.diorama.server.log.jdbc.StoreChoice;
import dev.diorama.server.ops.Command;
import dev.diorama.server.ops.CommandConfiguration;
import dev.diorama.server.ops.StartException;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The commands of a log in PostgreSQL, which say that the database's own programs do that better. */
@Configuration(proxyBeanMethods = false)
@CommandConfiguration
@Conditional(StoreChoice.Postgres.class)
class PostgresCommands {
    @Bean
    Command backup() {
        return new Referral("backup", "pg_dump --format=custom DATABASE > diorama.dump, also while servers run.");
    }

    @Bean
    Command restore() {
        return new Referral(
                "restore",
                "While no server runs: pg_restore --dbname=DATABASE --clean --if-exists diorama.dump, then, because"
                        + " it is another log from here on: update log_identity set id = gen_random_uuid()::text;");
    }

    private record Referral(String name, String instead) implements Command {
        @Override
        public List<String> usage() {
            return List.of("              of a log in PostgreSQL: " + instead);
        }

        @Override
        public List<String> run(List<String> words, ApplicationArguments options) {
            throw new StartException(
                    "The log is in PostgreSQL, whose own programs do that.",
                    instead,
                    new UnsupportedOperationException(name));
        }
    }
}
