package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.Chunk;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YXmlElement;
import dev.diorama.scene.crdt.YXmlHook;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The raw content of a document as JSON, whether it is a scene or not: rule S90. */
public final class SceneJson {

    /** Deeper nesting is shown as null, so that a document cannot overflow the stack. */
    private static final int MAX_DEPTH = 100;

    private SceneJson() {}

    /** An object of all root types that hold something. */
    public static AnyValue of(YDoc doc) {
        Map<String, AnyValue> roots = new LinkedHashMap<>();
        for (String name : StateHash.nonEmptyRoots(doc)) {
            SharedType root = doc.root(name);
            if (root != null) {
                roots.put(name, root(root));
            }
        }
        return AnyValue.obj(roots);
    }

    private static AnyValue root(SharedType type) {
        if (!type.entries().isEmpty()) {
            return map(type, 0);
        }
        for (Chunk chunk : type.chunks()) {
            if (chunk instanceof Chunk.Text || !chunk.attributes().isEmpty()) {
                return AnyValue.of(text(type));
            }
        }
        return list(type, 0);
    }

    private static AnyValue shared(SharedType type, int depth) {
        if (depth > MAX_DEPTH) {
            return AnyValue.Null.INSTANCE;
        }
        return switch (type.kind()) {
            case MAP, UNTYPED -> map(type, depth);
            case ARRAY -> list(type, depth);
            case TEXT -> AnyValue.of(text(type));
            case XML_ELEMENT, XML_FRAGMENT, XML_TEXT, XML_HOOK -> {
                StringBuilder xml = new StringBuilder();
                xml(type, depth, xml);
                yield type instanceof YXmlHook ? map(type, depth) : AnyValue.of(xml.toString());
            }
        };
    }

    private static AnyValue map(SharedType type, int depth) {
        Map<String, AnyValue> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Chunk> entry : type.entries().entrySet()) {
            entries.put(entry.getKey(), value(entry.getValue(), depth));
        }
        return AnyValue.obj(entries);
    }

    private static AnyValue list(SharedType type, int depth) {
        List<AnyValue> elements = new ArrayList<>();
        for (Chunk chunk : type.chunks()) {
            if (chunk instanceof Chunk.Text text) {
                for (int i = 0; i < text.text().length(); i++) {
                    elements.add(AnyValue.of(String.valueOf(text.text().charAt(i))));
                }
            } else {
                elements.add(value(chunk, depth));
            }
        }
        return AnyValue.list(elements);
    }

    private static AnyValue value(Chunk chunk, int depth) {
        return switch (chunk) {
            case Chunk.Any any -> any.value();
            case Chunk.Embed embed -> embed.value();
            case Chunk.Text text -> AnyValue.of(text.text());
            case Chunk.SubDoc ignored -> AnyValue.obj(Map.of());
            case Chunk.Shared nested -> shared(nested.type(), depth + 1);
        };
    }

    private static String text(SharedType type) {
        StringBuilder text = new StringBuilder();
        for (Chunk chunk : type.chunks()) {
            if (chunk instanceof Chunk.Text run) {
                text.append(run.text());
            }
        }
        return text.toString();
    }

    private static void xml(SharedType type, int depth, StringBuilder out) {
        String name = type instanceof YXmlElement element ? lower(element.nodeName()) : "";
        if (!name.isEmpty()) {
            out.append('<').append(name);
            for (Map.Entry<String, Chunk> attribute : type.entries().entrySet()) {
                out.append(' ').append(attribute.getKey()).append("=\"");
                out.append(plain(value(attribute.getValue(), depth))).append('"');
            }
            out.append('>');
        }
        for (Chunk chunk : type.chunks()) {
            if (chunk instanceof Chunk.Text run) {
                formatted(run, out);
            } else if (chunk instanceof Chunk.Shared nested
                    && depth < MAX_DEPTH
                    && !(nested.type() instanceof YXmlHook)) {
                xml(nested.type(), depth + 1, out);
            } else {
                out.append(plain(value(chunk, depth)));
            }
        }
        if (!name.isEmpty()) {
            out.append("</").append(name).append('>');
        }
    }

    /** A run of an XML text: each attribute is an element around it, its fields that element's attributes. */
    private static void formatted(Chunk.Text run, StringBuilder out) {
        Map<String, AnyValue> attributes = new TreeMap<>(run.attributes());
        StringBuilder close = new StringBuilder();
        for (Map.Entry<String, AnyValue> attribute : attributes.entrySet()) {
            out.append('<').append(attribute.getKey());
            for (Map.Entry<String, AnyValue> field :
                    new TreeMap<>(attribute.getValue().fields()).entrySet()) {
                out.append(' ').append(field.getKey()).append("=\"");
                out.append(plain(field.getValue())).append('"');
            }
            out.append('>');
            close.insert(0, "</" + attribute.getKey() + ">");
        }
        out.append(run.text()).append(close);
    }

    private static String plain(AnyValue value) {
        return value instanceof AnyValue.Str str ? str.value() : Json.print(value);
    }

    private static String lower(String name) {
        StringBuilder lower = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return lower.toString();
    }
}
