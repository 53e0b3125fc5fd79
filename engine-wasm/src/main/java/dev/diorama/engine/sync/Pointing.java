package dev.diorama.engine.sync;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody points at: a point of a surface with its normal.
 *
 * @param laser they draw a trail with it
 */
public record Pointing(float x, float y, float z, float nx, float ny, float nz, boolean laser) {
    private static final int COUNT = 7;

    /** Reads what presence says; null when it is anything else than seven numbers, the normal about as long as 1. */
    static @Nullable Pointing of(AnyValue value) {
        float[] n = CameraPose.numbers(value, COUNT);
        if (n == null || !(Math.abs(n[3] * n[3] + n[4] * n[4] + n[5] * n[5] - 1) < 0.2f)) {
            return null;
        }
        return new Pointing(n[0], n[1], n[2], n[3], n[4], n[5], n[6] > 0);
    }

    Pointing withLaser(boolean newLaser) {
        return new Pointing(x, y, z, nx, ny, nz, newLaser);
    }

    AnyValue toAny() {
        return AnyValue.list(List.of(
                CameraPose.number(x, 1e3),
                CameraPose.number(y, 1e3),
                CameraPose.number(z, 1e3),
                CameraPose.number(nx, 1e2),
                CameraPose.number(ny, 1e2),
                CameraPose.number(nz, 1e2),
                AnyValue.of(laser ? 1 : 0)));
    }
}
