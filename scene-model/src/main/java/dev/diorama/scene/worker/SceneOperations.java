package dev.diorama.scene.worker;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneUndo;
import dev.diorama.scene.schema.Transform;
import dev.diorama.scene.schema.TreeHash;
import java.util.List;

/** Does edits of a scene as an editor would: an object with {@code do} and what the edit needs. */
final class SceneOperations {

    private final SceneDoc scene;
    private final SceneUndo undo;

    SceneOperations(YDoc doc) {
        scene = SceneDoc.of(doc);
        undo = SceneUndo.of(scene);
    }

    String treeHash() {
        return TreeHash.of(scene);
    }

    /** Does an edit; one that is refused changes nothing. */
    void run(AnyValue operation) {
        String what = Fields.get(operation, "do").string("");
        if (what.equals("undo")) {
            boolean ignored = undo.undo();
            return;
        }
        try {
            undo.apply(edit(what, operation), null);
        } catch (InvalidEditException e) {
            // As for a person: what cannot be done is not done.
        }
    }

    private static SceneEdit edit(String what, AnyValue operation) {
        List<NodeId> ids = Fields.get(operation, "ids").elements().stream()
                .map(id -> new NodeId(id.string("")))
                .toList();
        NodeId id = new NodeId(Fields.get(operation, "id").string(""));
        NodeId parent = new NodeId(Fields.get(operation, "parent").string(""));
        return switch (what) {
            case "add" -> new SceneEdit.AddNode(id, parent, NodeKind.GROUP, null, "Group", Transform.at(1, 2, 3));
            case "move" ->
                new SceneEdit.MoveNodes(
                        ids,
                        parent,
                        Fields.integer(Fields.get(operation, "index")),
                        Fields.truth(Fields.get(operation, "world")));
            case "group" -> new SceneEdit.Group(ids, id, "Group");
            case "delete" -> new SceneEdit.DeleteNodes(ids);
            default -> throw new UnsupportedOperationException(what);
        };
    }
}
