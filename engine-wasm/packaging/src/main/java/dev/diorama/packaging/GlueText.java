package dev.diorama.packaging;

/** JavaScript without its comments and indentation; lines stay lines, and what is in them stays as it is. */
public final class GlueText {
    private GlueText() {}

    /** The same script, shorter; texts over several lines are no part of our glue. */
    public static String shorter(String source) {
        StringBuilder out = new StringBuilder(source.length());
        boolean comment = false;
        for (String line : source.split("\n")) {
            String text = line.strip();
            comment |= text.startsWith("/*");
            if (!comment && !text.isEmpty() && !text.startsWith("//")) {
                out.append(text).append('\n');
            }
            comment &= !text.endsWith("*/");
        }
        return out.toString();
    }
}
