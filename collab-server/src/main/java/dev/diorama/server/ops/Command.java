package dev.diorama.server.ops;

import java.util.List;
import org.springframework.boot.ApplicationArguments;

/** Something that the program does once instead of serving: the first word of its command line names it. */
public interface Command {
    /** The word. */
    String name();

    /** What comes behind the word and what it does, one line each. */
    List<String> usage();

    /**
     * Does it.
     *
     * @param words behind the command's own, options left out
     * @param options everything of the form {@code --name=value}
     * @return what came of it, in lines for a person
     * @throws StartException if it cannot be done, with what to do
     */
    List<String> run(List<String> words, ApplicationArguments options);
}
