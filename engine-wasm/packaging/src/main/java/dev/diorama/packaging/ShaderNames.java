package dev.diorama.packaging;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shader sources whose functions call their parameters and variables a, b, c. What a function does not declare keeps its name: it may be declared
 * in another text that is joined to this one at run time.
 */
final class ShaderNames {
    /** A name with what stands before it, if that is a dot, a sign of an attribute or a word that declares; or an attribute with what it says. */
    private static final Pattern NAME =
            Pattern.compile("@\\w+(?:\\([^)]*\\))?|(\\.|\\b(?:let|var|const) )?(?<!\\w)([A-Za-z_]\\w*)(\\(|:(?!:))?");

    private static final Pattern FUNCTION = Pattern.compile("\\bfn \\w+\\(");
    private static final Pattern OUTSIDE =
            Pattern.compile("\\b(?:fn|struct|alias|const|override|var(?:<[^>]*>)?) ?(\\w+)");

    private ShaderNames() {}

    /** The same WGSL, from which {@link ShaderText} has taken blanks. */
    static String shorter(String source) {
        StringBuilder out = new StringBuilder(source.length());
        Set<String> outside = outside(source);
        Matcher function = FUNCTION.matcher(source);
        int at = 0;
        while (function.find(at)) {
            int end = end(source, function.end());
            out.append(source, at, function.end());
            out.append(renamed(source.substring(function.end(), end), outside));
            at = end;
        }
        return out.append(source, at, source.length()).toString();
    }

    /** Behind the brace that closes the function whose parameters begin there. */
    private static int end(String source, int from) {
        int depth = 0;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return source.length();
    }

    /** Names that are declared beside the functions. */
    private static Set<String> outside(String source) {
        Set<String> names = new HashSet<>();
        Matcher function = FUNCTION.matcher(source);
        int at = 0;
        while (at < source.length()) {
            boolean found = function.find(at);
            Matcher declared = OUTSIDE.matcher(source.substring(at, found ? function.end() : source.length()));
            while (declared.find()) {
                names.add(declared.group(1));
            }
            at = found ? end(source, function.end()) : source.length();
        }
        return names;
    }

    private static String renamed(String function, Set<String> outside) {
        Set<String> own = new LinkedHashSet<>();
        Set<String> others = new HashSet<>(outside);
        int body = function.indexOf('{');
        Matcher name = NAME.matcher(function);
        while (name.find()) {
            if (name.group(2) == null || ".".equals(name.group(1))) {
                continue;
            }
            boolean parameter = name.start() < body
                    && name.group(3) != null
                    && name.group(3).equals(":");
            if (parameter || name.group(1) != null) {
                own.add(name.group(2));
            } else if ("(".equals(name.group(3)) || !own.contains(name.group(2))) {
                others.add(name.group(2));
            }
        }
        own.removeAll(others);
        Map<String, String> names = new LinkedHashMap<>();
        int next = 0;
        for (String each : own) {
            while (others.contains(letters(next))) {
                next++;
            }
            names.put(each, letters(next++));
        }
        return name.reset().replaceAll(found -> Matcher.quoteReplacement(replaced(found, names)));
    }

    private static String replaced(MatchResult found, Map<String, String> names) {
        String shorter = names.get(found.group(2));
        if (shorter == null || ".".equals(found.group(1))) {
            return found.group();
        }
        return Objects.toString(found.group(1), "") + shorter + Objects.toString(found.group(3), "");
    }

    /** a to z, then a0 to z0, a1 and so on: none of them is a word of WGSL. */
    private static String letters(int number) {
        String letter = String.valueOf((char) ('a' + number % 26));
        return number < 26 ? letter : letter + (number / 26 - 1);
    }
}
