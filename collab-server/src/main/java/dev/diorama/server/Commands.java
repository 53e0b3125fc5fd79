package dev.diorama.server;

import dev.diorama.server.ops.Command;
import dev.diorama.server.ops.CommandConfiguration;
import dev.diorama.server.ops.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * The program as something that does one thing and ends: nothing of the server but its settings and the commands.
 *
 * <p>Without the annotation of a configuration, by which the server itself would find it.
 */
@ComponentScan(
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = CommandConfiguration.class))
class Commands {
    /** Whether a command line asks for a command: it begins with a word. */
    static boolean areIn(String[] args) {
        return args.length > 0 && !args[0].startsWith("-");
    }

    /** Does what the command line says. */
    static void run(String[] args) {
        // A setting of the file would otherwise make this a web server.
        String[] all = Stream.concat(Stream.of(args), Stream.of("--spring.main.web-application-type=none"))
                .toArray(String[]::new);
        new SpringApplicationBuilder(Commands.class)
                .web(WebApplicationType.NONE)
                .run(all)
                .close();
    }

    @Bean
    ApplicationRunner runner(List<Command> commands) {
        return arguments -> {
            List<String> words = arguments.getNonOptionArgs();
            choose(commands, words.getFirst())
                    .run(words.subList(1, words.size()), arguments)
                    .forEach(System.out::println);
        };
    }

    private static Command choose(List<Command> commands, String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(commands, name));
    }

    private static StartException unknown(List<Command> commands, String name) {
        List<String> usage = new ArrayList<>(List.of("Without a word at the beginning it serves. Else it is one of:"));
        commands.forEach(command -> command.usage()
                .forEach(line -> usage.add("  java -jar collab-server.jar " + command.name() + " " + line)));
        return new StartException(
                "There is no command \"" + name + "\".",
                String.join(System.lineSeparator(), usage),
                new IllegalArgumentException(name));
    }
}
