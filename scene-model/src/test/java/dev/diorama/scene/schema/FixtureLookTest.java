package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FixtureLookTest {
    private final SceneDoc scene = SceneDoc.of(YDoc.of(1));
    private final float[] look = new float[16];
    private int nodes;

    @Test
    @DisplayName("[S106] a light's numbers are those of the light, whatever the document says")
    void lights() throws InvalidEditException, DecodeException {
        for (String value : List.of(
                "{}",
                "7",
                "{\"type\":\"spot\",\"inner\":0.2,\"outer\":0.6,\"intensity\":40,\"color\":[1,0.5,0]}",
                "{\"type\":\"spot\",\"inner\":9,\"outer\":-1,\"range\":3}",
                "{\"type\":\"directional\",\"range\":3,\"intensity\":1e12}",
                "{\"type\":\"moon\",\"color\":\"red\",\"intensity\":null}")) {
            SceneNode node = node("light", value);
            Light light = node.light();
            int kind = FixtureLook.read(node, look, 0);
            assertThat(kind).as(value).isEqualTo(List.of(Light.Type.values()).indexOf(light.type()));
            assertThat(look[4]).isEqualTo(light.intensity() * light.color().r());
            assertThat(look[5]).isEqualTo(light.intensity() * light.color().g());
            assertThat(look[13]).isEqualTo(light.outerAngle());
            boolean ends = light.range() > 0 && light.type() != Light.Type.DIRECTIONAL;
            assertThat(look[7]).isEqualTo(ends ? 1 / (light.range() * light.range()) : 0);
        }
    }

    @Test
    @DisplayName("[S106] a camera's numbers are those of the camera; other nodes have none")
    void cameras() throws InvalidEditException, DecodeException {
        for (String value : List.of("{}", "{\"fov\":9}", "{\"orthographic\":true,\"height\":-4,\"fov\":0.5}")) {
            SceneNode node = node("camera", value);
            assertThat(FixtureLook.read(node, look, 0)).isEqualTo(FixtureLook.CAMERA);
            assertThat(look[13]).isEqualTo(node.camera().fieldOfView());
            assertThat(look[7])
                    .isEqualTo(node.camera().orthographic() ? node.camera().height() : 0);
        }
        assertThat(FixtureLook.read(node("group", "{}"), look, 0)).isEqualTo(FixtureLook.NONE);
    }

    private SceneNode node(String kind, String value) throws InvalidEditException, DecodeException {
        String id = "n" + nodes++;
        Map<String, AnyValue> registers = Map.of("k", AnyValue.of(kind), "c:" + kind, Json.parse(value));
        scene.apply(new RegisterEdit(List.of(new RegisterEdit.Entry(false, id, "", 0, Map.copyOf(registers)))), null);
        return scene.node(new NodeId(id));
    }
}
