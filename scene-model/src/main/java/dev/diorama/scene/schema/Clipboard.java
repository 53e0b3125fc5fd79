package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.ClipboardException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes as a text for the system's clipboard, within and across scenes: rules S114 to S117.
 *
 * <p>What comes from a clipboard comes from anybody: it is checked before anything is made of it.
 */
public final class Clipboard {

    /** The version that is written, and the newest that is read. */
    public static final int VERSION = 1;

    /** More UTF-16 code units are refused unread. */
    public static final int MAX_LENGTH = 1 << 25;

    /** More nodes are refused. */
    public static final int MAX_NODES = 100_000;

    static final int MAX_ENTRIES = 10_000;
    static final int MAX_REGISTERS = 256;
    static final int MAX_KEY = 64;

    private static final String MARK = "diorama";
    private static final String CLIPBOARD = "clipboard";

    private Clipboard() {}

    /**
     * The nodes and everything below them, with the materials and assets that they name. The text says where the topmost stand in the
     * world.
     *
     * @param ids nodes; those below others of the list come with these
     */
    public static String copy(SceneDoc scene, List<NodeId> ids) throws InvalidEditException {
        Set<NodeId> chosen = new HashSet<>(ids);
        List<AnyValue> nodes = new ArrayList<>();
        List<Map<String, AnyValue>> entries = new ArrayList<>();
        for (int i = 0; i < EntryKind.count(); i++) {
            entries.add(new LinkedHashMap<>());
        }
        Map<NodeId, Integer> places = new HashMap<>();
        for (NodeId top : new LinkedHashSet<>(ids)) {
            if (!scene.contains(top)) {
                throw new InvalidEditException(InvalidEditException.Reason.UNKNOWN_NODE, "no such node: id=" + top);
            }
            if (isBelow(scene, top, chosen)) {
                continue;
            }
            for (NodeId id : scene.subtree(top)) {
                NodeState state = scene.state(id);
                Map<String, AnyValue> registers = new LinkedHashMap<>();
                if (id.equals(NodeId.RECOVERED)) {
                    registers.put(SchemaKeys.KIND, AnyValue.of(NodeKind.GROUP.wireName()));
                    registers.put(SchemaKeys.NAME, AnyValue.of(scene.node(id).name()));
                } else if (state != null) {
                    registers.putAll(readable(state.registers(), true));
                }
                if (id.equals(top)) {
                    putTransform(registers, WorldPlacement.inWorld(scene, id));
                }
                Integer above = id.equals(top) ? null : places.get(scene.parent(id));
                places.put(id, nodes.size());
                nodes.add(object(
                        "parent", AnyValue.of(above == null ? -1 : above), "registers", AnyValue.obj(registers)));
                addEntries(scene, id, entries);
            }
        }
        Map<String, AnyValue> text = new LinkedHashMap<>();
        text.put(MARK, AnyValue.of(CLIPBOARD));
        text.put("version", AnyValue.of(VERSION));
        text.put("nodes", AnyValue.list(nodes));
        text.put(EntryKind.MATERIAL.rootName(), AnyValue.obj(entries.get(EntryKind.MATERIAL.index())));
        text.put(EntryKind.ASSET.rootName(), AnyValue.obj(entries.get(EntryKind.ASSET.index())));
        return Json.print(AnyValue.obj(text));
    }

    private static boolean isBelow(SceneDoc scene, NodeId id, Set<NodeId> chosen) {
        for (NodeId above = scene.parent(id); above != null; above = scene.parent(above)) {
            if (chosen.contains(above)) {
                return true;
            }
        }
        return false;
    }

    /** The registers that can be read again. */
    private static Map<String, AnyValue> readable(Registers registers, boolean node) {
        Map<String, AnyValue> readable = new LinkedHashMap<>();
        for (int i = 0; i < registers.size() && readable.size() < MAX_REGISTERS - 3; i++) {
            String key = registers.key(i);
            AnyValue value = registers.value(i);
            if (ClipboardRules.isKey(key)
                    && ClipboardRules.isPlain(value)
                    && (!node || ClipboardRules.isReadable(key, value))) {
                readable.put(key, value);
            }
        }
        return readable;
    }

    private static void putTransform(Map<String, AnyValue> registers, Transform t) {
        registers.put(SchemaKeys.POSITION, AnyValue.of(t.px(), t.py(), t.pz()));
        registers.put(SchemaKeys.ROTATION, AnyValue.of(t.rx(), t.ry(), t.rz(), t.rw()));
        registers.put(SchemaKeys.SCALE, AnyValue.of(t.sx(), t.sy(), t.sz()));
    }

    private static void addEntries(SceneDoc scene, NodeId id, List<Map<String, AnyValue>> entries) {
        if (id.equals(NodeId.RECOVERED)) {
            return;
        }
        SceneNode node = scene.node(id);
        String material = node.material();
        if (material != null && addEntry(scene, EntryKind.MATERIAL, material, entries)) {
            for (Texture texture : scene.entries().material(material).textures().values()) {
                addEntry(scene, EntryKind.ASSET, texture.asset(), entries);
            }
        }
        AssetMesh mesh = node.assetMesh();
        if (mesh != null) {
            addEntry(scene, EntryKind.ASSET, mesh.asset(), entries);
        }
    }

    private static boolean addEntry(SceneDoc scene, EntryKind kind, String id, List<Map<String, AnyValue>> entries) {
        Registers registers = scene.entries().registers(kind, id);
        if (registers == null || (kind == EntryKind.MATERIAL && !ClipboardRules.isId(id))) {
            return false;
        }
        entries.get(kind.index()).putIfAbsent(id, AnyValue.obj(readable(registers, false)));
        return true;
    }

    private static AnyValue object(String a, AnyValue valueA, String b, AnyValue valueB) {
        Map<String, AnyValue> fields = new LinkedHashMap<>();
        fields.put(a, valueA);
        fields.put(b, valueB);
        return AnyValue.obj(fields);
    }

    /**
     * Reads a text from the clipboard.
     *
     * @throws ClipboardException if it isn't one of ours, or not as ours would be; the reason says which
     */
    public static Fragment parse(String text) throws ClipboardException {
        if (text.length() > MAX_LENGTH) {
            throw new ClipboardException(
                    Reason.TOO_LARGE, "the text is too long: length=" + text.length() + " limit=" + MAX_LENGTH);
        }
        AnyValue value;
        try {
            value = Json.parse(text);
        } catch (DecodeException e) {
            throw new ClipboardException(Reason.NOT_OURS, "no JSON: " + e.getMessage());
        }
        if (!(ValueReader.field(value, MARK) instanceof AnyValue.Str mark)
                || !mark.value().equals(CLIPBOARD)) {
            throw new ClipboardException(Reason.NOT_OURS, "something else was copied");
        }
        long version = ValueReader.whole(ValueReader.field(value, "version"), Integer.MAX_VALUE);
        if (version > VERSION) {
            throw new ClipboardException(Reason.NEWER_VERSION, "copied by a newer version: version=" + version);
        }
        if (version < 1) {
            throw ClipboardRules.malformed("no version");
        }
        return new Fragment(nodes(ValueReader.field(value, "nodes")), entries(value));
    }

    private static List<Fragment.Part> nodes(@Nullable AnyValue value) throws ClipboardException {
        List<AnyValue> list = ClipboardRules.list(value, "nodes");
        if (list.size() > MAX_NODES) {
            throw new ClipboardException(
                    Reason.TOO_LARGE, "too many nodes: count=" + list.size() + " limit=" + MAX_NODES);
        }
        List<Fragment.Part> parts = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            AnyValue parent = ValueReader.field(list.get(i), "parent");
            double index = parent == null ? Double.NaN : parent.number(Double.NaN);
            if (!(index >= -1 && index < i && index == Math.rint(index))) {
                throw ClipboardRules.malformed("a node without a node above that comes before it: node=" + i);
            }
            AnyValue registers = ValueReader.field(list.get(i), "registers");
            parts.add(new Fragment.Part((int) index, ClipboardRules.nodeRegisters(registers, i)));
        }
        return parts;
    }

    private static List<Map<String, Map<String, AnyValue>>> entries(AnyValue text) throws ClipboardException {
        List<Map<String, Map<String, AnyValue>>> entries = Fragment.noEntries();
        for (EntryKind kind : List.of(EntryKind.MATERIAL, EntryKind.ASSET)) {
            AnyValue value = ValueReader.field(text, kind.rootName());
            Map<String, AnyValue> table = value == null ? Map.of() : ClipboardRules.object(value, kind.rootName());
            if (table.size() > MAX_ENTRIES) {
                throw new ClipboardException(
                        Reason.TOO_LARGE, "too many entries: count=" + table.size() + " limit=" + MAX_ENTRIES);
            }
            for (Map.Entry<String, AnyValue> entry : table.entrySet()) {
                String id = entry.getKey();
                if (kind == EntryKind.ASSET ? !ValueReader.isHash(id) : !ClipboardRules.isId(id)) {
                    throw ClipboardRules.malformed("no id: kind=" + kind.rootName() + " length=" + id.length());
                }
                entries.get(kind.index()).put(id, ClipboardRules.registers(entry.getValue(), kind.rootName()));
            }
        }
        return entries;
    }
}
