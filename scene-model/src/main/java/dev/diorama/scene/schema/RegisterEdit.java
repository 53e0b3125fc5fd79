package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.StepName.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers of nodes and materials as they stand in the document, written as they are: an edit for programs that know the schema themselves.
 *
 * <p>Readers clamp what they find, so nothing written here can break a scene. The tree is out of its reach: edges and orders of what is
 * there stay as they are.
 */
public record RegisterEdit(List<Entry> entries) implements SceneEdit {

    /** Copies the list. */
    public RegisterEdit {
        entries = List.copyOf(entries);
    }

    @Override
    public void plan(EditPlan plan) throws InvalidEditException {
        Map<String, List<Entry>> added = new LinkedHashMap<>();
        Set<String> newIds = new HashSet<>();
        for (Entry entry : entries) {
            check(entry);
            if (entry.material) {
                writeMaterial(plan, entry);
            } else if (entry.parent == null) {
                TreeNode node = plan.real(new NodeId(entry.id));
                for (Map.Entry<String, @Nullable AnyValue> register : entry.registers.entrySet()) {
                    plan.setOrRemove(node, register.getKey(), register.getValue());
                }
            } else {
                plan.newNodeId(new NodeId(entry.id));
                newIds.add(entry.id);
                added.computeIfAbsent(entry.parent + " " + entry.index, key -> new ArrayList<>())
                        .add(entry);
            }
        }
        for (List<Entry> siblings : added.values()) {
            create(plan, siblings, newIds);
        }
    }

    private static void check(Entry entry) throws InvalidEditException {
        for (String key : entry.registers.keySet()) {
            if (Registers.isEdge(key) || key.equals(SchemaKeys.ORDER)) {
                throw EditRules.bad("edges and orders are not written as registers: key=" + key);
            }
        }
    }

    private static void writeMaterial(EditPlan plan, Entry entry) throws InvalidEditException {
        if (!plan.has(EntryKind.MATERIAL, entry.id)) {
            plan.requireNoEntry(EntryKind.MATERIAL, entry.id);
            plan.createEntry(EntryKind.MATERIAL, entry.id, entry.registers);
            return;
        }
        for (Map.Entry<String, @Nullable AnyValue> register : entry.registers.entrySet()) {
            plan.setEntry(EntryKind.MATERIAL, entry.id, register.getKey(), register.getValue());
        }
    }

    /** Makes nodes that go to one place, side by side. */
    private static void create(EditPlan plan, List<Entry> siblings, Set<String> newIds) throws InvalidEditException {
        Entry first = siblings.get(0);
        String parent = first.parent == null ? "" : first.parent;
        List<String> orders;
        if (newIds.contains(parent)) {
            orders = plan.siblings.fresh(siblings.size());
        } else {
            TreeNode above = plan.parent(new NodeId(parent));
            Siblings.Places places = plan.siblings.places(above, List.of(), first.index, siblings.size());
            plan.raisePath(above);
            plan.reorder(places);
            orders = places.orders();
        }
        for (int i = 0; i < siblings.size(); i++) {
            Entry entry = siblings.get(i);
            Map<String, AnyValue> registers = new LinkedHashMap<>();
            for (Map.Entry<String, @Nullable AnyValue> register : entry.registers.entrySet()) {
                AnyValue value = register.getValue();
                if (value != null) {
                    registers.put(register.getKey(), value);
                }
            }
            plan.create(entry.id, parent, orders.get(i), registers);
        }
    }

    @Override
    public StepName stepName(SceneView view) {
        return new StepName(Action.CHANGE, "object", Math.max(1, entries.size()));
    }

    /**
     * What is written to one node or material.
     *
     * @param material whether it is a material; one that is not there yet is added
     * @param parent where a new node goes, which may be another new one further ahead; null for a node that is there
     * @param index place among the parent's children, counted before any was added; more than there are means last
     * @param registers by key; null takes a register away
     */
    public record Entry(
            boolean material,
            String id,
            @Nullable String parent,
            int index,
            Map<String, @Nullable AnyValue> registers) {}
}
