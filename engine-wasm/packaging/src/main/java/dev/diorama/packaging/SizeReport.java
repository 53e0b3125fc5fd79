package dev.diorama.packaging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the bytes of a module are: its code by Java package, and its other sections. */
public final class SizeReport {
    private final Map<String, Integer> sizes = new TreeMap<>();

    /** Measures a module that has names. */
    public SizeReport(WasmFile module) {
        for (WasmFile.Function function : module.functions()) {
            add("code  " + packageOf(function.name()), function.size());
        }
        for (WasmFile.Section section : module.sections()) {
            if (!section.name().equals("code") && !section.name().equals("name")) {
                add("other " + section.name(), section.size());
            }
        }
    }

    private SizeReport(List<String> lines) {
        for (String line : lines) {
            if (!line.startsWith("#") && !line.isBlank() && !line.endsWith(" total")) {
                sizes.put(
                        line.substring(9).strip(),
                        Integer.parseInt(line.substring(0, 8).strip()));
            }
        }
    }

    /** A report that was written before. */
    public static SizeReport read(List<String> lines) {
        return new SizeReport(lines);
    }

    private void add(String what, int size) {
        sizes.merge(what, size, Integer::sum);
    }

    /** {@code dev.diorama.scene.crdt.Item::integrate} is of {@code dev.diorama.scene.crdt}; what TeaVM adds is of {@code teavm}. */
    static String packageOf(String function) {
        int method = function.indexOf("::");
        int type = method < 0 ? -1 : function.lastIndexOf('.', method);
        return type < 0 ? "teavm" : function.substring(0, type);
    }

    /** All bytes that are counted. */
    public int total() {
        return sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** As a file to commit: the largest first. */
    public String text() {
        StringBuilder out = new StringBuilder(
                "# Bytes of engine.wasm before compression, by Java package: written by the build, see docs/ENGINE_JAVA.md.\n");
        line(out, total(), "total");
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> line(out, entry.getValue(), entry.getKey()));
        return out.toString();
    }

    private static void line(StringBuilder out, int size, String what) {
        out.append(String.format("%8d %s%n", size, what));
    }

    /** What is larger or smaller than in an older report, the greatest change first; empty if nothing is. */
    public String since(SizeReport old) {
        Map<String, Integer> changes = new TreeMap<>(sizes);
        old.sizes.forEach((what, size) -> changes.merge(what, -size, Integer::sum));
        StringBuilder out = new StringBuilder();
        changes.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .sorted((a, b) -> Integer.compare(Math.abs(b.getValue()), Math.abs(a.getValue())))
                .forEach(entry -> out.append(String.format("%+8d %s%n", entry.getValue(), entry.getKey())));
        return out.toString();
    }
}
