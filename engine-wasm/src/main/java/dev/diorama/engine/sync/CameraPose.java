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
        float[] read = numbers(value, COUNT);
        return read == null ? null : new CameraPose(read[0], read[1], read[2], read[3], read[4], read[5]);
    }

    /** A list of so many numbers, none of them huge; null when it is anything else. */
    static float @Nullable [] numbers(AnyValue value, int count) {
        List<AnyValue> numbers = value.elements();
        if (numbers.size() != count) {
            return null;
        }
        float[] read = new float[count];
        for (int i = 0; i < count; i++) {
            double number = numbers.get(i).number(Double.NaN);
            if (!(Math.abs(number) <= LIMIT)) {
                return null;
            }
            read[i] = (float) number;
        }
        return read;
    }

    /** To a tenth of a millimetre: who follows sees no difference, and the message stays short. */
    AnyValue toAny() {
        return AnyValue.list(List.of(
                number(x, 1e4),
                number(y, 1e4),
                number(z, 1e4),
                number(distance, 1e4),
                number(yaw, 1e4),
                number(pitch, 1e4)));
    }

    /** In so many parts of one. */
    static AnyValue number(float value, double parts) {
        return AnyValue.of(Math.round(value * parts) / parts);
    }
}
