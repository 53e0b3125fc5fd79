package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SceneRepairTest {

    @Test
    @DisplayName(
            "[S53] [S54] [S55] the resolution of random edges is the one of the plainly written rules, without a cycle")
    void agreesWithReference() {
        for (int seed = 1; seed <= 3000; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(12);
            Map<String, TreeNode> nodes = new HashMap<>();
            Map<String, String> orders = new HashMap<>();
            List<ReferenceTree.Edge> edges = new ArrayList<>();
            YMap written = YDoc.of(1).map("nodes");
            MapReader reader = new MapReader();
            for (int i = 0; i < size; i++) {
                String id = "n" + i;
                orders.put(id, "");
                TreeNode node = new TreeNode(new NodeId(id));
                nodes.put(id, node);
                Map<String, Long> out = new TreeMap<>();
                for (int e = random.nextInt(4); e > 0; e--) {
                    int parent = random.nextInt(size + 4);
                    out.put(parent >= size + 2 ? "" : "n" + parent, (long) random.nextInt(4));
                }
                YMap map = written.setMap(id);
                out.forEach((parent, counter) -> {
                    map.set("@" + parent, AnyValue.of(counter));
                    edges.add(new ReferenceTree.Edge(id, parent, counter));
                });
                node.read(map, reader);
            }
            ReferenceTree expected = new ReferenceTree(orders, edges);
            TreeNode root = new TreeNode(NodeId.ROOT);
            int lost = new SceneRepair(nodes, root, 1)
                    .resolve(new TreeNode(NodeId.RECOVERED))
                    .size();
            assertThat(lost > 0).as("seed " + seed).isEqualTo(expected.repaired);
            nodes.forEach((id, node) -> {
                TreeNode target = node.target;
                assertThat(target == null ? "none" : target.id.value()).isEqualTo(expected.parents.get(id));
            });
        }
    }

    @Test
    @DisplayName("[S57] a chain of 200000 nodes, and a circle of as many, are resolved without overflowing the stack")
    void longChains() {
        int size = 200_000;
        for (boolean circle : new boolean[] {false, true}) {
            Map<String, TreeNode> nodes = new HashMap<>();
            for (int i = 0; i < size; i++) {
                TreeNode node = new TreeNode(new NodeId("n" + i));
                node.edgeParents = new String[] {i > 0 ? "n" + (i - 1) : circle ? "n" + (size - 1) : ""};
                node.edgeCounters = new long[] {1};
                nodes.put("n" + i, node);
            }
            int lost = new SceneRepair(nodes, new TreeNode(NodeId.ROOT), 1)
                    .resolve(new TreeNode(NodeId.RECOVERED))
                    .size();
            assertThat(lost).isEqualTo(circle ? size : 0);
        }
    }
}
