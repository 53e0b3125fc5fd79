package dev.diorama.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;
import java.lang.reflect.Proxy;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    @DisplayName("[E39] the place is the nearest with room, found by one look at each node")
    void findsTheNearestPlace() throws InvalidEditException {
        long seed = System.nanoTime();
        System.out.println("PlacementTest: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            SceneDoc doc = SceneDoc.of(YDoc.of(1));
            int nodes = random.nextInt(200);
            float spread = 2 + random.nextInt(40);
            for (int i = 0; i < nodes; i++) {
                float x = i == 3 ? 1e9f : spread * (random.nextFloat() - 0.5f);
                NodeId id = new NodeId("n" + i);
                Transform at = Transform.at(x, 0, spread * (random.nextFloat() - 0.5f));
                doc.apply(new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.MESH, Primitive.BOX, "Box", at), null);
            }
            int[] looks = new int[1];
            SceneView counting = (SceneView) Proxy.newProxyInstance(
                    SceneView.class.getClassLoader(), new Class<?>[] {SceneView.class}, (proxy, method, args) -> {
                        looks[0] += method.getName().equals("node") ? 1 : 0;
                        return method.invoke(doc, args);
                    });
            Transform found = new Placement(counting).onGround(Primitive.BOX, 0, 0);
            assertThat(looks[0]).isEqualTo(nodes);
            assertThat(found).isEqualTo(nearest(doc));
        }
    }

    /** Looks at every node for every place. */
    private static Transform nearest(SceneDoc doc) {
        for (int ring = 0; ring <= 12; ring++) {
            for (int i = -ring; i <= ring; i++) {
                for (int j = -ring; j <= ring; j++) {
                    float x = i * 1.5f;
                    float z = j * 1.5f;
                    boolean free = doc.children(NodeId.ROOT).stream()
                            .map(id -> doc.node(id).transform())
                            .noneMatch(t -> Math.abs(t.px() - x) < 1.2f && Math.abs(t.pz() - z) < 1.2f);
                    if (Math.max(Math.abs(i), Math.abs(j)) == ring && free) {
                        return Transform.at(x, 0.5f, z);
                    }
                }
            }
        }
        return Transform.at(0, 0.5f, 0);
    }
}
