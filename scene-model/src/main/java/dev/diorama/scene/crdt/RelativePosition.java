package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list or a text that stays where it is while others edit around it: beside an element, not at an index.
 *
 * <p>Behaves and encodes as {@code Y.RelativePosition}. Exactly one of {@code item}, {@code root} and {@code type} is given in what
 * {@link #decode} reads; JSON may name the type too.
 *
 * @param item the element that it belongs to; null for the end (the beginning, if {@code association} is negative) of the type
 * @param root the name of the root type
 * @param type the item that holds the type, if it isn't a root
 * @param association 0 and above: belongs to the element after it; below: to the one before it
 */
public record RelativePosition(
        @Nullable Id item, @Nullable String root, @Nullable Id type, int association) {

    private static final int ITEM = 0;
    private static final int ROOT = 1;
    private static final int TYPE = 2;

    /** One element: the clock that its client gave it. */
    public record Id(long client, int clock) {

        private static Id read(Lib0Reader reader) throws DecodeException {
            return new Id(reader.readVarUint(), reader.readVarUint31());
        }

        private void write(Lib0Writer writer) {
            writer.writeVarUint(client).writeVarUint(clock);
        }

        private AnyValue json() {
            Map<String, AnyValue> fields = new LinkedHashMap<>();
            fields.put("client", AnyValue.of((double) client));
            fields.put("clock", AnyValue.of(clock));
            return AnyValue.obj(fields);
        }
    }

    /** Where a position is now: an index in a type. */
    public record Absolute(SharedType type, int index, int association) {}

    /**
     * The place before the element at an index, or the end.
     *
     * @param association below zero to belong to the element before the place
     */
    public static RelativePosition of(SharedType type, int index, int association) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("position: index=" + index);
        }
        if (association < 0 && index == 0) {
            return in(type, null, association);
        }
        int rest = association < 0 ? index - 1 : index;
        for (Item item = type.start; item != null; item = item.right) {
            if (item.visible()) {
                if (item.length > rest) {
                    return in(type, new Id(item.client.id, item.clock + rest), association);
                }
                rest -= item.length;
            }
            if (item.right == null && association < 0) {
                return in(type, new Id(item.client.id, item.end() - 1), association);
            }
        }
        return in(type, null, association);
    }

    private static RelativePosition in(SharedType type, @Nullable Id element, int association) {
        Item holder = type.item;
        return holder == null
                ? new RelativePosition(element, type.rootName(), null, association)
                : new RelativePosition(element, null, new Id(holder.client.id, holder.clock), association);
    }

    /**
     * Where this is in a document now.
     *
     * @param followUndone whether an element that was deleted and brought back by undo here is looked for; only who undid knows of it, so
     *     not if all are to see the same place
     * @return null if the document does not have the element yet, or has collected it
     */
    public @Nullable Absolute resolve(YDoc doc, boolean followUndone) {
        if (item != null) {
            return resolveElement(item, doc, followUndone);
        }
        SharedType found = root != null ? doc.untypedRoot(root) : type == null ? null : typeAt(type, doc, followUndone);
        return found == null ? null : new Absolute(found, association >= 0 ? found.length : 0, association);
    }

    private @Nullable Absolute resolveElement(Id id, YDoc doc, boolean followUndone) {
        Found found = find(id, doc, followUndone);
        if (found == null || !(found.struct instanceof Item element)) {
            return null;
        }
        SharedType parent = element.parent();
        int index = 0;
        if (parent.item == null || !parent.item.deleted()) {
            index = element.visible() ? found.offset + (association >= 0 ? 0 : 1) : 0;
            for (Item left = element.left; left != null; left = left.left) {
                if (left.visible()) {
                    index += left.length;
                }
            }
        }
        return new Absolute(parent, index, association);
    }

    private static @Nullable SharedType typeAt(Id id, YDoc doc, boolean followUndone) {
        Found found = find(id, doc, followUndone);
        return found != null && found.struct instanceof Item holder ? holder.type() : null;
    }

    private static @Nullable Found find(Id id, YDoc doc, boolean followUndone) {
        ClientStructs client = doc.store().known(id.client);
        if (client == null || client.state() <= id.clock) {
            return null;
        }
        int clock = id.clock;
        while (true) {
            Struct struct = client.get(client.find(clock));
            int offset = clock - struct.clock;
            Item.Redone redone = followUndone && struct instanceof Item item ? item.redone() : null;
            if (redone == null) {
                return new Found(struct, offset);
            }
            client = redone.client();
            clock = redone.clock() + offset;
        }
    }

    private record Found(Struct struct, int offset) {}

    /** The bytes of this position, as {@code encodeRelativePosition}. */
    public byte[] encode() {
        Lib0Writer writer = new Lib0Writer();
        if (item != null) {
            item.write(writer.writeVarUint(ITEM));
        } else if (root != null) {
            writer.writeVarUint(ROOT).writeVarString(root);
        } else if (type != null) {
            type.write(writer.writeVarUint(TYPE));
        } else {
            throw new IllegalStateException("neither an element nor a type");
        }
        return writer.writeVarInt(association).toBytes();
    }

    /** Reads what {@link #encode} or Yjs wrote; a position without association belongs to the element after it. */
    public static RelativePosition decode(byte[] bytes) throws DecodeException {
        Lib0Reader reader = new Lib0Reader(bytes);
        Id item = null;
        String root = null;
        Id type = null;
        long kind = reader.readVarUint();
        if (kind == ITEM) {
            item = Id.read(reader);
        } else if (kind == ROOT) {
            root = reader.readVarString();
        } else if (kind == TYPE) {
            type = Id.read(reader);
        } else {
            throw reader.failure("unknown relative position: kind=" + kind);
        }
        int association = reader.hasMore() ? association(reader.readVarInt()) : 0;
        if (reader.hasMore()) {
            throw reader.failure("bytes after the position: count=" + reader.remaining());
        }
        return new RelativePosition(item, root, type, association);
    }

    private static int association(double value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    /** The JSON form of {@code relativePositionToJSON}, which cursors in presence have. */
    public AnyValue toJson() {
        Map<String, AnyValue> fields = new LinkedHashMap<>();
        if (type != null) {
            fields.put("type", type.json());
        }
        if (root != null && !root.isEmpty()) {
            fields.put("tname", AnyValue.of(root));
        }
        if (item != null) {
            fields.put("item", item.json());
        }
        fields.put("assoc", AnyValue.of(association));
        return AnyValue.obj(fields);
    }

    /** Reads {@link #toJson}; null if it names neither an element nor a type. */
    public static @Nullable RelativePosition fromJson(AnyValue json) {
        Map<String, AnyValue> fields = json.fields();
        Id item = id(fields.get("item"));
        Id type = id(fields.get("type"));
        String root = fields.get("tname") instanceof AnyValue.Str name ? name.value() : null;
        if (item == null && type == null && root == null) {
            return null;
        }
        AnyValue association = fields.get("assoc");
        return new RelativePosition(item, root, type, association == null ? 0 : association(association.number(0)));
    }

    private static @Nullable Id id(@Nullable AnyValue json) {
        if (json == null
                || !(json.fields().get("client") instanceof AnyValue.Num client)
                || !(json.fields().get("clock") instanceof AnyValue.Num clock)
                || !(client.value() >= 0 && client.value() <= 0x1FFFFFFFFFFFFFL)
                || !(clock.value() >= 0 && clock.value() < Integer.MAX_VALUE)) {
            return null;
        }
        return new Id((long) client.value(), (int) clock.value());
    }
}
