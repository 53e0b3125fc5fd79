package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The materials, assets and comments of a scene as everybody sees them. Reads never throw on what a document holds. */
public final class SceneEntries {

    private final List<Map<String, Registers>> tables = new ArrayList<>();

    SceneEntries() {
        for (int i = 0; i < EntryKind.count(); i++) {
            tables.add(new TreeMap<>());
        }
    }

    /** The ids of one kind, sorted by UTF-16 code unit; a copy. */
    public List<String> ids(EntryKind kind) {
        return new ArrayList<>(table(kind).keySet());
    }

    public boolean contains(EntryKind kind, String id) {
        return table(kind).containsKey(id);
    }

    /** How a surface of that material looks; the default if there is no such material. */
    public Material material(String id) {
        Registers registers = registers(EntryKind.MATERIAL, id);
        return registers == null ? Material.DEFAULT : Material.read(registers);
    }

    /** Everything that the document says of a material, by key; a copy, empty if there is none. */
    public Map<String, AnyValue> materialValues(String id) {
        Registers registers = registers(EntryKind.MATERIAL, id);
        return registers == null ? new LinkedHashMap<>() : registers.asMap();
    }

    /** The file of that hash, null if the scene doesn't know it. */
    public @Nullable Asset asset(String hash) {
        Registers registers = registers(EntryKind.ASSET, hash);
        return registers == null ? null : Asset.read(hash, registers);
    }

    /** The thread of that id, null if there is none. */
    public @Nullable Comment comment(String id) {
        Registers registers = registers(EntryKind.COMMENT, id);
        return registers == null ? null : Comment.read(id, registers);
    }

    @Nullable Registers registers(EntryKind kind, String id) {
        return table(kind).get(id);
    }

    /** All entries, sorted; a copy. */
    List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            for (String id : tables.get(i).keySet()) {
                keys.add(new Key(EntryKind.at(i), id));
            }
        }
        return keys;
    }

    void put(EntryKind kind, String id, @Nullable Registers registers) {
        if (registers == null) {
            table(kind).remove(id);
        } else {
            table(kind).put(id, registers);
        }
    }

    private Map<String, Registers> table(EntryKind kind) {
        return tables.get(kind.index());
    }

    /** Which entry. Sorted by kind, then by id. */
    record Key(EntryKind kind, String id) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = kind.compareTo(other.kind);
            return order != 0 ? order : id.compareTo(other.id);
        }
    }
}
