package dev.diorama.server.authorship;

import dev.diorama.server.log.Author;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which last changes somebody asks for; all that is not null must be so.
 *
 * @param by beginning of the author's name, or of a word of it, in small letters
 * @param name the author's whole name, as it is
 * @param color the author's colour, {@code #rrggbb}
 * @param sinceMillis earliest time, milliseconds since 1970 UTC
 */
record Question(
        @Nullable String by,
        @Nullable String name,
        @Nullable String color,
        long sinceMillis) {
    /** Whether a change is one of those. */
    boolean asksFor(LastChange change) {
        Author author = change.author();
        return change.timeMillis() >= sinceMillis
                && (name == null || name.equals(author.name()))
                && (color == null || color.equalsIgnoreCase(author.color()))
                && (by == null || isCalled(author.name().toLowerCase(Locale.ROOT), by));
    }

    private static boolean isCalled(String name, String beginning) {
        int at = name.indexOf(beginning);
        while (at > 0 && Character.isLetterOrDigit(name.codePointBefore(at))) {
            at = name.indexOf(beginning, at + 1);
        }
        // Of who never said a name nobody can know one, not even that it begins with nothing.
        return at >= 0 && !name.isEmpty();
    }
}
