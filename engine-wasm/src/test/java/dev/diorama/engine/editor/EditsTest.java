package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.protocol.SyncProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EditsTest {
    private final Person ada = new Person(11, new Person.Clock());

    @Test
    @DisplayName("[E39] what is added stands on the ground, clear of the others, selected, with a name of its own")
    void addedNodesHaveRoom() {
        List<NodeInfo> nodes = new ArrayList<>();
        for (String primitive : List.of("sphere", "sphere", "box", "sphere", "plane", "cylinder", "cone")) {
            String id = ada.core.addPrimitive(primitive);
            assertThat(ada.core.selection()).containsExactly(id);
            nodes.add(ada.node(id));
        }
        assertThat(nodes)
                .extracting(NodeInfo::name)
                .containsExactly("Sphere", "Sphere 2", "Box", "Sphere 3", "Plane", "Cylinder", "Cone");
        assertThat(nodes).extracting(NodeInfo::py).containsExactly(0.5f, 0.5f, 0.5f, 0.5f, 0f, 0.5f, 0.5f);
        for (int i = 0; i < nodes.size(); i++) {
            NodeInfo a = nodes.get(i);
            assertThat(nodes.subList(0, i))
                    .allMatch(b -> Math.abs(a.px() - b.px()) >= 1 || Math.abs(a.pz() - b.pz()) >= 1);
        }
    }

    @Test
    @DisplayName("[E55] each edit is one update, and what is shown afterwards is what was set")
    void editsAreSingleUpdates() {
        String id = ada.core.addPrimitive("sphere");
        String group = ada.core.addGroup();
        int stored = ada.stored.size();
        ada.core.rename(id, "Ball");
        ada.core.setPosition(id, 1, 2, 3);
        ada.core.setRotation(id, 0, 1, 0, 0);
        ada.core.setScale(id, 1, 2, 1);
        ada.core.setParameter(id, "radius", 0.75f);
        ada.core.edits().move(List.of(id), group, 0, false);
        ada.core.setSceneName("Still life");
        assertThat(ada.stored).hasSize(stored + 7);
        NodeInfo node = ada.node(id);
        assertThat(node.name()).isEqualTo("Ball");
        assertThat(node.parent()).isEqualTo(group);
        assertThat(node.parameters()).isEqualTo(Map.of("radius", 0.75f, "segments", 64f));
        assertThat(List.of(node.px(), node.py(), node.pz(), node.ry(), node.sy()))
                .containsExactly(1f, 2f, 3f, 1f, 2f);
        assertThat(ada.core.sceneInfo().name()).isEqualTo("Still life");
    }

    @Test
    @DisplayName("[E55] an edit that cannot be done says why and changes nothing")
    void refusesImpossibleEdits() {
        String group = ada.core.addGroup();
        String hash = ada.core.stateHash();
        assertRefused(EditorException.Code.UNKNOWN_NODE, () -> ada.core.rename("nobody", "x"));
        assertRefused(EditorException.Code.UNKNOWN_NODE, () -> ada.core.setPosition("nobody", 0, 0, 0));
        assertRefused(EditorException.Code.UNKNOWN_NODE, () -> ada.core.select("nobody", SelectMode.ADD));
        assertRefused(EditorException.Code.INVALID_EDIT, () -> ada.core.addPrimitive("teapot"));
        assertRefused(EditorException.Code.INVALID_EDIT, () -> ada.core.setPosition(group, Float.NaN, 0, 0));
        assertRefused(EditorException.Code.INVALID_EDIT, () -> ada.core.edits().move(List.of(group), group, 0, false));
        assertThat(ada.core.node("nobody")).isNull();
        assertThat(ada.core.screenPosition("nobody")).isNull();
        assertThat(ada.core.stateHash()).isEqualTo(hash);
        assertThat(ada.core.selection()).containsExactly(group);
    }

    @Test
    @DisplayName("[E41] an open socket hears step 1, then presence; a step 1 is answered with step 2")
    void greetsTheServer() {
        ada.core.addPrimitive("box");
        ada.frames.clear();
        ada.core.connectionOpened();
        assertThat(ada.frames)
                .extracting(frame -> frame[0] * 10 + frame[1] % 10)
                .first()
                .isEqualTo(0);
        assertThat(ada.frames).hasSize(2);
        assertThat(ada.frames.get(1)[0]).isEqualTo((byte) 1);
        assertThat(ada.core.syncInfo()).isEqualTo(new SyncInfo(false, true, 1));
        ada.core.receive(SyncProtocol.encodeStep1(StateVector.EMPTY));
        assertThat(ada.frames.get(2)).startsWith(0, 1);
        ada.core.rename(ada.core.selection().getFirst(), "Crate");
        assertThat(ada.frames.get(3)).startsWith(0, 2);
        assertThat(ada.core.syncInfo().pending()).isEqualTo(2);
    }

    @Test
    @DisplayName("[E42] an echo acknowledges its update and all older ones; nothing else does")
    void echoesAcknowledge() {
        ada.core.connectionOpened();
        ada.core.receive(SyncProtocol.encodeStep1(StateVector.EMPTY));
        ada.frames.clear();
        String id = ada.core.addPrimitive("box");
        ada.core.rename(id, "One");
        ada.core.rename(id, "Two");
        List<byte[]> updates = ada.frames.stream().filter(f -> f[0] == 0).toList();
        assertThat(updates).hasSize(3);
        assertThat(ada.core.syncInfo().pending()).isEqualTo(3);
        ada.core.receive(SyncProtocol.encodeUpdate(new byte[] {0, 0}));
        assertThat(ada.core.syncInfo().pending()).isEqualTo(3);
        ada.core.receive(updates.get(1));
        assertThat(ada.core.syncInfo().pending()).isEqualTo(1);
        ada.core.receive(updates.get(2));
        assertThat(ada.core.syncInfo().pending()).isZero();
    }

    private static void assertRefused(EditorException.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EditorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
