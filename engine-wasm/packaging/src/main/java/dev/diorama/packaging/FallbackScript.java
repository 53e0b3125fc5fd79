package dev.diorama.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes of the script that TeaVM wrote one whose single export, {@code instantiate(adopt)}, makes an engine of its own each time: modules
 * of JavaScript are shared by all that import them, and two copies of the glue would take each other's events away. What Java gives to the
 * browser passes through {@code adopt}, as it does in WebAssembly.
 */
public final class FallbackScript {
    private static final String HEAD = "export function instantiate($adopt){";
    private static final Pattern EXPORTS = Pattern.compile("export\\s*\\{([^}]*)};?\\s*$");

    /** What makes functions of Java's objects; TeaVM breaks its lines between any two words of it. */
    private static final Pattern FUNCTOR = Pattern.compile(spaced(
            "let fn = ( function \\( \\) \\{ return (\\w+) \\[ \\w+ ] \\. apply \\( \\2 , arguments \\) ;? } )"));

    private FallbackScript() {}

    /** Rewrites one file; one that has been written by this is left as it is. */
    public static void main(String... arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        String source = Files.readString(file);
        if (!source.startsWith(HEAD)) {
            Files.writeString(file, of(source));
        }
    }

    private static String spaced(String words) {
        return words.replace(" ", "\\s*");
    }

    static String of(String source) {
        Matcher exports = EXPORTS.matcher(source);
        if (!exports.find()
                || Pattern.compile("^import\\b", Pattern.MULTILINE)
                        .matcher(source)
                        .find()) {
            throw new IllegalArgumentException("not the form that TeaVM 0.15 gives to a module");
        }
        String returned = Arrays.stream(exports.group(1).split(","))
                .map(each -> each.strip().split("\\s+as\\s+"))
                .map(names -> names[names.length - 1] + ":" + names[0])
                .collect(Collectors.joining(","));
        String body = source.substring(0, exports.start());
        Matcher functor = FUNCTOR.matcher(body);
        if (functor.results().count() != 1) {
            throw new IllegalArgumentException("not the way in which TeaVM 0.15 makes functions of objects");
        }
        return HEAD + functor.replaceAll("let fn=\\$adopt($1)") + "return{" + returned + "};}\n";
    }
}
