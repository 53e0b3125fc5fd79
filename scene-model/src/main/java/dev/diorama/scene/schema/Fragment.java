package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Nodes outside of a scene, with the materials and assets that they name: what was copied, or is about to be imported. Immutable. */
public final class Fragment {

    private final List<Part> parts;
    private final List<Map<String, Map<String, AnyValue>>> entries;
    private final Map<Integer, Integer> children;

    Fragment(List<Part> parts, List<Map<String, Map<String, AnyValue>>> entries) {
        this.parts = Collections.unmodifiableList(parts);
        this.entries = entries;
        children = new TreeMap<>();
        for (Part part : parts) {
            children.merge(part.parent, 1, Integer::sum);
        }
    }

    /** Begins a fragment. */
    public static Builder builder() {
        return new Builder();
    }

    /** Number of nodes. */
    public int size() {
        return parts.size();
    }

    /** The name of the first node. */
    String name() {
        AnyValue name = parts.isEmpty() ? null : parts.get(0).registers.get(SchemaKeys.NAME);
        return NodeReader.name(name, "object");
    }

    List<Part> parts() {
        return parts;
    }

    /** How many nodes have that one above them; -1 for those at the top. */
    int children(int parent) {
        return children.getOrDefault(parent, 0);
    }

    Map<String, Map<String, AnyValue>> entries(EntryKind kind) {
        return entries.get(kind.index());
    }

    static List<Map<String, Map<String, AnyValue>>> noEntries() {
        List<Map<String, Map<String, AnyValue>>> none = new ArrayList<>();
        for (int i = 0; i < EntryKind.count(); i++) {
            none.add(new LinkedHashMap<>());
        }
        return none;
    }

    /**
     * A node.
     *
     * @param parent index of the node above, which comes before; -1 at the top
     */
    record Part(int parent, Map<String, AnyValue> registers) {}

    /** Puts a fragment together; what isn't allowed is refused at once. */
    public static final class Builder {

        private final List<Part> parts = new ArrayList<>();
        private final List<Map<String, Map<String, AnyValue>>> entries = noEntries();

        private Builder() {}

        /**
         * Adds a node behind its siblings.
         *
         * @param parent index of the node above, as given by an earlier call; -1 for none
         * @return the index of this one
         */
        public int add(int parent, NodeKind kind, @Nullable Primitive primitive, String name, Transform transform)
                throws InvalidEditException {
            if (parent < -1 || parent >= parts.size()) {
                throw EditRules.bad("no such node above: parent=" + parent + " nodes=" + parts.size());
            }
            if (primitive != null && kind != NodeKind.MESH) {
                throw EditRules.bad("only a mesh has geometry: kind=" + kind);
            }
            parts.add(new Part(
                    parent,
                    TreeEdits.registers(kind, primitive, EditRules.name(name), EditRules.transform(transform))));
            return parts.size() - 1;
        }

        /** Makes a mesh of a file the geometry of a node; the file must have been added. */
        public Builder geometry(int node, AssetMesh mesh) throws InvalidEditException {
            if (!entries.get(EntryKind.ASSET.index()).containsKey(mesh.asset())) {
                throw EditRules.bad("the asset was not added: hash=" + mesh.asset());
            }
            EditRules.index(mesh.mesh());
            Map<String, AnyValue> geometry = new LinkedHashMap<>();
            geometry.put("asset", AnyValue.of(mesh.asset()));
            geometry.put("mesh", AnyValue.of(mesh.mesh()));
            registers(node).put(SchemaKeys.GEOMETRY, AnyValue.obj(geometry));
            return this;
        }

        /** Gives a node a material, which must have been added. */
        public Builder material(int node, String material) throws InvalidEditException {
            if (!entries.get(EntryKind.MATERIAL.index()).containsKey(material)) {
                throw EditRules.bad("the material was not added: id=" + material);
            }
            registers(node).put(SchemaKeys.MATERIAL, AnyValue.of(material));
            return this;
        }

        /** Says how a light shines. */
        public Builder light(int node, Light light) throws InvalidEditException {
            registers(node).put(SchemaKeys.LIGHT, light.checked().write(null));
            return this;
        }

        /** Says what a camera sees. */
        public Builder camera(int node, Camera camera) throws InvalidEditException {
            registers(node).put(SchemaKeys.CAMERA, camera.checked().write(null));
            return this;
        }

        private Map<String, AnyValue> registers(int node) throws InvalidEditException {
            if (node < 0 || node >= parts.size()) {
                throw EditRules.bad("no such node: index=" + node + " nodes=" + parts.size());
            }
            return parts.get(node).registers;
        }

        /** Adds a material. */
        public Builder add(String id, Material material) throws InvalidEditException {
            Map<String, AnyValue> registers = new LinkedHashMap<>();
            for (Map.Entry<String, @Nullable AnyValue> entry :
                    material.checkedRegisters().entrySet()) {
                AnyValue value = entry.getValue();
                if (value != null) {
                    registers.put(entry.getKey(), value);
                }
            }
            entries.get(EntryKind.MATERIAL.index()).put(EditRules.newId(id), registers);
            return this;
        }

        /** Adds a file. */
        public Builder add(Asset asset) throws InvalidEditException {
            entries.get(EntryKind.ASSET.index()).put(asset.hash(), asset.checkedRegisters());
            return this;
        }

        /** What was put together; the builder is of no use afterwards. */
        public Fragment build() {
            return new Fragment(parts, entries);
        }
    }
}
