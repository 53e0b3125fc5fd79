package dev.diorama.packaging;

/** Shader sources without what only people read: comments, indentation, and blanks beside punctuation. */
public final class ShaderText {
    private static final String PUNCTUATION = "{}()[];,:=+*/<>&|!?^%-";

    private ShaderText() {}

    /** The same WGSL, shorter; it has neither strings nor block comments, so that a line is all there is to look at. */
    public static String shorter(String source) {
        StringBuilder out = new StringBuilder(source.length());
        for (String line : source.split("\n", -1)) {
            int comment = line.indexOf("//");
            words(comment < 0 ? line : line.substring(0, comment), out);
            blank(out);
        }
        return out.toString();
    }

    private static void words(String line, StringBuilder out) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                blank(out);
                continue;
            }
            boolean afterBlank = out.length() > 1 && out.charAt(out.length() - 1) == ' ';
            if (afterBlank && PUNCTUATION.indexOf(c) >= 0 && !joins(out.charAt(out.length() - 2), c)) {
                out.setLength(out.length() - 1);
            }
            out.append(c);
        }
    }

    /** One blank, and none at the start or after punctuation; two signs that would make a third one stay apart. */
    private static void blank(StringBuilder out) {
        if (out.length() == 0) {
            return;
        }
        char last = out.charAt(out.length() - 1);
        if (last == '-' || last == '+' || (last != ' ' && PUNCTUATION.indexOf(last) < 0)) {
            out.append(' ');
        }
    }

    private static boolean joins(char before, char next) {
        return PUNCTUATION.indexOf(before) >= 0 && (next == '-' || next == '+' || next == '=' || next == before);
    }
}
