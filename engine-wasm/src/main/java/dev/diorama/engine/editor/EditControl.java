package dev.diorama.engine.editor;

import dev.diorama.engine.edit.PointerInput;
import dev.diorama.engine.outline.TreeFilter;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.EntryKind;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.RegisterEdit;
import dev.diorama.scene.schema.SceneEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done to many nodes at once, and the registers of the document as they are: the page builds copies, groups and materials of these,
 * which is code that the engine need not carry.
 */
public final class EditControl {
    private final Parts parts;
    private final PointerInput pointer;

    EditControl(Parts parts, PointerInput pointer) {
        this.parts = parts;
        this.pointer = pointer;
    }

    /** Puts nodes under a parent (empty id: the root), to this place among its other children. */
    public void move(List<String> ids, String parent, int index, boolean keepWorld) {
        edit(new SceneEdit.MoveNodes(nodes(ids), new NodeId(parent), index, keepWorld));
    }

    /** Writes registers, in one transaction; JSON, see {@code Engine.write}. */
    public void write(String json) {
        List<RegisterEdit.Entry> entries = new ArrayList<>();
        for (AnyValue item : parse(json).elements()) {
            Map<String, AnyValue> fields = item.fields();
            Map<String, @Nullable AnyValue> registers = new LinkedHashMap<>();
            for (Map.Entry<String, AnyValue> set : field(fields, "set").fields().entrySet()) {
                registers.put(set.getKey(), set.getValue() instanceof AnyValue.Null ? null : set.getValue());
            }
            String material = field(fields, "material").string("");
            AnyValue parent = field(fields, "parent");
            entries.add(new RegisterEdit.Entry(
                    !material.isEmpty(),
                    material.isEmpty() ? field(fields, "node").string("") : material,
                    parent instanceof AnyValue.Str ? parent.string("") : null,
                    (int) Math.max(0, field(fields, "index").number(Integer.MAX_VALUE)),
                    registers));
        }
        edit(new RegisterEdit(entries));
    }

    private static AnyValue field(Map<String, AnyValue> fields, String name) {
        return fields.getOrDefault(name, AnyValue.Null.INSTANCE);
    }

    private static AnyValue parse(String json) {
        try {
            return Json.parse(json);
        } catch (DecodeException e) {
            throw new EditorException(EditorException.Code.INVALID_ARGUMENT, e);
        }
    }

    /** Nodes with all below them, each before its children, as JSON: see {@code Engine.read}. */
    public String read(List<String> ids) {
        List<AnyValue> items = new ArrayList<>();
        for (NodeId top : ids.isEmpty() ? parts.shown.children(NodeId.ROOT) : nodes(ids)) {
            for (NodeId id : parts.shown.subtree(top)) {
                Map<String, AnyValue> item = new LinkedHashMap<>();
                NodeId parent = parts.shown.parent(id);
                item.put("node", AnyValue.of(id.value()));
                item.put("parent", AnyValue.of(parent == null ? "" : parent.value()));
                item.put("set", AnyValue.obj(parts.shown.node(id).values()));
                items.add(AnyValue.obj(item));
            }
        }
        return Json.print(AnyValue.list(items));
    }

    /** The materials of the scene, as JSON: registers by id. */
    public String materials() {
        Map<String, AnyValue> materials = new LinkedHashMap<>();
        for (String id : parts.shown.entries().ids(EntryKind.MATERIAL)) {
            materials.put(id, AnyValue.obj(parts.shown.entries().materialValues(id)));
        }
        return Json.print(AnyValue.obj(materials));
    }

    /** Edits up to {@link #endStep} are one step; the one before, too, if it has the same key and was just now. */
    public void beginStep(String key) {
        parts.history.beginStep(key);
    }

    /** Ends what {@link #beginStep} began. */
    public void endStep() {
        parts.history.endStep();
    }

    /** Shows in the tree what matches, with all above it. */
    public void filter(String query) {
        parts.rows.setFilter(new TreeFilter(query));
        rowsChanged();
    }

    /** Opens or closes all rows of the tree. */
    public void expandAll(boolean expanded) {
        parts.rows.setAllExpanded(expanded);
        rowsChanged();
    }

    private void rowsChanged() {
        parts.changes.enter();
        parts.changes.mark(Topic.TREE);
        parts.changes.exit();
    }

    /** Selects these and nothing else; ids that are not there are left out. */
    public void select(List<String> ids) {
        List<NodeId> there = nodes(ids);
        there.removeIf(id -> !parts.shown.contains(id));
        parts.changes.enter();
        try {
            if (parts.selection.set(there)) {
                pointer.cancel();
                parts.selectionChanged();
            }
        } finally {
            parts.changes.exit();
        }
    }

    private void edit(SceneEdit edit) {
        parts.requireLive();
        parts.changes.enter();
        try {
            pointer.cancel();
            parts.edit(edit);
        } finally {
            parts.changes.exit();
        }
    }

    static List<NodeId> nodes(List<String> ids) {
        List<NodeId> nodes = new ArrayList<>(ids.size());
        for (String id : ids) {
            nodes.add(new NodeId(id));
        }
        return nodes;
    }
}
