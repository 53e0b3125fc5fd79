package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Javadoc as TSDoc. */
final class Tsdoc {
    private static final Pattern LINK =
            Pattern.compile("\\{@link(?:plain)?\\s+([\\w.]*)(?:#(\\w+))?(?:\\([^)]*\\))?[^}]*}");
    private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^{}]*(?:\\{[^{}]*}[^{}]*)*)}");
    private static final Pattern BLOCK =
            Pattern.compile("<pre>\\s*\\{@code\\s*\\n(.*?)\\n\\s*}\\s*</pre>", Pattern.DOTALL);
    private static final int WIDTH = 120;

    private Tsdoc() {}

    /** The text without what only Javadoc understands. */
    static String text(String javadoc, Api api) {
        String text = BLOCK.matcher(javadoc)
                .replaceAll(match ->
                        Matcher.quoteReplacement("\n```ts\n" + match.group(1).replaceAll("(?m)^ ", "") + "\n```\n"));
        text = CODE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(code(match.group(1))));
        text = LINK.matcher(text).replaceAll(match -> Matcher.quoteReplacement(link(match, api)));
        text = text.replaceAll("@throws\\s+\\S+", "@throws " + api.errorName()).replaceAll("@return\\b", "@returns");
        text = text.replaceAll("\\s*<p>\\s*", "\n\n").replaceAll("</?[a-z]+[^>]*>", "");
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }

    private static String code(String inside) {
        String text = inside.replaceAll("\\s+", " ");
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }

    private static String link(MatchResult match, Api api) {
        return link(match.group(1), match.group(2), api);
    }

    private static String link(String type, @Nullable String member, Api api) {
        String owner = type.isEmpty() ? api.className() : type;
        return "{@link " + (member == null ? owner : owner + "." + member) + "}";
    }

    /** A comment before a declaration, or nothing. */
    static String comment(String javadoc, Api api, String indent) {
        String text = text(javadoc, api);
        if (text.isEmpty()) {
            return "";
        }
        List<String> lines = lines(text);
        if (lines.size() == 1 && lines.get(0).length() < WIDTH) {
            return indent + "/** " + lines.get(0) + " */\n";
        }
        StringBuilder out = new StringBuilder(indent).append("/**\n");
        for (String line : lines) {
            out.append(indent).append(line.isEmpty() ? " *" : " * " + line).append('\n');
        }
        return out.append(indent).append(" */\n").toString();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        boolean verbatim = false;
        for (String line : text.split("\n", -1)) {
            verbatim ^= line.strip().startsWith("```");
            String shown = verbatim ? line.stripTrailing() : line.strip();
            boolean blank = shown.isEmpty();
            if (shown.startsWith("@")
                    && !lines.isEmpty()
                    && !lines.get(lines.size() - 1).isEmpty()
                    && !lines.get(lines.size() - 1).startsWith("@")) {
                lines.add("");
            }
            if (!blank || (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty())) {
                lines.add(shown);
            }
        }
        return lines;
    }

    /** What a block tag says of a name: of a component of a record. */
    static String tag(String javadoc, String name) {
        Matcher found = Pattern.compile(
                        "@param\\s+" + Pattern.quote(name) + "\\s+(.*?)(?=\\n\\s*@|\\z)", Pattern.DOTALL)
                .matcher(javadoc);
        return found.find() ? sentence(found.group(1).replaceAll("\\s+", " ").strip()) : "";
    }

    private static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        boolean ended = text.endsWith(".");
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (ended ? "" : ".");
    }

    /** The text before the first block tag. */
    static String main(String javadoc) {
        Matcher tag = Pattern.compile("^\\s*@(param|return|throws)\\b", Pattern.MULTILINE)
                .matcher(javadoc);
        return tag.find() ? javadoc.substring(0, tag.start()) : javadoc;
    }
}
