package dev.diorama.engine.gizmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.math.Quat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotateScaleTest {
    private final OrbitCamera camera = new OrbitCamera();
    private final TransformGizmo gizmo = new TransformGizmo(camera);
    private final float[] grab = new float[3];
    private final float[] point = new float[3];

    @BeforeEach
    void show() {
        camera.resize(1200, 800);
        gizmo.show(0.3f, 0.4f, -0.2f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("[E24] a ring turns about its axis, so that its point stays under the pointer, by any number of turns")
    void ringsTurn(int axis) {
        gizmo.use(Tool.ROTATE);
        take(axis);
        float[] held = worldOf(axis, grab[0], grab[1]);
        float[] q = new float[4];
        float[] unit = {axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0};
        float[] at = new float[3];
        for (int step = 1; step <= 150; step++) {
            Quat.fromAxisAngle(unit, 0.05f * step, q);
            Quat.rotate(q, held, at);
            camera.project(at[0] + 0.3f, at[1] + 0.4f, at[2] - 0.2f, point);
            gizmo.drag(point[0], point[1], false);
        }
        float[] turn = gizmo.motion().values;
        for (int i = 0; i < 3; i++) {
            assertThat(turn[Motion.TURN + i]).isCloseTo(i == axis ? 7.5f : 0, within(0.02f));
            assertThat(turn[Motion.PIVOT + i]).isEqualTo(gizmo.origin()[i]);
        }
    }

    @Test
    @DisplayName("[E24] the outer ring turns about the direction of the view")
    void outerRingFacesTheScreen() {
        gizmo.use(Tool.ROTATE);
        take(TransformGizmo.SCREEN);
        gizmo.drag(grab[0] + 40, grab[1] + 60, false);
        float[] turn = gizmo.motion().values;
        float[] view = camera.view();
        float along = turn[3] * view[2] + turn[4] * view[6] + turn[5] * view[10];
        float length = (float) Math.sqrt(turn[3] * turn[3] + turn[4] * turn[4] + turn[5] * turn[5]);
        assertThat(length).isGreaterThan(0.1f);
        assertThat(Math.abs(along)).isCloseTo(length, within(1e-4f));
    }

    @Test
    @DisplayName("[E24] a ring that is seen from its edge turns by the way of the pointer along it")
    void ringsSeenFromTheirEdge() {
        camera.view(0, 0);
        camera.settle();
        gizmo.use(Tool.ROTATE);
        take(1);
        gizmo.drag(grab[0] + 50, grab[1], false);
        assertThat(gizmo.motion().values[Motion.TURN + 1]).isBetween(0.3f, 0.8f);
        gizmo.drag(grab[0] - 50, grab[1], false);
        assertThat(gizmo.motion().values[Motion.TURN + 1]).isBetween(-0.8f, -0.3f);
    }

    @Test
    @DisplayName("[E24] turning snaps to 15 degrees, scaling to tenths")
    void snaps() {
        gizmo.use(Tool.ROTATE);
        take(1);
        gizmo.drag(grab[0] + 90, grab[1] + 30, true);
        float steps = (float) Math.toDegrees(gizmo.motion().values[Motion.TURN + 1]) / 15;
        assertThat(steps).isCloseTo(Math.round(steps), within(1e-3f)).isNotZero();
        gizmo.release();
        gizmo.use(Tool.SCALE);
        take(0);
        gizmo.drag(grab[0] + 61, grab[1] + 30, true);
        float tenths = gizmo.motion().factor(0) * 10;
        assertThat(tenths).isCloseTo(Math.round(tenths), within(1e-3f)).isNotCloseTo(10, within(0.5f));
    }

    @Test
    @DisplayName(
            "[E25] a bar scales along its axis, a square along its two, the cube in the middle all alike; never to nothing")
    void scales() {
        gizmo.use(Tool.SCALE);
        take(2);
        camera.project(0.3f, 0.4f, -0.2f, point);
        float x = point[0];
        float y = point[1];
        gizmo.drag(grab[0] + (grab[0] - x), grab[1] + (grab[1] - y), false);
        assertThat(gizmo.motion().factor(2)).isCloseTo(2, within(0.2f));
        assertThat(gizmo.motion().factor(0)).isEqualTo(1);
        gizmo.drag(2 * x - grab[0], 2 * y - grab[1], false);
        assertThat(gizmo.motion().factor(2)).isCloseTo(0.01f, within(1e-4f));
        gizmo.release();
        take(TransformGizmo.PLANE_X + 1);
        gizmo.drag(grab[0] + (grab[0] - x), grab[1] + (grab[1] - y), false);
        assertThat(gizmo.motion().factor(0)).isEqualTo(gizmo.motion().factor(2)).isGreaterThan(1.5f);
        assertThat(gizmo.motion().factor(1)).isEqualTo(1);
        gizmo.release();
        take(TransformGizmo.HUB);
        gizmo.drag(grab[0] + 96, grab[1], false);
        for (int i = 0; i < 3; i++) {
            assertThat(gizmo.motion().factor(i)).isCloseTo((float) Math.E, within(0.01f));
        }
    }

    @Test
    @DisplayName("[E35] with its axes turned an arrow moves along its own axis")
    void movesAlongTurnedAxes() {
        float h = (float) Math.sqrt(0.5);
        gizmo.turn(new float[] {0, h, 0, h});
        take(0);
        gizmo.drag(grab[0] - 40, grab[1] + 50, false);
        float[] move = gizmo.motion().values;
        assertThat(move[0]).isCloseTo(0, within(1e-4f));
        assertThat(move[1]).isCloseTo(0, within(1e-4f));
        assertThat(Math.abs(move[2])).isGreaterThan(0.1f);
    }

    @Test
    @DisplayName(
            "[E190] with all handles at once an arrow moves, a ring turns, and the cube in the middle scales all alike")
    void allAtOnce() {
        gizmo.use(Tool.COMBINED);
        take(0);
        gizmo.drag(grab[0] + 50, grab[1] + 20, false);
        assertThat(gizmo.motion().values[Motion.MOVE]).isNotZero();
        assertThat(gizmo.motion().turns()).isFalse();
        assertThat(gizmo.motion().grows()).isFalse();
        gizmo.release();
        take(TransformGizmo.RINGS + 1);
        gizmo.drag(grab[0] + 50, grab[1] + 20, false);
        assertThat(gizmo.motion().values[Motion.TURN + 1]).isNotZero();
        assertThat(gizmo.motion().values[Motion.MOVE]).isZero();
        gizmo.release();
        take(TransformGizmo.HUB);
        gizmo.drag(grab[0] + 96, grab[1], false);
        for (int i = 0; i < 3; i++) {
            assertThat(gizmo.motion().factor(i)).isCloseTo((float) Math.E, within(0.01f));
        }
        gizmo.release();
        take(TransformGizmo.PLANE_X + 2);
    }

    @Test
    @DisplayName("[E190] the arrows reach out of the rings, where they are beside them")
    void arrowsReachOut() {
        assertThat(gizmo.grabPoint(1, grab)).isTrue();
        float usual = grab[1];
        gizmo.use(Tool.COMBINED);
        assertThat(gizmo.grabPoint(1, grab)).isTrue();
        assertThat(grab[1]).isLessThan(usual);
        gizmo.use(Tool.MOVE);
        assertThat(gizmo.grabPoint(1, grab)).isTrue();
        assertThat(grab[1]).isEqualTo(usual);
    }

    @Test
    @DisplayName("[E34] without a tool there is nothing to grab")
    void selectHasNoHandles() {
        gizmo.grabPoint(0, grab);
        gizmo.use(Tool.SELECT);
        assertThat(gizmo.grab(grab[0], grab[1])).isFalse();
        assertThat(gizmo.visible()).isFalse();
        assertThat(gizmo.shown()).isTrue();
    }

    private void take(int handle) {
        assertThat(gizmo.grabPoint(handle, grab)).isTrue();
        assertThat(gizmo.grab(grab[0], grab[1])).isTrue();
        assertThat(gizmo.held()).isEqualTo(handle);
    }

    /** Where the pixel's ray meets the plane of a ring, from the gizmo's origin. */
    private float[] worldOf(int axis, float x, float y) {
        float[] ray = new float[6];
        camera.ray(x, y, ray);
        float t = (gizmo.origin()[axis] - ray[axis]) / ray[3 + axis];
        float[] at = new float[3];
        for (int i = 0; i < 3; i++) {
            at[i] = ray[i] + t * ray[3 + i] - gizmo.origin()[i];
        }
        return at;
    }
}
