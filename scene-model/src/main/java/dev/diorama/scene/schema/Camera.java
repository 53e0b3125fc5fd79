package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a camera node sees, along its own -Z, Y up. The node's name is the camera's.
 *
 * @param orthographic whether parallels stay parallel
 * @param fieldOfView of a perspective camera: the vertical angle, radians
 * @param height of an orthographic camera: what of the world fits in the picture, metres
 * @param near distance of the near plane, metres
 * @param far distance of the far plane, metres; above the near one
 */
public record Camera(boolean orthographic, float fieldOfView, float height, float near, float far) {

    /** What a camera node without values of its own is. */
    public static final Camera DEFAULT = new Camera(false, 0.7853982f, 10, 0.1f, 1000);

    private static final float MIN_ANGLE = 0.01f;
    private static final float MAX_ANGLE = 3.1f;
    private static final float MIN_LENGTH = 1e-4f;

    static Camera read(@Nullable AnyValue value) {
        Camera or = DEFAULT;
        float near =
                ValueReader.number(ValueReader.field(value, "near"), or.near, MIN_LENGTH, NodeReader.MAX_LENGTH / 4);
        float far = ValueReader.number(ValueReader.field(value, "far"), or.far, MIN_LENGTH, NodeReader.MAX_LENGTH);
        return new Camera(
                ValueReader.truth(ValueReader.field(value, "orthographic"), or.orthographic),
                ValueReader.number(ValueReader.field(value, "fov"), or.fieldOfView, MIN_ANGLE, MAX_ANGLE),
                ValueReader.number(ValueReader.field(value, "height"), or.height, MIN_LENGTH, NodeReader.MAX_LENGTH),
                near,
                far > near ? far : near * 2);
    }

    Camera checked() throws InvalidEditException {
        EditRules.inRange("field of view", fieldOfView, MIN_ANGLE, MAX_ANGLE);
        EditRules.inRange("height", height, MIN_LENGTH, NodeReader.MAX_LENGTH);
        EditRules.inRange("near", near, MIN_LENGTH, NodeReader.MAX_LENGTH / 4);
        EditRules.inRange("far", far, MIN_LENGTH, NodeReader.MAX_LENGTH);
        if (far <= near) {
            throw EditRules.bad(
                    "the far plane is not behind the near one: near=" + Json.number(near) + " far=" + Json.number(far));
        }
        return this;
    }

    AnyValue write(@Nullable AnyValue old) {
        Map<String, AnyValue> fields = new LinkedHashMap<>(old == null ? Map.of() : old.fields());
        fields.put("orthographic", AnyValue.of(orthographic));
        fields.put("fov", AnyValue.of((double) fieldOfView));
        fields.put("height", AnyValue.of((double) height));
        fields.put("near", AnyValue.of((double) near));
        fields.put("far", AnyValue.of((double) far));
        return AnyValue.obj(fields);
    }
}
