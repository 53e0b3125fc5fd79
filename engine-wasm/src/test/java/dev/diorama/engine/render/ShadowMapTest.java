package dev.diorama.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.engine.gpu.RecordingGpuDevice;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShadowMapTest {
    private static final float[] EYE = {4, 3, 6};
    private static final float[] FORWARD = {-0.55f, -0.4f, -0.73f};

    private final RecordingGpuDevice gpu = new RecordingGpuDevice();
    private final ShadowMap map = new ShadowMap(gpu, new Pipelines(gpu, 4), 1024);

    @Test
    @DisplayName("[E21] the region of shadows holds a scene of moderate size and stays while it changes little")
    void regionIsStable() {
        assertThat(map.fit(new float[] {-2, 0, -2, 2, 1, 2}, EYE, FORWARD)).isTrue();
        assertThat(map.fit(new float[] {-2, 0, -2, 2.05f, 1, 2}, EYE, FORWARD)).isFalse();
        assertThat(map.fit(new float[] {-2, 0, -2, 2, 1, 2}, new float[] {5, 3, 6}, FORWARD))
                .isFalse();
        float[] frame = new float[FrameShader.FRAME_FLOATS];
        map.write(frame);
        for (int corner = 0; corner < 8; corner++) {
            float x = (corner & 1) * 4 - 2;
            float y = corner >> 1 & 1;
            float z = (corner >> 2) * 4 - 2;
            for (int row = 0; row < 3; row++) {
                int at = FrameShader.SHADOW + row;
                float clip = frame[at] * x + frame[at + 4] * y + frame[at + 8] * z + frame[at + 12];
                assertThat(clip).isBetween(row == 2 ? 0f : -1f, 1f);
            }
        }
    }

    @Test
    @DisplayName("[E21] a scene too large for it has shadows around what the camera looks at, whatever its bounds are")
    void hugeScenesHaveShadowsNearTheCamera() {
        float[] frame = new float[FrameShader.FRAME_FLOATS];
        for (float bound : new float[] {500, 1e30f, Float.POSITIVE_INFINITY, Float.NaN}) {
            map.fit(new float[] {-bound, 0, -bound, bound, 1, bound}, EYE, FORWARD);
            map.write(frame);
            assertThat(frame[FrameShader.SHADOW_BIAS]).as("texel for %s", bound).isBetween(0.001f, 0.2f);
            for (int i = 0; i < 16; i++) {
                assertThat(frame[FrameShader.SHADOW + i]).isFinite();
            }
        }
    }
}
