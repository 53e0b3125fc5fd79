package dev.diorama.engine.editor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.pick.PickResult;
import dev.diorama.engine.sync.Pointing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceTest {
    private final OrbitCamera camera = new OrbitCamera();
    private final Surface surface = new Surface(camera);
    private final float[] ray = new float[6];

    @BeforeEach
    void look() {
        camera.resize(900, 700);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("[E143] what is pointed at is the point that is drawn there, with the normal of its surface")
    void findsTheSurface(boolean orthographic) {
        camera.setOrthographic(orthographic);
        camera.tick(0.1f);
        for (int x = 50; x < 900; x += 170) {
            for (int y = 30; y < 700; y += 130) {
                float depth = planeDepth(x + 0.5f, y + 0.5f);
                Pointing found = requireNonNull(surface.at(
                        new PickResult(
                                7,
                                depth,
                                planeDepth(x + 1.5f, y + 0.5f) - depth,
                                planeDepth(x + 0.5f, y + 1.5f) - depth),
                        x,
                        y));
                assertThat(0.6f * found.x() + 0.8f * found.z()).isCloseTo(-3, within(0.02f));
                assertThat(camera.project(found.x(), found.y(), found.z(), ray)).isTrue();
                assertThat(ray[0]).isCloseTo(x + 0.5f, within(0.05f));
                assertThat(ray[1]).isCloseTo(y + 0.5f, within(0.05f));
                assertThat(found.nx()).isCloseTo(0.6f, within(0.05f));
                assertThat(found.ny()).isCloseTo(0, within(0.05f));
                assertThat(found.nz()).isCloseTo(0.8f, within(0.05f));
            }
        }
    }

    /** The reversed depth at which a pixel shows the plane 0.6 x + 0.8 z = -3. */
    private float planeDepth(float x, float y) {
        camera.ray(x, y, ray);
        float distance = (-3 - 0.6f * ray[0] - 0.8f * ray[2]) / (0.6f * ray[3] + 0.8f * ray[5]);
        float[] m = camera.viewProjection();
        double[] clip = new double[4];
        for (int row = 0; row < 4; row++) {
            clip[row] = m[12 + row];
            for (int i = 0; i < 3; i++) {
                clip[row] += (double) m[4 * i + row] * (ray[i] + distance * ray[3 + i]);
            }
        }
        return (float) (clip[2] / clip[3]);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("[E143] beside objects it is the ground in front, and beside that and the canvas nothing")
    void findsTheGround(boolean orthographic) {
        camera.setOrthographic(orthographic);
        PickResult nothing = new PickResult(0, 0.3f, Float.NaN, 0);
        Pointing ground = requireNonNull(surface.at(nothing, 450, 500));
        assertThat(ground.y()).isZero();
        assertThat(ground.ny()).isEqualTo(1);
        assertThat(camera.project(ground.x(), 0, ground.z(), ray)).isTrue();
        assertThat(ray[0]).isCloseTo(450.5f, within(0.01f));
        assertThat(ray[1]).isCloseTo(500.5f, within(0.01f));
        assertThat(surface.at(nothing, -1, -1)).isNull();
        assertThat(surface.at(nothing, 900, 500)).isNull();
        camera.view(0, 0.1f);
        camera.settle();
        if (!orthographic) {
            assertThat(surface.at(nothing, 450, 100)).as("the sky").isNull();
        }
        assertThat(surface.at(new PickResult(7, 0.5f, Float.NaN, 0), 450, 500)).isNull();
    }
}
