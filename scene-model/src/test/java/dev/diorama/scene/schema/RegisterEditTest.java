package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegisterEditTest {
    private final SceneDoc scene = SceneDoc.of(YDoc.of(1));
    private final SceneUndo undo = SceneUndo.of(scene);
    private int transactions;

    RegisterEditTest() {
        scene.observe((events, transaction) -> transactions++);
    }

    @Test
    @DisplayName(
            "[S129] new nodes go to their place in their order, parents first, in one transaction that one undo takes back")
    void addsNodes() throws InvalidEditException {
        add("left", "");
        add("right", "");
        transactions = 0;
        apply(
                node("group", "", 1, "k", "group", "n", "Group"),
                node("a", "group", 9, "k", "mesh", "g", "box", "n", "A"),
                node("b", "group", 9, "k", "mesh", "g", "sphere", "n", "B"),
                node("c", "", 1, "k", "empty", "n", "C"));
        assertThat(transactions).isEqualTo(1);
        assertThat(scene.children(NodeId.ROOT))
                .extracting(NodeId::value)
                .containsExactly("left", "group", "c", "right");
        assertThat(scene.children(id("group"))).extracting(NodeId::value).containsExactly("a", "b");
        assertThat(scene.node(id("b")).primitive()).isEqualTo(Primitive.SPHERE);
        undo.undo();
        assertThat(scene.size()).isEqualTo(2);
    }

    @Test
    @DisplayName("[S129] registers of what is there are set and taken away; what has the value already is not written")
    void setsRegisters() throws InvalidEditException {
        add("a", "");
        apply(set("a", "v", 3, "m", "oak"));
        assertThat(scene.node(id("a")).locked()).isTrue();
        assertThat(scene.node(id("a")).values()).containsEntry("m", AnyValue.of("oak"));
        transactions = 0;
        apply(set("a", "v", 3));
        assertThat(transactions).isZero();
        apply(set("a", "m", null));
        assertThat(scene.node(id("a")).material()).isNull();
    }

    @Test
    @DisplayName("[S129] a material that is not there is added, another one changed, and both look as they say")
    void writesMaterials() throws InvalidEditException {
        apply(new RegisterEdit.Entry(true, "oak", null, 0, registers("n", "Oak", "roughness", 0.25)));
        assertThat(scene.entries().material("oak").name()).isEqualTo("Oak");
        apply(new RegisterEdit.Entry(true, "oak", null, 0, registers("emissiveStrength", 2, "metallic", 7)));
        float[] look = new float[20];
        MaterialLook.read(scene.entries().materialValues("oak"), look, 4);
        assertThat(Arrays.copyOfRange(look, 4, 10)).containsExactly(0.8f, 0.8f, 0.8f, 1, 0.25f, 1);
        assertThat(scene.entries().materialValues("none")).isEmpty();
    }

    @Test
    @DisplayName("[S129] edges, orders, taken ids and unknown nodes are refused, and then nothing is written")
    void refuses() throws InvalidEditException {
        add("a", "");
        String hash = StateHash.of(scene.doc());
        for (RegisterEdit.Entry entry : List.of(
                set("a", "@b", 1),
                set("a", "o", "a0"),
                set("nobody", "v", 1),
                node("a", "", 0, "n", "again"),
                node("b", "nobody", 0, "n", "lost"))) {
            assertThatThrownBy(() -> apply(set("a", "n", "Changed"), entry))
                    .as(entry.toString())
                    .isInstanceOf(InvalidEditException.class);
        }
        assertThat(StateHash.of(scene.doc())).isEqualTo(hash);
    }

    private void apply(RegisterEdit.Entry... entries) throws InvalidEditException {
        undo.apply(new RegisterEdit(List.of(entries)), null);
    }

    private void add(String name, String parent) throws InvalidEditException {
        scene.apply(
                new SceneEdit.AddNode(id(name), id(parent), NodeKind.MESH, Primitive.BOX, name, Transform.IDENTITY),
                null);
    }

    private static NodeId id(String value) {
        return new NodeId(value);
    }

    private static RegisterEdit.Entry node(String id, String parent, int index, Object... registers) {
        return new RegisterEdit.Entry(false, id, parent, index, registers(registers));
    }

    private static RegisterEdit.Entry set(String id, @Nullable Object... registers) {
        return new RegisterEdit.Entry(false, id, null, 0, registers(registers));
    }

    private static Map<String, @Nullable AnyValue> registers(@Nullable Object... pairs) {
        Map<String, @Nullable AnyValue> registers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            registers.put(
                    String.valueOf(pairs[i]),
                    value == null
                            ? null
                            : value instanceof Number number
                                    ? AnyValue.of(number.doubleValue())
                                    : AnyValue.of(value.toString()));
        }
        return registers;
    }
}
