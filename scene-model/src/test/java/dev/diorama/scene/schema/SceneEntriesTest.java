package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SceneEntriesTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final String OAK = "oak";
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final Material WOOD = Material.DEFAULT.withName("Oak").withColor(new Rgb(0.5f, 0.25f, 0.125f));

    private final YDoc doc = YDoc.of(1);
    private final SceneDoc scene = SceneDoc.of(doc);
    private final SceneMirror mirror = new SceneMirror(scene);
    private final List<SceneEvent> seen = new ArrayList<>();

    SceneEntriesTest() {
        scene.observe((events, transaction) -> seen.addAll(events));
    }

    private void apply(SceneEdit edit) throws InvalidEditException {
        seen.clear();
        scene.apply(edit, "me");
        mirror.check();
    }

    private void add(NodeId id, NodeKind kind) throws InvalidEditException {
        Primitive primitive = kind == NodeKind.MESH ? Primitive.BOX : null;
        apply(new SceneEdit.AddNode(id, NodeId.ROOT, kind, primitive, "Node", Transform.IDENTITY));
    }

    private void refused(Reason reason, String message, SceneEdit edit) {
        byte[] before = doc.encodeStateAsUpdate();
        assertThatThrownBy(() -> scene.apply(edit, "me"))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        InvalidEditException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "[S104] [S105] a material is shared: a change of one property is one register and one event, for all who have it")
    void materials() throws Exception {
        add(A, NodeKind.MESH);
        add(B, NodeKind.MESH);
        apply(new MaterialEdit.AddMaterial(OAK, WOOD));
        assertThat(seen).containsExactly(new SceneEvent.EntryCreated(EntryKind.MATERIAL, OAK));
        assertThat(scene.entries().material(OAK)).isEqualTo(WOOD);
        MaterialUsers users = MaterialUsers.of(scene);
        apply(new MaterialEdit.AssignMaterial(List.of(A, B), OAK));
        assertThat(seen)
                .containsExactly(
                        new SceneEvent.RegisterChanged(A, "m", null, AnyValue.of(OAK)),
                        new SceneEvent.RegisterChanged(B, "m", null, AnyValue.of(OAK)));
        assertThat(users.of(OAK)).containsExactly(A, B);
        apply(new MaterialEdit.ChangeMaterial(OAK, WOOD.withSurface(0, 0.75f)));
        assertThat(seen)
                .containsExactly(new SceneEvent.EntryChanged(
                        EntryKind.MATERIAL, OAK, "roughness", AnyValue.of(0.5), AnyValue.of(0.75)));
        Texture texture = new Texture(HASH, 1, 0);
        apply(new MaterialEdit.ChangeMaterial(
                OAK, WOOD.withSurface(0, 0.75f).withTextures(Map.of(TextureSlot.NORMAL, texture))));
        assertThat(scene.entries().material(OAK).textures()).containsExactly(Map.entry(TextureSlot.NORMAL, texture));
        apply(new MaterialEdit.ChangeMaterial(OAK, WOOD));
        assertThat(scene.entries().material(OAK)).isEqualTo(WOOD);
        apply(new MaterialEdit.AssignMaterial(List.of(B), null));
        assertThat(users.of(OAK)).containsExactly(A);
        apply(new MaterialEdit.DeleteMaterial(OAK));
        assertThat(seen).containsExactly(new SceneEvent.EntryDeleted(EntryKind.MATERIAL, OAK));
        assertThat(scene.node(A).material()).isEqualTo(OAK);
        assertThat(scene.entries().material(OAK)).isEqualTo(Material.DEFAULT);
        apply(new SceneEdit.DeleteNodes(List.of(A)));
        assertThat(users.of(OAK)).isEmpty();
    }

    @Test
    @DisplayName("[S68] [S104] what a material, asset, comment, light or camera cannot be is refused with a reason")
    void refusals() throws Exception {
        add(A, NodeKind.MESH);
        add(B, NodeKind.LIGHT);
        apply(new MaterialEdit.AddMaterial(OAK, WOOD));
        refused(Reason.BAD_VALUE, "the id is taken", new MaterialEdit.AddMaterial(OAK, WOOD));
        refused(Reason.BAD_VALUE, "1 to 64 characters", new MaterialEdit.AddMaterial("", WOOD));
        refused(
                Reason.BAD_VALUE,
                "metallic is out of range",
                new MaterialEdit.ChangeMaterial(OAK, WOOD.withSurface(2, 0)));
        refused(Reason.BAD_VALUE, "roughness", new MaterialEdit.ChangeMaterial(OAK, WOOD.withSurface(0, Float.NaN)));
        refused(
                Reason.BAD_VALUE,
                "SHA-256",
                new MaterialEdit.ChangeMaterial(
                        OAK, WOOD.withTextures(Map.of(TextureSlot.NORMAL, new Texture("x", 0, 0)))));
        refused(Reason.UNKNOWN_ENTRY, "no such entry", new MaterialEdit.ChangeMaterial("pine", WOOD));
        refused(Reason.UNKNOWN_ENTRY, "no such entry", new MaterialEdit.AssignMaterial(List.of(A), "pine"));
        refused(Reason.BAD_VALUE, "only a mesh", new MaterialEdit.AssignMaterial(List.of(B), OAK));
        refused(Reason.BAD_VALUE, "SHA-256", new MaterialEdit.AddAsset(new Asset("x", "x", "x", 1)));
        refused(Reason.BAD_VALUE, "bytes is out of range", new MaterialEdit.AddAsset(new Asset(HASH, "x", "x", -1)));
        refused(Reason.BAD_VALUE, "no light", new SceneEdit.SetLight(A, Light.DEFAULT));
        refused(Reason.BAD_VALUE, "no camera", new SceneEdit.SetCamera(B, Camera.DEFAULT));
        refused(
                Reason.BAD_VALUE,
                "inner angle",
                new SceneEdit.SetLight(B, new Light(Light.Type.SPOT, new Rgb(1, 1, 1), 1, 0, 1, 0.5f, true)));
        refused(
                Reason.BAD_VALUE,
                "rotation is out of range",
                new MaterialEdit.SetEnvironment(new Environment(null, 1, 7, true)));
        refused(
                Reason.UNKNOWN_NODE,
                "no such node",
                new CommentEdit.AddComment("c", new NodeId("x"), 0, 0, 0, "Ada", 1, "text"));
        refused(Reason.BAD_VALUE, "an empty comment", new CommentEdit.AddComment("c", A, 0, 0, 0, "Ada", 1, ""));
        refused(Reason.UNKNOWN_ENTRY, "comments", new CommentEdit.ResolveComment("c", true));
        refused(Reason.BAD_VALUE, "no such parameter", new SceneEdit.SetGeometryParameter(A, "radius", 1));
    }

    @Test
    @DisplayName("[S65] [S68] every primitive has its parameters, live, each in its range; counts are whole")
    void primitives() throws Exception {
        for (Primitive primitive : Primitive.values()) {
            NodeId id = new NodeId("p-" + primitive.wireName());
            apply(new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.MESH, primitive, "P", Transform.IDENTITY));
            YMap map = Objects.requireNonNull(doc.map("nodes").map(id.value()));
            for (Primitive.Parameter parameter : primitive.parameters()) {
                String name = parameter.name();
                assertThat(scene.node(id).parameter(name)).isEqualTo(parameter.orElse());
                apply(new SceneEdit.SetGeometryParameter(id, name, 7));
                assertThat(scene.node(id).parameter(name)).isEqualTo(7);
                assertThat(seen).containsExactly(new SceneEvent.RegisterChanged(id, "g." + name, null, AnyValue.of(7)));
                map.set("g." + name, AnyValue.of(1e30));
                assertThat(scene.node(id).parameter(name)).isEqualTo(parameter.max());
                map.set("g." + name, AnyValue.of(-5));
                assertThat(scene.node(id).parameter(name)).isEqualTo(parameter.min());
                map.set("g." + name, AnyValue.of(7.4));
                assertThat(scene.node(id).parameter(name)).isEqualTo(parameter.whole() ? 7 : 7.4f);
                map.set("g." + name, AnyValue.of("wide"));
                assertThat(scene.node(id).parameter(name)).isEqualTo(parameter.orElse());
                if (parameter.whole()) {
                    refused(Reason.BAD_VALUE, "whole number", new SceneEdit.SetGeometryParameter(id, name, 7.5f));
                    refused(Reason.BAD_VALUE, "out of range", new SceneEdit.SetGeometryParameter(id, name, 2));
                    refused(Reason.BAD_VALUE, "out of range", new SceneEdit.SetGeometryParameter(id, name, 257));
                }
            }
        }
    }

    @Test
    @DisplayName(
            "[S106] lights and cameras are one value per node, whose unknown fields stay; cameras are listed in the order of the tree")
    void components() throws Exception {
        add(A, NodeKind.LIGHT);
        add(B, NodeKind.CAMERA);
        assertThat(scene.node(A).light()).isEqualTo(Light.DEFAULT);
        assertThat(scene.node(B).camera()).isEqualTo(Camera.DEFAULT);
        assertThat(scene.cameras()).containsExactly(B);
        for (Light.Type type : Light.Type.values()) {
            Light light = new Light(type, new Rgb(1, 0.5f, 0), 20, 3, 0.25f, 0.5f, false);
            apply(new SceneEdit.SetLight(A, light));
            assertThat(scene.node(A).light()).isEqualTo(light);
        }
        YMap map = Objects.requireNonNull(doc.map("nodes").map("a"));
        map.set("c:light", AnyValue.obj(Map.of("type", AnyValue.of("area"), "width", AnyValue.of(3))));
        assertThat(scene.node(A).light()).isEqualTo(Light.DEFAULT);
        apply(new SceneEdit.SetLight(A, Light.DEFAULT.withType(Light.Type.DIRECTIONAL)));
        assertThat(Objects.requireNonNull(map.any("c:light")).fields()).containsEntry("width", AnyValue.of(3));
        Camera camera = new Camera(true, 0.5f, 4, 0.5f, 20);
        apply(new SceneEdit.SetCamera(B, camera));
        assertThat(scene.node(B).camera()).isEqualTo(camera);
        refused(Reason.BAD_VALUE, "far plane", new SceneEdit.SetCamera(B, new Camera(false, 1, 1, 2, 1)));
    }

    @Test
    @DisplayName("[S67] [S107] the environment is registers of the scene, each written only when it changes")
    void environment() throws Exception {
        assertThat(scene.environment()).isEqualTo(Environment.DEFAULT);
        apply(new MaterialEdit.SetEnvironment(new Environment(null, 2, 0, false)));
        assertThat(seen)
                .containsExactly(
                        new SceneEvent.SceneChanged("env.intensity", null, AnyValue.of(2)),
                        new SceneEvent.SceneChanged("schema", null, AnyValue.of(1)));
        Environment hdri = new Environment(HASH, 2, 1, true);
        apply(new MaterialEdit.SetEnvironment(hdri));
        assertThat(scene.environment()).isEqualTo(hdri);
        apply(new MaterialEdit.SetEnvironment(Environment.DEFAULT));
        assertThat(scene.environment()).isEqualTo(Environment.DEFAULT);
        assertThat(doc.map("meta").has("env.asset")).isFalse();
    }

    @Test
    @DisplayName("[S104] an asset is known by its hash, once")
    void assets() throws Exception {
        Asset asset = new Asset(HASH, "chair.glb", "model/gltf-binary", 12345);
        apply(new MaterialEdit.AddAsset(asset));
        assertThat(scene.entries().asset(HASH)).isEqualTo(asset);
        apply(new MaterialEdit.AddAsset(new Asset(HASH, "other name.glb", "model/gltf-binary", 12345)));
        assertThat(seen).isEmpty();
        assertThat(scene.entries().ids(EntryKind.ASSET)).containsExactly(HASH);
        apply(new MaterialEdit.DeleteAsset(HASH));
        assertThat(scene.entries().asset(HASH)).isNull();
    }

    @Test
    @DisplayName("[S113] a comment's text and its replies are edited by several people at once")
    void comments() throws Exception {
        add(A, NodeKind.MESH);
        apply(new CommentEdit.AddComment("c", A, 1, 2, 3, "Ada", 1_700_000_000_000L, "Too large"));
        assertThat(seen).containsExactly(new SceneEvent.EntryCreated(EntryKind.COMMENT, "c"));
        SceneDoc bo = SceneDoc.of(YDoc.of(2));
        SceneMirror bosMirror = new SceneMirror(bo);
        bo.applyUpdate(doc.encodeStateAsUpdate(), null);
        apply(new CommentEdit.ChangeComment("c", "Much too large"));
        assertThat(seen)
                .containsExactly(new SceneEvent.EntryChanged(
                        EntryKind.COMMENT, "c", "body", AnyValue.of("Too large"), AnyValue.of("Much too large")));
        bo.apply(new CommentEdit.ChangeComment("c", "Too large!"), null);
        bo.apply(new CommentEdit.AddReply("c", "r1", "Bo", 1_700_000_000_001L, "I like it"), null);
        apply(new CommentEdit.AddReply("c", "r2", "Ada", 1_700_000_000_002L, "Hm"));
        bo.applyUpdate(doc.encodeStateAsUpdate(bo.doc().stateVector()), null);
        scene.applyUpdate(bo.doc().encodeStateAsUpdate(doc.stateVector()), null);
        Comment comment = Objects.requireNonNull(scene.entries().comment("c"));
        assertThat(comment.body()).isEqualTo("Much too large!");
        assertThat(comment.replies()).extracting(Comment.Reply::id).containsExactlyInAnyOrder("r1", "r2");
        assertThat(comment.node()).isEqualTo(A);
        assertThat(comment.created()).isEqualTo(1_700_000_000_000L);
        assertThat(bo.entries().comment("c")).isEqualTo(comment);
        apply(new CommentEdit.ResolveComment("c", true));
        apply(new CommentEdit.DeleteReply("c", "r1"));
        comment = Objects.requireNonNull(scene.entries().comment("c"));
        assertThat(comment.resolved()).isTrue();
        assertThat(comment.replies()).containsExactly(new Comment.Reply("r2", "Ada", 1_700_000_000_002L, "Hm"));
        refused(Reason.UNKNOWN_ENTRY, "no such reply", new CommentEdit.DeleteReply("c", "r1"));
        refused(Reason.BAD_VALUE, "the id is taken", new CommentEdit.AddReply("c", "r2", "Bo", 1, "x"));
        apply(new SceneEdit.DeleteNodes(List.of(A)));
        assertThat(scene.entries().comment("c")).isNotNull();
        apply(new CommentEdit.DeleteComment("c"));
        assertThat(scene.entries().comment("c")).isNull();
        bosMirror.check();
    }
}
