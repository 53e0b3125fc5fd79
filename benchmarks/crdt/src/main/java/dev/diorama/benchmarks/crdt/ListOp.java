package dev.diorama.benchmarks.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;

/**
 * One edit of a list: deletes, then inserts.
 *
 * @param text inserted into a text
 * @param values inserted into an array
 */
record ListOp(int at, int deleted, String text, List<AnyValue> values) {

    static ListOp text(int at, int deleted, String text) {
        return new ListOp(at, deleted, text, List.of());
    }

    static ListOp values(int at, List<AnyValue> values) {
        return new ListOp(at, 0, "", values);
    }

    /** The operations of crdt-benchmarks B1.1 to B1.11: one writer, N operations. */
    static List<ListOp> b1(String id, int n) {
        Mulberry random = new Mulberry(42);
        return switch (id) {
            case "B1.1", "B1.3" -> letters(random.word(n, n), id.equals("B1.1"));
            case "B1.2" -> List.of(text(0, 0, random.word(n, n)));
            case "B1.4", "B1.5" -> scattered(random, n, id.equals("B1.4"));
            case "B1.6" -> List.of(text(0, 0, random.word(n, n)), text(0, n, ""));
            case "B1.7" -> insertsAndDeletes(random, n);
            default -> arrays(id, random, n);
        };
    }

    private static List<ListOp> letters(String word, boolean append) {
        List<ListOp> ops = new ArrayList<>();
        for (int i = 0; i < word.length(); i++) {
            int from = append ? i : word.length() - 1 - i;
            ops.add(text(append ? i : 0, 0, word.substring(from, from + 1)));
        }
        return ops;
    }

    private static List<ListOp> scattered(Mulberry random, int n, boolean single) {
        List<ListOp> ops = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < n; i++) {
            int at = random.below(length + 1);
            String word = single ? random.word(1, 1) : random.word(2, 10);
            length += word.length();
            ops.add(text(at, 0, word));
        }
        return ops;
    }

    private static List<ListOp> insertsAndDeletes(Mulberry random, int n) {
        List<ListOp> ops = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < n; i++) {
            int at = random.below(length + 1);
            if (at == length || random.below(2) != 0) {
                String word = random.word(2, 10);
                length += word.length();
                ops.add(text(at, 0, word));
            } else {
                int deleted = 1 + random.below(Math.min(9, length - at));
                length -= deleted;
                ops.add(text(at, deleted, ""));
            }
        }
        return ops;
    }

    private static List<ListOp> arrays(String id, Mulberry random, int n) {
        List<ListOp> ops = new ArrayList<>();
        if (id.equals("B1.11")) {
            for (int i = 0; i < n; i++) {
                int at = random.below(i + 1);
                ops.add(values(at, List.of(AnyValue.of(random.number()))));
            }
            return ops;
        }
        List<AnyValue> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(AnyValue.of(random.number()));
        }
        if (id.equals("B1.9")) {
            return List.of(values(0, all));
        }
        for (int i = 0; i < n; i++) {
            ops.add(values(id.equals("B1.8") ? i : 0, List.of(all.get(i))));
        }
        return ops;
    }

    /** The operations of both writers of B2.1 to B2.4, after the text that they share. */
    static List<List<ListOp>> b2(String id, int n) {
        Mulberry random = new Mulberry(7);
        String init = random.word(100, 100);
        List<List<ListOp>> all = new ArrayList<>();
        all.add(List.of(text(0, 0, init)));
        for (int writer = 0; writer < 2; writer++) {
            all.add(concurrent(id, random, n, init.length()));
        }
        return all;
    }

    private static List<ListOp> concurrent(String id, Mulberry random, int n, int initial) {
        if (id.equals("B2.1")) {
            return List.of(text(0, 0, random.word(n, n)));
        }
        List<ListOp> ops = new ArrayList<>();
        int length = initial;
        for (int i = 0; i < n; i++) {
            int at = random.below(length + 1);
            if (id.equals("B2.4") && at < length && random.below(2) != 0) {
                int deleted = 1 + random.below(Math.min(9, length - at));
                ops.add(text(at, deleted, ""));
                length -= deleted;
                continue;
            }
            String word = id.equals("B2.2") ? random.word(1, 1) : random.word(3, 9);
            ops.add(text(at, 0, word));
            length += word.length();
        }
        return ops;
    }
}
