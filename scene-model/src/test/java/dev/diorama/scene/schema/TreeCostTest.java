package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.Subscription;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What changes cost at 100,000 nodes, in steps from node to node. */
class TreeCostTest {

    private static final int NODES = 100_000;

    /** 50,000 nodes side by side at the top; of the others each tenth one is at the top, the rest in chains of ten below it. */
    private static SceneDoc large() {
        YDoc doc = YDoc.of(1);
        doc.transact(null, () -> {
            YMap nodes = doc.map("nodes");
            RandomSource random = RandomSource.seeded(1);
            List<String> orders = Objects.requireNonNull(OrderKey.between(null, null, NODES, random));
            for (int i = 0; i < NODES; i++) {
                YMap map = nodes.setMap("n" + i);
                boolean top = i < NODES / 2 || i % 10 == 0;
                map.set(top ? "@" : "@n" + (i - 1), AnyValue.of(1));
                map.set("o", AnyValue.of(orders.get(i)));
            }
        });
        return SceneDoc.of(doc);
    }

    private static NodeId any(Random random) {
        return new NodeId("n" + random.nextInt(NODES));
    }

    @Test
    @DisplayName(
            "[S58] [S128] at 100000 nodes a move, here or from elsewhere, costs a few steps per level and a logarithm of the siblings,"
                    + " and no full resolution; also while something is in Recovered")
    void moves() throws Exception {
        SceneDoc scene = large();
        SceneDoc peer = SceneDoc.of(YDoc.of(2));
        peer.applyUpdate(scene.doc().encodeStateAsUpdate(), null);
        assertThat(TreeHash.of(peer)).isEqualTo(TreeHash.of(scene));
        for (boolean recovered : new boolean[] {false, true}) {
            if (recovered) {
                scene.doc().map("nodes").remove("n" + (NODES - 5));
                assertThat(scene.children(NodeId.RECOVERED)).hasSize(4);
                peer.applyUpdate(scene.doc().encodeStateAsUpdate(peer.doc().stateVector()), null);
            }
            int resolutions = scene.resolutions() + peer.resolutions();
            Random random = new Random(3);
            long most = 0;
            int moves = 0;
            List<byte[]> updates = new ArrayList<>();
            Subscription subscription = scene.doc().onUpdate((update, origin, local) -> updates.add(update));
            while (moves < 300) {
                NodeId parent = random.nextInt(3) == 0 ? NodeId.ROOT : any(random);
                int index = random.nextInt(1 + scene.children(parent).size());
                SceneEdit edit = new SceneEdit.MoveNode(any(random), parent, index);
                long before = scene.steps() + peer.steps();
                updates.clear();
                try {
                    scene.apply(edit, null);
                } catch (InvalidEditException e) {
                    continue;
                }
                for (byte[] update : updates) {
                    peer.applyUpdate(update, null);
                }
                most = Math.max(most, scene.steps() + peer.steps() - before);
                moves++;
            }
            subscription.cancel();
            System.out.println("moves at " + NODES + " nodes, both sides: at most " + most + " steps");
            assertThat(most).isLessThan(1500);
            assertThat(scene.resolutions() + peer.resolutions()).isEqualTo(resolutions);
        }
        assertThat(ReferenceTree.childrenOf(peer)).isEqualTo(ReferenceTree.childrenOf(scene));
    }

    @Test
    @DisplayName(
            "[S128] the siblings of a node are found by index, and a node's index is found, in a logarithm of steps, whatever was added"
                    + " and removed")
    void siblings() {
        SceneTree tree = new SceneTree(YDoc.of(1).map("nodes"));
        TreeNode parent = tree.root;
        List<TreeNode> expected = new ArrayList<>();
        Random random = new Random(7);
        for (int step = 0; step < 30_000; step++) {
            if (expected.isEmpty() || random.nextInt(3) > 0) {
                TreeNode node = new TreeNode(new NodeId("n" + step));
                node.parent = parent;
                node.order = String.valueOf((char) (33 + random.nextInt(90)));
                int low = 0;
                int high = expected.size();
                while (low < high) {
                    int middle = (low + high) / 2;
                    if (tree.compareSiblings(expected.get(middle), node) < 0) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                expected.add(low, node);
                tree.children.add(parent, node);
            } else {
                TreeNode gone = expected.remove(random.nextInt(expected.size()));
                tree.children.remove(parent, gone);
            }
            if (step % 1000 == 0) {
                assertThat(ChildTree.list(parent)).isEqualTo(expected);
                if (step % 3000 == 0) {
                    tree.children.build(parent, expected);
                }
            }
            if (!expected.isEmpty()) {
                int at = random.nextInt(expected.size());
                assertThat(ChildTree.get(parent, at)).isSameAs(expected.get(at));
                long before = tree.steps;
                assertThat(tree.children.indexOf(expected.get(at))).isEqualTo(at);
                assertThat(tree.steps - before).isLessThan(80);
            }
        }
        assertThat(ChildTree.size(parent)).isEqualTo(expected.size());
    }

    @Test
    @DisplayName(
            "[S58] [S128] a property change takes no step in the tree, and deleting and making nodes elsewhere resolves nothing while"
                    + " something is lost")
    void otherChanges() throws Exception {
        SceneDoc scene = large();
        scene.doc().map("nodes").remove("n" + (NODES - 5));
        int resolutions = scene.resolutions();
        long steps = scene.steps();
        scene.apply(new SceneEdit.SetTransform(new NodeId("n5"), Transform.at(1, 2, 3)), null);
        assertThat(scene.steps()).isEqualTo(steps);
        scene.apply(new SceneEdit.DeleteNodes(List.of(new NodeId("n6"))), null);
        scene.apply(
                new SceneEdit.AddNode(
                        new NodeId("new"), new NodeId("n5"), NodeKind.GROUP, null, "New", Transform.IDENTITY),
                null);
        scene.apply(new SceneEdit.Group(List.of(new NodeId("n7"), new NodeId("n8")), new NodeId("g"), "G"), null);
        assertThat(scene.steps() - steps).isLessThan(1000);
        assertThat(scene.resolutions()).isEqualTo(resolutions);
        // What is lost hangs on this one, once it is there again.
        scene.doc()
                .transact(
                        null,
                        () -> scene.doc().map("nodes").setMap("n" + (NODES - 5)).set("@", AnyValue.of(1)));
        assertThat(scene.resolutions()).isEqualTo(resolutions + 1);
        assertThat(scene.contains(NodeId.RECOVERED)).isFalse();
        assertThat(ReferenceTree.of(scene.doc()).children).isEqualTo(ReferenceTree.childrenOf(scene));
    }
}
