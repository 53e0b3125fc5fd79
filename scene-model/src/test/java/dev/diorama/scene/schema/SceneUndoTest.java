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
}
