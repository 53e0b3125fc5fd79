package dev.diorama.packaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One term of WebAssembly's text: a word, or terms in parentheses.
 *
 * @param word empty if it is a list
 * @param parts empty if it is a word
 */
record Term(String word, List<Term> parts) {
    static Term word(String word) {
        return new Term(word, List.of());
    }

    static Term list(List<Term> parts) {
        return new Term("", List.copyOf(parts));
    }

    /** A list of words. */
    static Term of(String... words) {
        return list(List.of(words).stream().map(Term::word).toList());
    }

    /** The first term of a text. */
    static Term parse(String text) {
        Deque<List<Term>> open = new ArrayDeque<>();
        open.push(new ArrayList<>());
        int at = 0;
        while (at < text.length() && (open.size() > 1 || open.element().isEmpty())) {
            char first = text.charAt(at);
            if (first == '(') {
                open.push(new ArrayList<>());
                at++;
            } else if (first == ')') {
                Term done = list(open.pop());
                open.element().add(done);
                at++;
            } else if (Character.isWhitespace(first)) {
                at++;
            } else {
                int end = first == '"' ? endOfQuoted(text, at) : endOfWord(text, at);
                open.element().add(word(text.substring(at, end)));
                at = end;
            }
        }
        return open.element().get(0);
    }

    private static int endOfQuoted(String text, int start) {
        int end = start + 1;
        while (text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && "() \n\t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Whether it is a list that begins with a word. */
    boolean is(String head) {
        return !parts.isEmpty() && parts.get(0).word.equals(head);
    }

    Term part(int index) {
        return parts.get(index);
    }

    /** The word at a place of the list. */
    String at(int index) {
        return parts.get(index).word;
    }

    private void write(StringBuilder out) {
        if (parts.isEmpty() && !word.isEmpty()) {
            out.append(word);
            return;
        }
        out.append('(');
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.append(' ');
            }
            parts.get(i).write(out);
        }
        out.append(')');
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }
}
