package dev.diorama.scene.worker;

import dev.diorama.scene.crdt.Chunk;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.YArray;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.crdt.YText;
import dev.diorama.scene.crdt.YXmlElement;
import dev.diorama.scene.crdt.YXmlFragment;
import dev.diorama.scene.crdt.YXmlText;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The content of a document as the golden corpus writes it down: {@code toJSON}, {@code toDelta}, XML text; keys sorted. */
final class StateJson {

    private StateJson() {}

    static AnyValue of(YDoc doc) {
        return Fields.object(
                "map", value(doc.map("map")),
                "array", value(doc.array("array")),
                "text", delta(doc.text("text")),
                "xml", AnyValue.of(xml(doc.xmlFragment("xml"))));
    }

    private static AnyValue value(SharedType type) {
        return switch (type) {
            case YMap map -> entries(map);
            case YArray array ->
                AnyValue.list(array.chunks().stream().map(StateJson::value).toList());
            case YText text -> AnyValue.of(text instanceof YXmlText ? xml(text) : text.string());
            default -> AnyValue.of(xml(type));
        };
    }

    private static AnyValue entries(YMap map) {
        Map<String, AnyValue> entries = new LinkedHashMap<>();
        map.entries().forEach((key, chunk) -> entries.put(key, value(chunk)));
        return AnyValue.obj(entries);
    }

    private static AnyValue value(Chunk chunk) {
        return switch (chunk) {
            case Chunk.Any any -> safe(any.value());
            case Chunk.Shared shared -> value(shared.type());
            case Chunk.Embed embed -> safe(embed.value());
            case Chunk.Text text -> AnyValue.of(text.text());
            case Chunk.SubDoc doc -> AnyValue.of(doc.guid());
        };
    }

    /** Bytes and undefined in a form that JSON can carry; keys sorted. */
    private static AnyValue safe(AnyValue value) {
        return switch (value) {
            case AnyValue.Bytes bytes -> Fields.object("$bin", Fields.base64(bytes.value()));
            case AnyValue.Undefined ignored -> Fields.object("$undef", AnyValue.of(1));
            case AnyValue.Arr arr ->
                AnyValue.list(arr.values().stream().map(StateJson::safe).toList());
            case AnyValue.Obj obj -> {
                Map<String, AnyValue> sorted = new TreeMap<>();
                obj.entries().forEach((key, each) -> sorted.put(key, safe(each)));
                yield AnyValue.obj(sorted);
            }
            default -> value;
        };
    }

    static AnyValue delta(YText text) {
        List<AnyValue> ops = new ArrayList<>();
        for (Chunk chunk : text.delta()) {
            Map<String, AnyValue> op = new LinkedHashMap<>();
            op.put("insert", value(chunk));
            if (!chunk.attributes().isEmpty()) {
                op.put("attributes", AnyValue.obj(chunk.attributes()));
            }
            ops.add(AnyValue.obj(op));
        }
        return AnyValue.list(ops);
    }

    private static String xml(SharedType type) {
        StringBuilder out = new StringBuilder();
        xml(type, out);
        return out.toString();
    }

    private static void xml(SharedType type, StringBuilder out) {
        if (type instanceof YXmlElement element) {
            String name = element.nodeName().toLowerCase(Locale.ROOT);
            out.append('<').append(name);
            element.entries()
                    .forEach((key, chunk) -> out.append(' ')
                            .append(key)
                            .append("=\"")
                            .append(text(value(chunk)))
                            .append('"'));
            out.append('>');
            children(element, out);
            out.append("</").append(name).append('>');
        } else if (type instanceof YXmlFragment fragment) {
            children(fragment, out);
        } else if (type instanceof YXmlText text) {
            formatted(text, out);
        } else {
            out.append(text(value(type)));
        }
    }

    private static void children(YXmlFragment parent, StringBuilder out) {
        for (Chunk chunk : parent.chunks()) {
            if (chunk instanceof Chunk.Shared shared) {
                xml(shared.type(), out);
            }
        }
    }

    private static void formatted(YXmlText text, StringBuilder out) {
        for (Chunk chunk : text.delta()) {
            Map<String, AnyValue> nodes = new TreeMap<>(chunk.attributes());
            nodes.forEach((name, attributes) -> {
                out.append('<').append(name);
                new TreeMap<>(attributes.fields())
                        .forEach((key, value) -> out.append(' ')
                                .append(key)
                                .append("=\"")
                                .append(text(value))
                                .append('"'));
                out.append('>');
            });
            out.append(text(value(chunk)));
            for (String name : new TreeMap<>(nodes).descendingKeySet()) {
                out.append("</").append(name).append('>');
            }
        }
    }

    private static String text(AnyValue value) {
        return switch (value) {
            case AnyValue.Str str -> str.value();
            case AnyValue.Num num -> Json.number(num.value());
            default -> Json.print(value);
        };
    }
}
