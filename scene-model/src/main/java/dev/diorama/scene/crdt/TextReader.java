package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the list of a type with the formatting in it. */
final class TextReader {

    private final List<Chunk> out = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private Map<String, AnyValue> attributes = Map.of();

    private TextReader() {}

    /** Text, embedded objects and types, cut as {@code toDelta} of Yjs cuts them. */
    static List<Chunk> delta(SharedType type) {
        TextReader reader = new TextReader();
        for (Item item = type.start; item != null; item = item.right) {
            if (item.deleted()) {
                continue;
            }
            switch (item.content) {
                case ContentString string -> reader.run.append(string.text());
                case ContentType nested -> reader.addWhole(nested);
                case ContentEmbed embed -> reader.addWhole(embed);
                case ContentFormat format -> reader.format(format);
                default -> {
                    // other content has no place in a text; Yjs passes it over
                }
            }
        }
        reader.endRun();
        return reader.out;
    }

    /** All content, with text in one run as long as its attributes are equal. */
    static List<Chunk> chunks(SharedType type) {
        TextReader reader = new TextReader();
        for (Item item = type.start; item != null; item = item.right) {
            if (item.deleted()) {
                continue;
            }
            switch (item.content) {
                case ContentString string -> reader.run.append(string.text());
                case ContentFormat format -> reader.format(format);
                default -> reader.addWhole(item.content);
            }
        }
        reader.endRun();
        return joined(reader.out);
    }

    private void addWhole(Content content) {
        endRun();
        content.addTo(out, attributes);
    }

    private void format(ContentFormat format) {
        endRun();
        Map<String, AnyValue> next = new LinkedHashMap<>(attributes);
        update(next, format);
        attributes = next.isEmpty() ? Map.of() : Collections.unmodifiableMap(next);
    }

    private void endRun() {
        if (!run.isEmpty()) {
            out.add(new Chunk.Text(run.toString(), attributes));
            run.setLength(0);
        }
    }

    /** An attribute begins, or ends with null. */
    static void update(Map<String, AnyValue> attributes, ContentFormat format) {
        if (format.value instanceof AnyValue.Null) {
            attributes.remove(format.key);
        } else {
            attributes.put(format.key, format.value);
        }
    }

    private static List<Chunk> joined(List<Chunk> chunks) {
        List<Chunk> joined = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            if (chunk instanceof Chunk.Text text
                    && !joined.isEmpty()
                    && joined.getLast() instanceof Chunk.Text before
                    && before.attributes().equals(text.attributes())) {
                joined.set(joined.size() - 1, new Chunk.Text(before.text() + text.text(), before.attributes()));
            } else {
                joined.add(chunk);
            }
        }
        return joined;
    }

    static String string(SharedType type) {
        StringBuilder text = new StringBuilder();
        for (Item item = type.start; item != null; item = item.right) {
            if (!item.deleted() && item.content instanceof ContentString string) {
                text.append(string.text());
            }
        }
        return text.toString();
    }
}
