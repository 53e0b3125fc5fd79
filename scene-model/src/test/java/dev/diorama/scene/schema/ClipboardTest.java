package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.ClipboardException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClipboardTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String HEAD = "{\"diorama\":\"clipboard\",\"version\":1,";

    private final SceneDoc scene = SceneDoc.of(YDoc.of(1));
    private final SceneDoc other = SceneDoc.of(YDoc.of(2));
    private final SceneMirror mirror = new SceneMirror(other);

    private void add(NodeId id, NodeId parent, Transform transform) throws InvalidEditException {
        scene.apply(new SceneEdit.AddNode(id, parent, NodeKind.MESH, Primitive.TORUS, id.value(), transform), null);
    }

    private static List<NodeId> ids(String prefix, int count) {
        List<NodeId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new NodeId(prefix + i));
        }
        return ids;
    }

    @Test
    @DisplayName(
            "[S114] [S115] [S116] what was copied comes back in another scene, under new ids: the tree, all registers, materials and"
                    + " assets, and the place in the world")
    void acrossScenes() throws Exception {
        add(A, NodeId.ROOT, Transform.at(10, 0, 0));
        add(B, A, Transform.at(1, 0, 0));
        add(C, B, Transform.at(0, 1, 0));
        scene.apply(new MaterialEdit.AddAsset(new Asset(HASH, "oak.png", "image/png", 5)), null);
        Material oak =
                Material.DEFAULT.withName("Oak").withTextures(Map.of(TextureSlot.BASE_COLOR, new Texture(HASH, 0, 0)));
        scene.apply(new MaterialEdit.AddMaterial("oak", oak), null);
        scene.apply(new MaterialEdit.AddMaterial("unused", oak), null);
        scene.apply(new MaterialEdit.AssignMaterial(List.of(C), "oak"), null);
        scene.apply(new SceneEdit.SetGeometryParameter(C, "tube", 0.3f), null);
        YMap raw = Objects.requireNonNull(scene.doc().map("nodes").map("c"));
        raw.set("future", AnyValue.obj(Map.of("list", AnyValue.list(AnyValue.of(1), AnyValue.of("x")))));
        raw.set("bytes", new AnyValue.Bytes(new byte[] {1}));
        Fragment fragment = Clipboard.parse(Clipboard.copy(scene, List.of(C, B)));
        assertThat(fragment.size()).isEqualTo(2);
        List<NodeId> ids = ids("n", 2);
        other.apply(new SceneEdit.Insert(fragment, NodeId.ROOT, 0, ids, true, false), null);
        assertThat(other.children(NodeId.ROOT)).containsExactly(ids.get(0));
        assertThat(other.children(ids.get(0))).containsExactly(ids.get(1));
        assertThat(other.node(ids.get(0)).transform()).isEqualTo(Transform.at(11, 0, 0));
        SceneNode copy = other.node(ids.get(1));
        assertThat(copy.transform()).isEqualTo(Transform.at(0, 1, 0));
        assertThat(copy.parameter("tube")).isEqualTo(0.3f);
        assertThat(copy.material()).isEqualTo("oak");
        assertThat(other.entries().material("oak")).isEqualTo(oak);
        assertThat(other.entries().contains(EntryKind.MATERIAL, "unused")).isFalse();
        assertThat(other.entries().asset(HASH)).isEqualTo(new Asset(HASH, "oak.png", "image/png", 5));
        YMap pasted = Objects.requireNonNull(other.doc().map("nodes").map("n1"));
        assertThat(pasted.any("future")).isEqualTo(raw.any("future"));
        assertThat(pasted.has("bytes")).isFalse();
        other.apply(new MaterialEdit.ChangeMaterial("oak", oak.withSurface(1, 1)), null);
        other.apply(new SceneEdit.Insert(fragment, ids.get(0), 9, ids("m", 2), true, false), null);
        assertThat(other.node(new NodeId("m0")).transform()).isEqualTo(Transform.IDENTITY);
        assertThat(other.entries().material("oak").metallic()).isEqualTo(1);
        mirror.check();
    }

    @Test
    @DisplayName("[S114] a batch that is imported is one edit: groups, meshes of a file, lights, cameras and materials")
    void imports() throws Exception {
        Fragment.Builder builder = Fragment.builder();
        builder.add(new Asset(HASH, "chair.glb", "model/gltf-binary", 5)).add("oak", Material.DEFAULT.withName("Oak"));
        int root = builder.add(-1, NodeKind.GROUP, null, "Chair", Transform.IDENTITY);
        int leg = builder.add(root, NodeKind.MESH, null, "Leg", Transform.at(1, 0, 0));
        builder.geometry(leg, new AssetMesh(HASH, 3)).material(leg, "oak");
        builder.light(builder.add(root, NodeKind.LIGHT, null, "Lamp", Transform.IDENTITY), Light.DEFAULT);
        builder.camera(builder.add(root, NodeKind.CAMERA, null, "View", Transform.IDENTITY), Camera.DEFAULT);
        assertThatThrownBy(() -> builder.geometry(leg, new AssetMesh("x", 3))).hasMessageContaining("not added");
        assertThatThrownBy(() -> builder.material(leg, "pine")).hasMessageContaining("not added");
        assertThatThrownBy(() -> builder.add(9, NodeKind.GROUP, null, "x", Transform.IDENTITY))
                .hasMessageContaining("no such node above");
        List<NodeId> ids = ids("n", 4);
        SceneUndo undo = SceneUndo.of(other);
        undo.apply(new SceneEdit.Insert(builder.build(), NodeId.ROOT, 0, ids, false, true), null);
        assertThat(mirror.transactions).isEqualTo(1);
        assertThat(other.children(ids.get(0))).containsExactlyElementsOf(ids.subList(1, 4));
        assertThat(other.node(ids.get(1)).assetMesh()).isEqualTo(new AssetMesh(HASH, 3));
        assertThat(other.cameras()).containsExactly(ids.get(3));
        assertThat(Objects.requireNonNull(undo.undoName()).text()).isEqualTo("Import Chair");
        assertThat(undo.undo()).isTrue();
        assertThat(other.size()).isZero();
        mirror.check();
    }

    private static void refused(Reason reason, String text) {
        assertThatThrownBy(() -> Clipboard.parse(text))
                .as(text)
                .isInstanceOfSatisfying(
                        ClipboardException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    @DisplayName("[S116] [S117] whatever is on the clipboard is refused with a reason or can be pasted")
    void hostileTexts() {
        refused(Reason.NOT_OURS, "");
        refused(Reason.NOT_OURS, "hello");
        refused(Reason.NOT_OURS, "[]");
        refused(Reason.NOT_OURS, "{\"diorama\":1}");
        refused(Reason.NOT_OURS, "[".repeat(100_000));
        refused(Reason.NEWER_VERSION, "{\"diorama\":\"clipboard\",\"version\":2,\"nodes\":7}");
        refused(Reason.MALFORMED, "{\"diorama\":\"clipboard\",\"nodes\":[]}");
        refused(Reason.MALFORMED, HEAD + "\"nodes\":7}");
        refused(Reason.MALFORMED, HEAD + "\"nodes\":[7]}");
        refused(Reason.TOO_LARGE, HEAD + "\"nodes\":[" + "0,".repeat(100_001) + "0]}");
        refused(Reason.TOO_LARGE, " ".repeat(Clipboard.MAX_LENGTH + 1));
        for (String parent : List.of("0", "1", "-2", "0.5", "1e99", "\"x\"", "null")) {
            refused(Reason.MALFORMED, HEAD + "\"nodes\":[{\"parent\":" + parent + ",\"registers\":{}}]}");
        }
        for (String registers : List.of(
                "\"p\":[1,2]",
                "\"p\":[1,2,1e10]",
                "\"p\":[1,2,\"3\"]",
                "\"s\":7",
                "\"r\":[0,0,0,0]",
                "\"r\":[9,9,9,9]",
                "\"n\":\"" + "x".repeat(257) + "\"",
                "\"n\":7",
                "\"k\":[]",
                "\"v\":-1",
                "\"v\":0.5",
                "\"m\":\"\"",
                "\"m\":\"a b\"",
                "\"g\":{\"asset\":\"x\"}",
                "\"g.radius\":-1",
                "\"g.radius\":\"1\"",
                "\"c:light\":1",
                "\"@\":5",
                "\"@a\":5",
                "\"o\":\"a0\"",
                "\"\":1",
                "\"__proto__\":1",
                "\"" + "k".repeat(65) + "\":1",
                "\"\\ud800\":1",
                "\"future\":\"\\udc00\"",
                "\"future\":{\"\\ud800\":1}",
                "\"future\":1e999",
                "\"future\":" + "[".repeat(40) + "]".repeat(40))) {
            refused(Reason.MALFORMED, HEAD + "\"nodes\":[{\"parent\":-1,\"registers\":{" + registers + "}}]}");
        }
        refused(Reason.MALFORMED, HEAD + "\"nodes\":[],\"materials\":{\"a b\":{}}}");
        refused(Reason.MALFORMED, HEAD + "\"nodes\":[],\"materials\":{\"oak\":7}}");
        refused(Reason.MALFORMED, HEAD + "\"nodes\":[],\"assets\":{\"oak\":{}}}");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 257; i++) {
            many.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        refused(Reason.MALFORMED, HEAD + "\"nodes\":[{\"parent\":-1,\"registers\":{" + many + "}}]}");
    }

    @Test
    @DisplayName("[S117] texts damaged at random are refused or pasted, and what is pasted is a sound scene")
    void damagedTexts() throws Exception {
        add(A, NodeId.ROOT, Transform.at(10, 0, 0));
        add(B, A, Transform.at(1, 0, 0));
        scene.apply(new MaterialEdit.AddMaterial("oak", Material.DEFAULT), null);
        scene.apply(new MaterialEdit.AssignMaterial(List.of(A, B), "oak"), null);
        String text = Clipboard.copy(scene, List.of(A));
        assertThat(Json.parse(text).fields()).containsKeys("diorama", "version", "nodes");
        Random random = new Random(5);
        int pasted = 0;
        for (int i = 0; i < 5000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, "0123456789-.e\"{}[],:@\\u\u0000\ud800".charAt(random.nextInt(24)));
                    default -> damaged.setCharAt(at, text.charAt(random.nextInt(text.length())));
                }
            }
            try {
                Fragment fragment = Clipboard.parse(damaged.toString());
                SceneDoc fresh = SceneDoc.of(YDoc.of(9));
                SceneMirror check = new SceneMirror(fresh);
                fresh.apply(
                        new SceneEdit.Insert(fragment, NodeId.ROOT, 0, ids("n", fragment.size()), true, false), null);
                check.check();
                YDoc peer = YDoc.of(10);
                peer.applyUpdate(fresh.doc().encodeStateAsUpdate(), null);
                assertThat(StateHash.of(peer)).isEqualTo(StateHash.of(fresh.doc()));
                pasted++;
            } catch (ClipboardException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        assertThat(pasted).isBetween(50, 4000);
    }
}
