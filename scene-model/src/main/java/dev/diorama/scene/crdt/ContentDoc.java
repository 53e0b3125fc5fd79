package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A nested document: its id and how it is to be opened. Its content travels elsewhere. */
final class ContentDoc extends Content {

    static final int REF = 9;

    final String guid;
    final AnyValue options;

    ContentDoc(String guid, AnyValue options) {
        this.guid = guid;
        this.options = keptByYjs(options);
    }

    /** Of the options, Yjs writes back those that it knows and that are not the default, in this order. */
    private static AnyValue keptByYjs(AnyValue options) {
        Map<String, AnyValue> kept = new LinkedHashMap<>();
        AnyValue gc = options.fields().get("gc");
        if (gc != null && !(gc instanceof AnyValue.Undefined) && !truthy(gc)) {
            kept.put("gc", AnyValue.of(false));
        }
        AnyValue autoLoad = options.fields().get("autoLoad");
        if (autoLoad != null && truthy(autoLoad)) {
            kept.put("autoLoad", AnyValue.of(true));
        }
        AnyValue meta = options.fields().get("meta");
        if (meta != null && !(meta instanceof AnyValue.Null) && !(meta instanceof AnyValue.Undefined)) {
            kept.put("meta", meta);
        }
        return AnyValue.obj(kept);
    }

    private static boolean truthy(AnyValue value) {
        return switch (value) {
            case AnyValue.Undefined ignored -> false;
            case AnyValue.Null ignored -> false;
            case AnyValue.Bool bool -> bool.value();
            case AnyValue.Num num -> num.value() != 0 && !Double.isNaN(num.value());
            case AnyValue.BigInt big -> big.value() != 0;
            case AnyValue.Str str -> !str.value().isEmpty();
            default -> true;
        };
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return 1;
    }

    @Override
    boolean countable() {
        return true;
    }

    @Override
    Content copy() {
        return new ContentDoc(guid, options);
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeString(guid);
        writer.writeAny(options);
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        out.add(new Chunk.SubDoc(guid, options, attributes));
    }
}
