package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.jdbc.StoreChoice;
import dev.diorama.server.ops.Command;
import dev.diorama.server.ops.CommandConfiguration;
import dev.diorama.server.ops.DataFolder;
import dev.diorama.server.ops.StartException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The commands of a log in SQLite. */
@Configuration(proxyBeanMethods = false)
@CommandConfiguration
@Conditional(StoreChoice.Sqlite.class)
class SqliteCommands {
    @Bean
    Command backup(DataFolder folder) {
        return new Backup(folder.path());
    }

    @Bean
    Command restore(DataFolder folder, Clock clock) {
        return new Restore(folder.path(), clock);
    }

    private static Path onlyWord(List<String> words, Command command) {
        if (words.size() != 1) {
            throw new StartException(
                    "The command " + command.name() + " needs one folder.",
                    String.join(System.lineSeparator(), command.usage()),
                    new IllegalArgumentException("words"));
        }
        return Path.of(words.getFirst()).toAbsolutePath().normalize();
    }

    private record Backup(Path folder) implements Command {
        @Override
        public String name() {
            return "backup";
        }

        @Override
        public List<String> usage() {
            return List.of("FOLDER        copies the log into a new folder, also while the server runs");
        }

        @Override
        public List<String> run(List<String> words, ApplicationArguments options) {
            Path target = onlyWord(words, this);
            SqliteBackup.Contents contents = SqliteBackup.backup(folder, target);
            return List.of("Backed up and checked: rooms=" + contents.rooms() + ", entries=" + contents.entries()
                    + ", from " + folder + " to " + target);
        }
    }

    private record Restore(Path folder, Clock clock) implements Command {
        @Override
        public String name() {
            return "restore";
        }

        @Override
        public List<String> usage() {
            return List.of(
                    "FOLDER [--replace]              brings a backup back, while no server runs",
                    "FOLDER --room=NAME --as=NAME    brings one room back under another name, also while the server runs");
        }

        @Override
        public List<String> run(List<String> words, ApplicationArguments options) {
            Path backup = onlyWord(words, this);
            String room = option(options, "room");
            String as = option(options, "as");
            if (room != null && as != null) {
                long entries = SqliteRestore.restoreRoom(backup, folder, new RoomName(room), new RoomName(as));
                return List.of("Restored the room \"" + room + "\" as \"" + as + "\": entries=" + entries);
            }
            if (room != null || as != null) {
                throw new StartException(
                        "A room comes back under another name.",
                        "Give both: --room=NAME as it is in the backup, and --as=NAME that nobody uses.",
                        new IllegalArgumentException("room"));
            }
            Path aside = SqliteRestore.restore(backup, folder, options.containsOption("replace"), clock.instant());
            return aside.equals(folder)
                    ? List.of("Restored from " + backup + " into " + folder)
                    : List.of("Restored from " + backup + " into " + folder, "What was there is in " + aside);
        }

        private static @Nullable String option(ApplicationArguments options, String name) {
            List<String> values = options.getOptionValues(name);
            return values == null || values.isEmpty() ? null : values.getFirst();
        }
    }
}
