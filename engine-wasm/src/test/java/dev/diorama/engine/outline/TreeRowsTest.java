package dev.diorama.engine.outline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.Transform;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TreeRowsTest {
    private final SceneDoc scene = SceneDoc.of(YDoc.of(1));
    private final TreeRows rows = new TreeRows(scene);

    @Test
    @DisplayName("[E48] rows are the nodes under open ancestors, depth first, in the order of siblings")
    void showsWhatIsOpen() throws InvalidEditException {
        add("a", "");
        add("a1", "a");
        add("a2", "a");
        add("a21", "a2");
        add("b", "");
        rows.invalidate();
        assertRows("a0", "b0");
        assertThat(rows.setExpanded(id("a"), true)).isTrue();
        assertThat(rows.setExpanded(id("a"), true)).isFalse();
        assertRows("a0", "a11", "a21", "b0");
        assertThat(rows.openAncestors(id("a21"))).isTrue();
        assertThat(rows.indexOf(id("a21"))).isEqualTo(3);
        assertRows("a0", "a11", "a21", "a212", "b0");
        rows.setExpanded(id("a"), false);
        assertRows("a0", "b0");
        assertThat(rows.indexOf(id("a21"))).isEqualTo(-1);
        assertThat(rows.setExpanded(id("nobody"), true)).isFalse();
    }

    @Test
    @DisplayName("[E48] a node that is deleted and comes back is closed")
    void forgetsDeletedNodes() throws InvalidEditException {
        add("a", "");
        add("a1", "a");
        rows.setExpanded(id("a"), true);
        scene.apply(new SceneEdit.DeleteNodes(List.of(id("a"))), null);
        rows.forget(id("a"));
        assertRows();
        add("a", "");
        add("a1", "a");
        rows.invalidate();
        assertRows("a0");
    }

    @Test
    @DisplayName("[E49] 5,000 nodes in a chain of groups are rows like any other")
    void deepTrees() throws InvalidEditException {
        for (int i = 0; i < 5_000; i++) {
            String parent = i == 0 ? "" : i % 50 == 0 ? "n" + (i - 50) : "n" + (i - i % 50);
            add("n" + i, parent);
        }
        rows.invalidate();
        assertThat(rows.count()).isEqualTo(1);
        for (int i = 0; i < 5_000; i++) {
            rows.setExpanded(id("n" + i), true);
        }
        assertThat(rows.count()).isEqualTo(5_000);
        assertThat(rows.depth(rows.indexOf(id("n4999")))).isEqualTo(100);
    }

    private void add(String id, String parent) throws InvalidEditException {
        scene.apply(
                new SceneEdit.AddNode(id(id), new NodeId(parent), NodeKind.GROUP, null, id, Transform.IDENTITY), null);
    }

    private static NodeId id(String value) {
        return new NodeId(value);
    }

    private void assertRows(String... expected) {
        assertThat(rows.count()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(rows.id(i).value() + rows.depth(i)).isEqualTo(expected[i]);
        }
    }
}
