package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits of what nodes are. */
final class NodeEdits {

    private NodeEdits() {}

    static void rename(EditPlan plan, NodeId id, String name) throws InvalidEditException {
        plan.set(plan.real(id), SchemaKeys.NAME, AnyValue.of(EditRules.name(name)));
    }

    static void setTransform(EditPlan plan, SceneEdit.SetTransform edit) throws InvalidEditException {
        if (edit.ids().size() != edit.transforms().size()) {
            throw EditRules.bad("not a transform for each node: ids="
                    + edit.ids().size() + " transforms=" + edit.transforms().size());
        }
        for (int i = 0; i < edit.ids().size(); i++) {
            TreeNode node = plan.real(edit.ids().get(i));
            plan.setTransform(node, EditRules.transform(edit.transforms().get(i)));
        }
    }

    static void setParameter(EditPlan plan, SceneEdit.SetGeometryParameter edit) throws InvalidEditException {
        TreeNode node = plan.real(edit.id());
        Primitive primitive = plan.scene.node(node.id).primitive();
        if (primitive == null) {
            throw EditRules.bad("the node has no primitive: id=" + edit.id());
        }
        Primitive.Parameter parameter = primitive.parameter(edit.parameter());
        if (parameter == null) {
            StringBuilder names = new StringBuilder();
            for (Primitive.Parameter each : primitive.parameters()) {
                names.append(names.isEmpty() ? "" : ", ").append(each.name());
            }
            throw EditRules.bad("no such parameter: parameter=" + edit.parameter() + " of " + primitive.wireName()
                    + ", which has " + names);
        }
        float value = EditRules.inRange(parameter.name(), edit.value(), parameter.min(), parameter.max());
        if (parameter.whole() && value != Math.rint(value)) {
            throw EditRules.bad(parameter.name() + " is a whole number: value=" + Json.number(value));
        }
        plan.set(node, SchemaKeys.PARAMETER + parameter.name(), AnyValue.of((double) value));
    }

    static void setFlags(EditPlan plan, NodeId id, int flags) throws InvalidEditException {
        TreeNode node = plan.real(id);
        if (flags < 0) {
            throw EditRules.bad("negative flags: flags=" + flags);
        }
        if (flags != plan.scene.node(node.id).flags()) {
            plan.put(node, SchemaKeys.FLAGS, AnyValue.of(flags));
        }
    }

    static void setFlag(EditPlan plan, List<NodeId> ids, int flag, boolean on) throws InvalidEditException {
        if (flag <= 0) {
            throw EditRules.bad("no flag: flag=" + flag);
        }
        for (NodeId id : ids) {
            plan.real(id);
            int flags = plan.scene.node(id).flags();
            setFlags(plan, id, on ? flags | flag : flags & ~flag);
        }
    }

    static void setLight(EditPlan plan, NodeId id, Light light) throws InvalidEditException {
        TreeNode node = ofKind(plan, id, NodeKind.LIGHT);
        AnyValue old = node.registers.get(SchemaKeys.LIGHT);
        plan.set(node, SchemaKeys.LIGHT, light.checked().write(old));
    }

    static void setCamera(EditPlan plan, NodeId id, Camera camera) throws InvalidEditException {
        TreeNode node = ofKind(plan, id, NodeKind.CAMERA);
        AnyValue old = node.registers.get(SchemaKeys.CAMERA);
        plan.set(node, SchemaKeys.CAMERA, camera.checked().write(old));
    }

    private static TreeNode ofKind(EditPlan plan, NodeId id, NodeKind kind) throws InvalidEditException {
        TreeNode node = plan.real(id);
        if (plan.scene.node(id).kind() != kind) {
            throw EditRules.bad("the node is no " + kind.wireName() + ": id=" + id + " kind="
                    + plan.scene.node(id).kindName());
        }
        return node;
    }

    static void assignMaterial(EditPlan plan, List<NodeId> ids, @Nullable String material) throws InvalidEditException {
        if (material != null) {
            plan.requireEntry(EntryKind.MATERIAL, material);
        }
        for (NodeId id : ids) {
            TreeNode node = plan.real(id);
            if (plan.scene.node(id).kind() != NodeKind.MESH) {
                throw EditRules.bad("only a mesh has a material: id=" + id + " kind="
                        + plan.scene.node(id).kindName());
            }
            plan.setOrRemove(node, SchemaKeys.MATERIAL, material == null ? null : AnyValue.of(material));
        }
    }
}
