package dev.diorama.engine.gizmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.scene.math.Ray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveHandlesTest {
    private final OrbitCamera camera = new OrbitCamera();
    private final TransformGizmo gizmo = new TransformGizmo(camera);
    private final float[] grab = new float[3];
    private final float[] point = new float[3];

    @BeforeEach
    void show() {
        camera.resize(1200, 800);
        gizmo.show(0.3f, 0.4f, -0.2f);
    }

    @Test
    @DisplayName("[E34] the gizmo is as large on the screen near by as far away")
    void constantSizeOnTheScreen() {
        float near = pixelsOfAxis();
        camera.zoom(600, 400, 1500);
        camera.settle();
        assertThat(pixelsOfAxis()).isCloseTo(near, within(0.01f));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("[E35] an arrow moves along its axis alone, and stays under the pointer")
    void arrowsMoveAlongTheirAxis(int axis) {
        assertThat(gizmo.grabPoint(axis, grab)).isTrue();
        assertThat(gizmo.grab(grab[0], grab[1])).isTrue();
        assertThat(gizmo.held()).isEqualTo(axis);
        float[] moved = gizmo.origin().clone();
        moved[axis] += 1.37f;
        gizmo.show(moved[0], moved[1], moved[2]);
        float[] start = startOf(axis);
        start[axis] += 1.37f;
        assertThat(camera.project(start[0], start[1], start[2], point)).isTrue();
        gizmo.drag(point[0], point[1], false);
        for (int i = 0; i < 3; i++) {
            assertThat(gizmo.motion().values[i]).isCloseTo(i == axis ? 1.37f : 0, within(0.005f));
        }
    }

    @Test
    @DisplayName("[E35] a square moves in its plane")
    void squaresMoveInTheirPlane() {
        assertThat(gizmo.grabPoint((TransformGizmo.PLANE_X + 1), grab)).isTrue();
        assertThat(gizmo.grab(grab[0], grab[1])).isTrue();
        assertThat(gizmo.held()).isEqualTo((TransformGizmo.PLANE_X + 1));
        gizmo.drag(grab[0] + 60, grab[1] + 25, false);
        assertThat(gizmo.motion().values[1]).isZero();
        assertThat(Math.abs(gizmo.motion().values[0])).isGreaterThan(0.05f);
        assertThat(Math.abs(gizmo.motion().values[2])).isGreaterThan(0.05f);
    }

    @Test
    @DisplayName("[E35] the hub moves with the pointer, neither nearer nor farther")
    void hubMovesAlongTheScreen() {
        assertThat(gizmo.grabPoint(TransformGizmo.HUB, grab)).isTrue();
        assertThat(gizmo.grab(grab[0], grab[1])).isTrue();
        assertThat(gizmo.held()).isEqualTo(TransformGizmo.HUB);
        gizmo.drag(grab[0] - 70, grab[1] - 45, false);
        float[] moved = gizmo.origin().clone();
        for (int i = 0; i < 3; i++) {
            moved[i] += gizmo.motion().values[i];
        }
        assertThat(camera.project(moved[0], moved[1], moved[2], point)).isTrue();
        assertThat(point[0]).isCloseTo(grab[0] - 70, within(0.1f));
        assertThat(point[1]).isCloseTo(grab[1] - 45, within(0.1f));
        assertThat(point[2]).isCloseTo(grab[2], within(1e-3f));
    }

    @Test
    @DisplayName("[E35] snapping gives whole tenths of a metre")
    void snaps() {
        gizmo.grabPoint(0, grab);
        gizmo.grab(grab[0], grab[1]);
        gizmo.drag(grab[0] + 83, grab[1] + 41, true);
        float tenths = gizmo.motion().values[0] * 10;
        assertThat(tenths).isCloseTo(Math.round(tenths), within(1e-4f)).isNotZero();
    }

    @Test
    @DisplayName("[E34] beside the handles there is nothing to grab, and hovering tells changes alone")
    void hoverAndMiss() {
        gizmo.grabPoint(1, grab);
        assertThat(gizmo.hover(grab[0], grab[1])).isTrue();
        assertThat(gizmo.hovered()).isEqualTo(1);
        assertThat(gizmo.hover(grab[0] + 1, grab[1])).isFalse();
        assertThat(gizmo.hover(10, 10)).isTrue();
        assertThat(gizmo.grab(10, 10)).isFalse();
        gizmo.hide();
        assertThat(gizmo.grab(grab[0], grab[1])).isFalse();
    }

    private float pixelsOfAxis() {
        return gizmo.axisLength() / camera.metresPerPixel(0.3f, 0.4f, -0.2f);
    }

    /** The point of an arrow that was grabbed. */
    private float[] startOf(int axis) {
        float[] ray = new float[6];
        camera.ray(grab[0], grab[1], ray);
        float[] axisDirection = {axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0};
        float[] origin = {0.3f, 0.4f, -0.2f};
        float along = Ray.closestOnLine(ray, origin, axisDirection);
        origin[axis] += along;
        return origin;
    }
}
