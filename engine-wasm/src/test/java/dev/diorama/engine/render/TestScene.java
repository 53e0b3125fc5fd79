package dev.diorama.engine.render;

import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.RegisterEdit;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A document with a mirror that follows it. */
final class TestScene {
    private static final List<Primitive> SHAPES = List.of(Primitive.values());

    final SceneDoc doc = SceneDoc.of(YDoc.of(1));
    final SceneMirror mirror = new SceneMirror();
    final List<NodeId> ids = new ArrayList<>();
    private int moves;

    TestScene() {
        doc.observe((events, transaction) -> mirror.apply(doc, events));
    }

    /** Adds objects of all shapes. */
    void fill(int objects) {
        doc.doc().transact(null, () -> {
            for (int i = 0; i < objects; i++) {
                NodeId id = new NodeId("n" + ids.size());
                Primitive primitive = SHAPES.get(ids.size() % SHAPES.size());
                Transform at = Transform.at(ids.size() % 10 - 5, 0.5f, ids.size() / 10 % 10 - 5);
                apply(new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.MESH, primitive, "node", at));
                ids.add(id);
            }
        });
    }

    /** Moves so many objects, spread over all, inside of what is drawn. */
    void touch(int objects) {
        moves++;
        List<NodeId> moved = new ArrayList<>();
        List<Transform> to = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            moved.add(ids.get((int) ((long) i * ids.size() / objects)));
            to.add(Transform.at(0.01f * (moves % 100), 0.5f, 0.01f * (i % 100)));
        }
        apply(new SceneEdit.SetTransform(moved, to));
    }

    void move(NodeId id, float x, float y, float z) {
        apply(new SceneEdit.SetTransform(List.of(id), List.of(Transform.at(x, y, z))));
    }

    /** Makes an object of the one material there is, with these values as JSON. */
    void material(NodeId of, String values) {
        try {
            Map<String, AnyValue> set =
                    Map.copyOf(Json.parse("{" + values + "}").fields());
            apply(new RegisterEdit(List.of(
                    new RegisterEdit.Entry(true, "glass", null, 0, Map.copyOf(set)),
                    new RegisterEdit.Entry(false, of.value(), null, 0, Map.of("m", AnyValue.of("glass"))))));
        } catch (DecodeException e) {
            throw new AssertionError(e);
        }
    }

    void delete(int index) {
        apply(new SceneEdit.DeleteNodes(List.of(ids.remove(index))));
    }

    void apply(SceneEdit edit) {
        try {
            doc.apply(edit, null);
        } catch (InvalidEditException e) {
            throw new AssertionError(e);
        }
    }
}
