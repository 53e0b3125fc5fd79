package dev.diorama.engine.sync;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody looks from: the target, the distance of the eye, and the direction.
 *
 * @param yaw around +Y, 0 looking along -Z
 * @param pitch above the ground
 */
public record CameraPose(float x, float y, float z, float distance, float yaw, float pitch) {
    private static final int COUNT = 6;
    private static final float LIMIT = 1e9f;

    /** Reads what presence says; null when it is anything else than six numbers. */
    static @Nullable CameraPose of(AnyValue value) {
        List<AnyValue> numbers = value.elements();
        if (numbers.size() != COUNT) {
            return null;
        }
        float[] read = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double number = numbers.get(i).number(Double.NaN);
            if (!(Math.abs(number) <= LIMIT)) {
                return null;
            }
            read[i] = (float) number;
        }
        return new CameraPose(read[0], read[1], read[2], read[3], read[4], read[5]);
    }

    AnyValue toAny() {
        return AnyValue.list(List.of(number(x), number(y), number(z), number(distance), number(yaw), number(pitch)));
    }

    /** To a tenth of a millimetre: who follows sees no difference, and the message stays short. */
    private static AnyValue number(float value) {
        return AnyValue.of(Math.round(value * 1e4) / 1e4);
    }
}
