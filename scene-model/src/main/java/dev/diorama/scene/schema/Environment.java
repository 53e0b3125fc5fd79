package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The light from all around. Each property is a register of its own in {@code meta}.
 *
 * @param asset hash of an equirectangular image, null for the built-in studio
 * @param intensity factor of its light, 0 to 1e6
 * @param rotation around Y, radians, counter-clockwise from above; within a full turn
 * @param shown whether it is seen behind the scene, instead of the background
 */
public record Environment(@Nullable String asset, float intensity, float rotation, boolean shown) {

    /** The studio. */
    public static final Environment DEFAULT = new Environment(null, 1, 0, false);

    private static final float TURN = 6.2831855f;
    private static final float MAX_INTENSITY = 1e6f;

    static Environment read(Registers meta) {
        return new Environment(
                ValueReader.hash(meta.get(SchemaKeys.META_ENV_ASSET)),
                ValueReader.number(meta.get(SchemaKeys.META_ENV_INTENSITY), 1, 0, MAX_INTENSITY),
                ValueReader.number(meta.get(SchemaKeys.META_ENV_ROTATION), 0, -TURN, TURN),
                ValueReader.truth(meta.get(SchemaKeys.META_ENV_SHOWN), false));
    }

    Map<String, @Nullable AnyValue> checkedRegisters() throws InvalidEditException {
        if (asset != null && !ValueReader.isHash(asset)) {
            throw EditRules.bad("an environment names an asset by its SHA-256: length=" + asset.length());
        }
        EditRules.inRange("intensity", intensity, 0, MAX_INTENSITY);
        EditRules.inRange("rotation", rotation, -TURN, TURN);
        Map<String, @Nullable AnyValue> registers = new LinkedHashMap<>();
        registers.put(SchemaKeys.META_ENV_ASSET, asset == null ? null : AnyValue.of(asset));
        registers.put(SchemaKeys.META_ENV_INTENSITY, AnyValue.of((double) intensity));
        registers.put(SchemaKeys.META_ENV_ROTATION, AnyValue.of((double) rotation));
        registers.put(SchemaKeys.META_ENV_SHOWN, AnyValue.of(shown));
        return registers;
    }
}
