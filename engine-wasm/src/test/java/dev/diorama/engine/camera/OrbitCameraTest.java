package dev.diorama.engine.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.scene.math.Mat4;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrbitCameraTest {
    private final OrbitCamera camera = new OrbitCamera();
    private final float[] point = new float[3];
    private final float[] ray = new float[6];

    @BeforeEach
    void canvas() {
        camera.resize(1200, 800);
        camera.tick(0);
    }

    @Test
    @DisplayName("[E30] the point under the cursor stays there while the camera eases into a zoom")
    void zoomKeepsThePointUnderTheCursor() {
        float[] under = onTargetPlane(900, 250);
        camera.zoom(900, 250, -400);
        for (int frame = 0; frame < 40; frame++) {
            camera.tick(1 / 60f);
            assertThat(camera.project(under[0], under[1], under[2], point)).isTrue();
            assertThat(point[0]).isCloseTo(900, within(0.2f));
            assertThat(point[1]).isCloseTo(250, within(0.2f));
        }
        assertThat(camera.distance()).isLessThan(5);
    }

    @Test
    @DisplayName("[E31] the camera settles, and then reports no change")
    void settles() {
        assertThat(camera.tick(1 / 60f)).isFalse();
        camera.orbit(120, -40);
        camera.pan(10, 10);
        int frames = 0;
        while (camera.tick(1 / 60f)) {
            frames++;
            assertThat(frames).isLessThan(200);
        }
        assertThat(frames).isGreaterThan(5);
        assertThat(camera.tick(1 / 60f)).isFalse();
        camera.resize(1000, 800);
        assertThat(camera.tick(0)).isTrue();
        assertThat(camera.tick(0)).isFalse();
    }

    @Test
    @DisplayName("[E32] a ray goes through the points that are drawn at its pixel, and the matrices agree")
    void raysAndProjectionsAgree() {
        camera.orbit(77, 33);
        camera.settle();
        camera.ray(333, 611, ray);
        for (float distance : new float[] {0.5f, 3, 40}) {
            float x = ray[0] + distance * ray[3];
            float y = ray[1] + distance * ray[4];
            float z = ray[2] + distance * ray[5];
            assertThat(camera.project(x, y, z, point)).isTrue();
            assertThat(point[0]).isCloseTo(333, within(0.05f));
            assertThat(point[1]).isCloseTo(611, within(0.05f));
            float[] clip = new float[3];
            assertThat(Mat4.project(camera.viewProjection(), new float[] {x, y, z}, clip))
                    .isTrue();
            assertThat((clip[0] + 1) / 2 * 1200).isCloseTo(333, within(0.05f));
            assertThat((1 - clip[1]) / 2 * 800).isCloseTo(611, within(0.05f));
            assertThat(clip[2]).isBetween(0f, 1f);
        }
        assertThat(camera.project(ray[0] - ray[3], ray[1] - ray[4], ray[2] - ray[5], point))
                .isFalse();
    }

    @Test
    @DisplayName("[E33] framing a sphere brings all of it into view, whatever the shape of the canvas")
    void framesASphere() {
        for (int width : new int[] {300, 1200, 4000}) {
            camera.resize(width, 800);
            camera.frame(10, 2, -5, 3);
            camera.settle();
            assertThat(camera.project(10, 2, -5, point)).isTrue();
            assertThat(point[0]).isCloseTo(width / 2f, within(0.5f));
            assertThat(point[1]).isCloseTo(400, within(0.5f));
            float radius = 3 / camera.metresPerPixel(10, 2, -5);
            assertThat(radius).isLessThan(Math.min(width, 800) / 2f).isGreaterThan(Math.min(width, 800) / 4f);
        }
    }

    @Test
    @DisplayName("[E31] panning moves the target's plane with the pointer")
    void panFollowsThePointer() {
        float[] under = onTargetPlane(600, 400);
        camera.pan(50, -30);
        camera.settle();
        camera.project(under[0], under[1], under[2], point);
        assertThat(point[0]).isCloseTo(650, within(0.1f));
        assertThat(point[1]).isCloseTo(370, within(0.1f));
    }

    @Test
    @DisplayName("[E31] no input makes the camera blind: what is no number is ignored, what is too far is brought back")
    void survivesSenselessInput() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1e38f}) {
            camera.orbit(bad, bad);
            camera.pan(bad, bad);
            camera.zoom(bad, bad, bad);
            camera.frame(bad, 0, -bad, bad);
            camera.tick(0.1f);
            camera.settle();
            for (float value : camera.viewProjection()) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    @DisplayName(
            "[E28] without perspective, too, a ray goes through what is drawn at its pixel; the target keeps its size")
    void orthographic() {
        float size = camera.metresPerPixel(camera.targetX(), camera.targetY(), camera.targetZ());
        camera.setOrthographic(true);
        assertThat(camera.tick(0)).isTrue();
        assertThat(camera.metresPerPixel(camera.targetX(), camera.targetY(), camera.targetZ()))
                .isCloseTo(size, within(1e-5f));
        camera.ray(333, 611, ray);
        for (float distance : new float[] {400, 508, 540}) {
            float[] at = {ray[0] + distance * ray[3], ray[1] + distance * ray[4], ray[2] + distance * ray[5]};
            assertThat(camera.project(at[0], at[1], at[2], point)).isTrue();
            assertThat(point[0]).isCloseTo(333, within(0.05f));
            assertThat(point[1]).isCloseTo(611, within(0.05f));
            float[] clip = new float[3];
            assertThat(Mat4.project(camera.viewProjection(), at, clip)).isTrue();
            assertThat((clip[0] + 1) / 2 * 1200).isCloseTo(333, within(0.05f));
            assertThat(clip[2]).isBetween(0f, 1f);
        }
    }

    @Test
    @DisplayName("[E28] looks straight down, the short way round")
    void axisViews() {
        camera.orbit(-1600, 0);
        camera.settle();
        float before = camera.yaw();
        assertThat(before).isGreaterThan(3);
        camera.view(0, (float) Math.PI / 2);
        camera.settle();
        assertThat(Math.abs(camera.yaw() - before)).isLessThan(3.2f);
        float[] view = camera.view();
        assertThat(view[6]).isCloseTo(1, within(1e-6f));
        assertThat(view[0]).as("X to the right").isCloseTo(1, within(1e-5f));
        for (float value : camera.viewProjection()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    @DisplayName("[E28] flies while it is told to")
    void flies() {
        float x = camera.targetX();
        camera.fly(1, 0, 0);
        assertThat(camera.tick(0.1f)).isTrue();
        camera.settle();
        camera.fly(0, 0, 0);
        float moved = camera.targetX();
        assertThat(moved).isNotEqualTo(x);
        camera.settle();
        camera.tick(0.1f);
        assertThat(camera.tick(0.1f)).isFalse();
        assertThat(camera.targetX()).isEqualTo(moved);
    }

    private float[] onTargetPlane(float x, float y) {
        camera.ray(x, y, ray);
        float[] forward = {-camera.view()[2], -camera.view()[6], -camera.view()[10]};
        float t = camera.distance() / (ray[3] * forward[0] + ray[4] * forward[1] + ray[5] * forward[2]);
        return new float[] {ray[0] + t * ray[3], ray[1] + t * ray[4], ray[2] + t * ray[5]};
    }
}
