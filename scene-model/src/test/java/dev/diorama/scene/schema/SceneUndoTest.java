package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SceneUndoTest {

    private static final NodeId X = new NodeId("x");
    private static final NodeId P = new NodeId("p");
    private static final NodeId Q = new NodeId("q");

    /** A person with undo; what one writes the other reads when {@link #meet} says so. */
    private static final class Person {
        final YDoc doc;
        final SceneDoc scene;
        final SceneMirror mirror;
        final SceneUndo undo;

        Person(int clientId) {
            doc = YDoc.of(clientId);
            scene = SceneDoc.of(doc);
            mirror = new SceneMirror(scene);
            undo = SceneUndo.of(scene);
        }

        void edit(SceneEdit edit) throws InvalidEditException {
            undo.apply(edit, null);
        }

        void add(NodeId id, NodeId parent) throws InvalidEditException {
            edit(new SceneEdit.AddNode(id, parent, NodeKind.GROUP, null, "Group", Transform.IDENTITY));
        }
    }

    private final Person a = new Person(1);
    private final Person b = new Person(2);

    private void meet() throws DecodeException {
        a.scene.applyUpdate(b.doc.encodeStateAsUpdate(a.doc.stateVector()), "net");
        b.scene.applyUpdate(a.doc.encodeStateAsUpdate(b.doc.stateVector()), "net");
        a.mirror.check();
        b.mirror.check();
        assertThat(ReferenceTree.childrenOf(a.scene)).isEqualTo(ReferenceTree.childrenOf(b.scene));
        assertThat(StateHash.of(a.doc)).isEqualTo(StateHash.of(b.doc));
    }

    @Test
    @DisplayName("[S91] each edit is a step; edits of one gesture are one step")
    void steps() throws Exception {
        a.add(X, NodeId.ROOT);
        a.edit(new SceneEdit.SetName(X, "one"));
        a.undo.apply(new SceneEdit.SetName(X, "two"), "g1");
        a.undo.apply(new SceneEdit.SetTransform(X, Transform.at(1, 0, 0)), "g1");
        a.undo.apply(new SceneEdit.SetTransform(X, Transform.at(2, 0, 0)), "g2");
        assertThat(a.undo.undo()).isTrue();
        assertThat(a.scene.node(X).transform()).isEqualTo(Transform.at(1, 0, 0));
        assertThat(a.undo.undo()).isTrue();
        assertThat(a.scene.node(X).transform()).isEqualTo(Transform.IDENTITY);
        assertThat(a.scene.node(X).name()).isEqualTo("one");
        assertThat(a.undo.undo()).isTrue();
        assertThat(a.scene.node(X).name()).isEqualTo("Group");
        assertThat(a.undo.undo()).isTrue();
        assertThat(a.scene.contains(X)).isFalse();
        assertThat(a.undo.canUndo()).isFalse();
        assertThat(a.undo.undo()).isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(a.undo.redo()).isTrue();
        }
        assertThat(a.undo.canRedo()).isFalse();
        assertThat(a.scene.node(X).name()).isEqualTo("two");
        assertThat(a.scene.node(X).transform()).isEqualTo(Transform.at(2, 0, 0));
        meet();
    }

    @Test
    @DisplayName("[S92] only one's own edits are taken back")
    void onlyOnesOwn() throws Exception {
        a.add(X, NodeId.ROOT);
        meet();
        b.edit(new SceneEdit.SetName(X, "by B"));
        meet();
        a.scene.apply(new SceneEdit.SetFlags(X, 1), "somebody else here");
        assertThat(b.undo.undo()).isTrue();
        assertThat(b.undo.undo()).isFalse();
        meet();
        assertThat(a.scene.node(X).name()).isEqualTo("Group");
        assertThat(a.scene.node(X).hidden()).isTrue();
    }

    @Test
    @DisplayName("[S93] a move is not taken back over somebody's later move")
    void moveAfterMove() throws Exception {
        a.add(P, NodeId.ROOT);
        a.add(Q, NodeId.ROOT);
        a.add(X, NodeId.ROOT);
        meet();
        a.edit(new SceneEdit.MoveNode(X, P, 0));
        meet();
        b.edit(new SceneEdit.MoveNode(X, Q, 0));
        meet();
        a.undo.undo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(Q);
        b.undo.undo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(NodeId.ROOT);
    }

    @Test
    @DisplayName("[S94] a deletion taken back brings the subtree, its places and values back, also to others")
    void deletion() throws Exception {
        a.add(P, NodeId.ROOT);
        a.add(X, P);
        a.add(Q, P);
        a.edit(new SceneEdit.MoveNode(Q, P, 0));
        meet();
        a.edit(new SceneEdit.DeleteNodes(List.of(P)));
        b.edit(new SceneEdit.SetName(X, "meanwhile"));
        meet();
        assertThat(b.scene.size()).isZero();
        assertThat(a.undo.undo()).isTrue();
        meet();
        assertThat(b.scene.children(P)).containsExactly(Q, X);
        assertThat(b.scene.node(X).name()).isEqualTo("Group");
    }

    @Test
    @DisplayName("[S94] A creates, B recolours, A undoes, A redoes: it is back as B left it")
    void redoKeepsOthersEdits() throws Exception {
        a.add(X, NodeId.ROOT);
        meet();
        b.edit(new SceneEdit.SetName(X, "B's"));
        meet();
        a.undo.undo();
        meet();
        assertThat(b.scene.contains(X)).isFalse();
        a.undo.redo();
        meet();
        assertThat(b.scene.node(X).name()).isEqualTo("B's");
    }

    @Test
    @DisplayName("[S95] a creation taken back leaves what others put below it in Recovered")
    void creationOthersBuiltOn() throws Exception {
        a.add(P, NodeId.ROOT);
        meet();
        b.add(X, P);
        meet();
        a.undo.undo();
        meet();
        assertThat(a.scene.children(NodeId.RECOVERED)).containsExactly(X);
        a.undo.redo();
        meet();
        assertThat(a.scene.children(P)).containsExactly(X);
        assertThat(a.scene.contains(NodeId.RECOVERED)).isFalse();
    }

    @Test
    @DisplayName("[S95] A moved, B deleted, A undoes: nothing breaks")
    void moveOfADeletedNode() throws Exception {
        a.add(P, NodeId.ROOT);
        a.add(X, NodeId.ROOT);
        meet();
        a.edit(new SceneEdit.MoveNode(X, P, 0));
        meet();
        b.edit(new SceneEdit.DeleteNodes(List.of(X)));
        meet();
        a.undo.undo();
        meet();
        assertThat(a.scene.contains(X)).isFalse();
    }

    @Test
    @DisplayName("[S91] a thousand moved nodes are one step")
    void manyNodes() throws Exception {
        List<NodeId> ids = new ArrayList<>();
        List<Transform> there = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            NodeId id = new NodeId("n" + i);
            ids.add(id);
            there.add(Transform.at(i, 1, 2));
            a.add(id, NodeId.ROOT);
        }
        a.edit(new SceneEdit.SetTransform(ids, there));
        int before = a.mirror.transactions;
        assertThat(a.undo.undo()).isTrue();
        assertThat(a.mirror.transactions).isEqualTo(before + 1);
        assertThat(ids).allMatch(id -> a.scene.node(id).transform().equals(Transform.IDENTITY));
        meet();
    }

    private String undoName() {
        StepName name = a.undo.undoName();
        return name == null ? "nothing" : name.text();
    }

    private String redoName() {
        StepName name = a.undo.redoName();
        return name == null ? "nothing" : name.text();
    }

    @Test
    @DisplayName("[S127] a step has the name of its first edit, and keeps it through undo and redo")
    void names() throws Exception {
        assertThat(undoName()).isEqualTo("nothing");
        a.undo.apply(
                new SceneEdit.AddNode(X, NodeId.ROOT, NodeKind.MESH, Primitive.BOX, "Cube", Transform.IDENTITY), "g");
        a.undo.apply(new SceneEdit.SetTransform(X, Transform.at(1, 0, 0)), "g");
        assertThat(undoName()).isEqualTo("Add Cube");
        a.edit(new SceneEdit.SetTransform(X, Transform.at(2, 0, 0)));
        assertThat(undoName()).isEqualTo("Move Cube");
        a.add(P, NodeId.ROOT);
        a.edit(new SceneEdit.SetFlag(List.of(X, P), SceneNode.HIDDEN, true));
        assertThat(undoName()).isEqualTo("Hide 2 objects");
        a.undo.undo();
        assertThat(undoName()).isEqualTo("Add Group");
        assertThat(redoName()).isEqualTo("Hide 2 objects");
        a.undo.undo();
        assertThat(undoName()).isEqualTo("Move Cube");
        assertThat(redoName()).isEqualTo("Add Group");
        a.undo.redo();
        a.undo.redo();
        assertThat(undoName()).isEqualTo("Hide 2 objects");
        assertThat(redoName()).isEqualTo("nothing");
        a.edit(new SceneEdit.SetBackground(0, 0, 0));
        assertThat(undoName()).isEqualTo("Change background");
        a.edit(new SceneEdit.MoveNode(X, P, 0));
        assertThat(undoName()).isEqualTo("Reparent Cube");
        a.edit(new SceneEdit.DeleteNodes(List.of(X)));
        assertThat(undoName()).isEqualTo("Delete Cube");
        a.undo.restore(YDoc.of(9));
        assertThat(undoName()).isEqualTo("Restore scene");
    }

    @Test
    @DisplayName("[S113] comments are no steps: undo takes back what was done before")
    void commentsAreNoSteps() throws Exception {
        a.add(X, NodeId.ROOT);
        a.edit(new CommentEdit.AddComment("c", X, 0, 0, 0, "Ada", 1, "text"));
        assertThat(undoName()).isEqualTo("Add Group");
        assertThat(a.undo.undo()).isTrue();
        assertThat(a.scene.contains(X)).isFalse();
        assertThat(a.scene.entries().comment("c")).isNotNull();
        assertThat(a.undo.redo()).isTrue();
        meet();
    }

    @Test
    @DisplayName("[S93] A reparents, B reparents, A undoes and redoes, B undoes: each takes back only their own move")
    void reparentAfterReparentBothUndo() throws Exception {
        NodeId r = new NodeId("r");
        for (NodeId id : List.of(P, Q, r, X)) {
            a.add(id, NodeId.ROOT);
        }
        meet();
        a.edit(new SceneEdit.MoveNodes(List.of(X), P, 0, true));
        meet();
        b.edit(new SceneEdit.MoveNodes(List.of(X), Q, 0, true));
        meet();
        a.undo.undo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(Q);
        a.undo.redo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(Q);
        b.undo.undo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(P);
        b.undo.redo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(Q);
    }

    @Test
    @DisplayName(
            "[S93] [S57] two reparent at once, the one who loses undoes: nothing moves; the one who wins undoes: it is back")
    void reparentAtOnce() throws Exception {
        for (NodeId id : List.of(P, Q, X)) {
            a.add(id, NodeId.ROOT);
        }
        meet();
        a.edit(new SceneEdit.MoveNode(X, P, 0));
        b.edit(new SceneEdit.MoveNode(X, Q, 0));
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(Q);
        a.undo.undo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(Q);
        b.undo.undo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(NodeId.ROOT);
    }

    @Test
    @DisplayName(
            "[S95] [S54] A puts P under Q while B puts Q under P: the circle is cut, and whoever undoes leaves a sound tree")
    void circleAndUndo() throws Exception {
        a.add(P, NodeId.ROOT);
        a.add(Q, NodeId.ROOT);
        meet();
        a.edit(new SceneEdit.MoveNode(P, Q, 0));
        b.edit(new SceneEdit.MoveNode(Q, P, 0));
        meet();
        assertThat(a.scene.children(NodeId.ROOT)).hasSize(1);
        assertThat(a.scene.size()).isEqualTo(2);
        a.undo.undo();
        meet();
        assertThat(a.scene.parent(Q)).isEqualTo(P);
        assertThat(a.scene.parent(P)).isEqualTo(NodeId.ROOT);
        b.undo.undo();
        meet();
        assertThat(a.scene.children(NodeId.ROOT)).containsExactlyInAnyOrder(P, Q);
    }

    @Test
    @DisplayName(
            "[S94] a deletion taken back after others edited, moved and filled the node meanwhile: the node is back, and so is what"
                    + " others put below it")
    void deletionOfEditedNodes() throws Exception {
        a.add(P, NodeId.ROOT);
        a.add(Q, NodeId.ROOT);
        a.add(X, P);
        meet();
        NodeId y = new NodeId("y");
        a.edit(new SceneEdit.DeleteNodes(List.of(P)));
        b.edit(new SceneEdit.SetName(X, "meanwhile"));
        b.edit(new SceneEdit.MoveNode(X, Q, 0));
        b.add(y, P);
        meet();
        assertThat(a.scene.contains(P)).isFalse();
        assertThat(a.scene.children(NodeId.RECOVERED)).containsExactly(y);
        a.undo.undo();
        meet();
        assertThat(a.scene.children(P)).contains(y);
        assertThat(a.scene.contains(X)).isTrue();
        assertThat(a.scene.contains(NodeId.RECOVERED)).isFalse();
        a.undo.redo();
        meet();
        assertThat(a.scene.contains(P)).isFalse();
        assertThat(a.scene.contains(y)).isTrue();
    }

    @Test
    @DisplayName(
            "[S95] a creation taken back after others moved nodes into it: these are where they came from; redo brings it back")
    void creationOthersMovedInto() throws Exception {
        a.add(X, NodeId.ROOT);
        a.add(P, NodeId.ROOT);
        meet();
        b.edit(new SceneEdit.MoveNode(X, P, 0));
        meet();
        a.undo.undo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(NodeId.ROOT);
        a.undo.redo();
        meet();
        assertThat(a.scene.parent(X)).isEqualTo(P);
    }

    @Test
    @DisplayName(
            "[S94] [S111] [S112] grouping and ungrouping are taken back and repeated whole, also when others edited what is inside")
    void groups() throws Exception {
        NodeId g = new NodeId("g");
        a.add(P, NodeId.ROOT);
        a.add(X, P);
        a.add(Q, NodeId.ROOT);
        meet();
        String before = TreeHash.of(a.scene);
        a.edit(new SceneEdit.Group(List.of(X, Q), g, "Group"));
        meet();
        String grouped = TreeHash.of(a.scene);
        b.edit(new SceneEdit.SetName(X, "meanwhile"));
        meet();
        a.undo.undo();
        meet();
        assertThat(TreeHash.of(a.scene)).isEqualTo(before);
        a.undo.redo();
        meet();
        assertThat(TreeHash.of(a.scene)).isEqualTo(grouped);
        a.edit(new SceneEdit.Ungroup(List.of(g)));
        meet();
        b.edit(new SceneEdit.SetFlags(X, 2));
        meet();
        a.undo.undo();
        meet();
        assertThat(TreeHash.of(b.scene)).isEqualTo(grouped);
        assertThat(b.scene.node(X).locked()).isTrue();
        assertThat(b.scene.node(X).name()).isEqualTo("meanwhile");
    }

    @Test
    @DisplayName("[S92] [S105] a material changed by two people: each takes back their own property")
    void materials() throws Exception {
        a.edit(new MaterialEdit.AddMaterial("oak", Material.DEFAULT));
        meet();
        a.edit(new MaterialEdit.ChangeMaterial("oak", Material.DEFAULT.withSurface(1, 0.5f)));
        meet();
        b.edit(new MaterialEdit.ChangeMaterial(
                "oak", b.scene.entries().material("oak").withName("Oak")));
        meet();
        a.undo.undo();
        meet();
        assertThat(b.scene.entries().material("oak")).isEqualTo(Material.DEFAULT.withName("Oak"));
        b.undo.undo();
        a.undo.undo();
        meet();
        assertThat(a.scene.entries().ids(EntryKind.MATERIAL)).isEmpty();
        a.undo.redo();
        meet();
        assertThat(b.scene.entries().material("oak").name()).isEqualTo("Material");
    }

    @Test
    @DisplayName("[S91] an undo stack belongs to an open page: one that begins later has nothing to take back")
    void newPages() throws Exception {
        a.add(X, NodeId.ROOT);
        SceneUndo later = SceneUndo.of(a.scene);
        assertThat(later.canUndo()).isFalse();
        assertThat(later.undo()).isFalse();
        assertThat(later.undoName()).isNull();
        later.close();
    }
}
