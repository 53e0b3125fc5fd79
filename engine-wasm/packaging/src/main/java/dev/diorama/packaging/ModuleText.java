package dev.diorama.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A module as the text that {@code wasm-dis} writes, one field after the other: they can be read as terms, replaced and left out.
 *
 * <p>It relies on the layout: a field begins in the second column.
 */
final class ModuleText {
    private final List<String> fields = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    ModuleText(String text) {
        StringBuilder field = new StringBuilder();
        for (String line : text.split("\n")) {
            boolean begins = line.startsWith(" (") || line.equals("(module") || line.equals(")");
            if (begins && !field.isEmpty()) {
                add(field.toString());
                field.setLength(0);
            }
            if (!line.startsWith("(module") && !line.equals(")") && !line.startsWith(" ;;")) {
                field.append(line).append('\n');
            }
        }
        if (!field.isEmpty()) {
            add(field.toString());
        }
    }

    private void add(String field) {
        if (field.isBlank()) {
            return;
        }
        places.put(kindAndName(field), fields.size());
        fields.add(field);
    }

    private static String kindAndName(String field) {
        String[] words = field.substring(2, Math.min(field.length(), 400)).split("[ \n()]", 3);
        return words.length > 1 ? words[0] + " " + words[1] : words[0];
    }

    /** Whether there is a function, a global or another field with a name. */
    boolean has(String kind, String name) {
        return places.containsKey(kind + " " + name);
    }

    /** One field. */
    Term get(String kind, String name) {
        Integer place = places.get(kind + " " + name);
        if (place == null) {
            throw new IllegalArgumentException("the module has no such field: kind=" + kind + " name=" + name);
        }
        return Term.parse(fields.get(place));
    }

    /** Puts another field in the place of one; empty takes it out. */
    void set(String kind, String name, String field) {
        fields.set(Objects.requireNonNull(places.get(kind + " " + name)), field);
    }

    /** All fields of a kind by their names, in the order of the module. */
    Map<String, Term> all(String kind) {
        Map<String, Term> all = new LinkedHashMap<>();
        for (String field : fields) {
            if (field.startsWith("(" + kind + " ", 1)) {
                Term term = Term.parse(field);
                all.put(term.at(1), term);
            }
        }
        return all;
    }

    /** Changes the texts of all fields. */
    void replaceAll(UnaryOperator<String> change) {
        fields.replaceAll(change);
    }

    /** Puts fields before the first one of a kind. */
    void insert(String kind, List<String> more) {
        int place = 0;
        while (!fields.get(place).startsWith("(" + kind + " ", 1)) {
            place++;
        }
        fields.set(place, String.join("\n", more) + "\n" + fields.get(place));
    }

    List<String> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "(module\n" + String.join("", fields) + ")\n";
    }
}
