package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import org.jspecify.annotations.Nullable;

/** A light or a camera as numbers, for programs that draw; cheaper in code than {@link Light} and {@link Camera}, with the same defaults. */
public final class FixtureLook {
    /** The kinds. */
    public static final int DIRECTIONAL = 0;

    public static final int POINT = 1;
    public static final int SPOT = 2;
    public static final int CAMERA = 3;
    /** Neither light nor camera. */
    public static final int NONE = -1;

    private static final float EIGHTH = 0.7853982f;
    private static final float HUNDRED = 100;

    private FixtureLook() {}

    /**
     * Reads a node.
     *
     * @param dest from {@code at} on, of a light: 4 to 6 its colour times its intensity, 7 one divided by its range squared or 0; what is squared
     * for the share of a spot is the cosine to its axis times 11 plus 12; 13 half its cone. Of a camera: 7 the height of a picture without
     * perspective or 0, 13 the field of view
     * @return what it is
     */
    public static int read(SceneNode node, float[] dest, int at) {
        boolean light = node.kind() == NodeKind.LIGHT;
        if (!light && node.kind() != NodeKind.CAMERA) {
            return NONE;
        }
        AnyValue value = node.register(light ? SchemaKeys.LIGHT : SchemaKeys.CAMERA);
        float angle =
                light ? number(value, "outer", EIGHTH, 0.001f, 1.5707964f) : number(value, "fov", EIGHTH, 0.01f, 3.1f);
        dest[at + 13] = angle;
        if (!light) {
            boolean flat = ValueReader.truth(ValueReader.field(value, "orthographic"), false);
            dest[at + 7] = flat ? number(value, "height", 10, 1e-4f, NodeReader.MAX_LENGTH) : 0;
            return CAMERA;
        }
        String type = ValueReader.text(ValueReader.field(value, "type"), "", 32);
        boolean spot = type.equals("spot");
        boolean directional = type.equals("directional");
        float intensity = number(value, "intensity", HUNDRED, 0, NodeReader.MAX_LENGTH);
        Rgb color = ValueReader.color(ValueReader.field(value, "color"), new Rgb(1, 1, 1));
        dest[at + 4] = intensity * color.r();
        dest[at + 5] = intensity * color.g();
        dest[at + 6] = intensity * color.b();
        float range = directional ? 0 : number(value, "range", 0, 0, NodeReader.MAX_LENGTH);
        dest[at + 7] = range > 0 ? 1 / (range * range) : 0;
        // As KHR_lights_punctual has it.
        float outer = (float) Math.cos(angle);
        float scale = 1 / Math.max(0.001f, (float) Math.cos(number(value, "inner", 0, 0, angle)) - outer);
        dest[at + 11] = spot ? scale : 0;
        dest[at + 12] = spot ? -outer * scale : 1;
        return spot ? SPOT : directional ? DIRECTIONAL : POINT;
    }

    private static float number(@Nullable AnyValue value, String name, float orElse, float min, float max) {
        return ValueReader.number(ValueReader.field(value, name), orElse, min, max);
    }
}
