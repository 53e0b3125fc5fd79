package dev.diorama.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.gizmo.TransformGizmo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PointerInputTest {
    private final List<String> heard = new ArrayList<>();
    private final OrbitCamera camera = new OrbitCamera();
    private final TransformGizmo gizmo = new TransformGizmo(camera);
    private final PointerInput pointer = new PointerInput(camera, gizmo, new Ear(heard));
    private final float[] handle = new float[3];

    @BeforeEach
    void showGizmo() {
        camera.resize(1200, 800);
        gizmo.show(0, 0, 0);
        gizmo.grabPoint(0, handle);
    }

    @Test
    @DisplayName("[E36] of several moves before a frame only the last one counts")
    void lastMoveWins() {
        pointer.down(handle[0], handle[1], 0, 0);
        pointer.move(handle[0] + 500, handle[1], 0);
        pointer.move(handle[0] + 10, handle[1], 0);
        assertThat(heard).containsExactly("began");
        pointer.flush();
        pointer.flush();
        assertThat(heard).containsExactly("began", "dragged");
        assertThat(gizmo.motion().values[0]).isLessThan(1);
    }

    @Test
    @DisplayName("[E34] a handle is marked while the pointer is on it or holds it, and no longer")
    void marksWhatIsUnderThePointer() {
        pointer.move(handle[0], handle[1], 0);
        pointer.flush();
        assertThat(gizmo.hovered()).isZero();
        pointer.down(handle[0], handle[1], 0, 0);
        pointer.move(handle[0] + 300, handle[1] + 300, 0);
        pointer.flush();
        assertThat(gizmo.hovered()).isZero();
        pointer.up(handle[0] + 300, handle[1] + 300, 0, 0);
        assertThat(gizmo.hovered()).isEqualTo(TransformGizmo.NONE);
        pointer.move(handle[0], handle[1], 0);
        pointer.flush();
        pointer.down(20, 20, 0, 0);
        assertThat(gizmo.hovered()).isEqualTo(TransformGizmo.NONE);
    }

    @Test
    @DisplayName("[E36] a second button changes nothing about a drag")
    void otherButtonsAreIgnored() {
        pointer.down(handle[0], handle[1], 0, 0);
        pointer.down(handle[0], handle[1], 1, 0);
        pointer.up(handle[0], handle[1], 1, 0);
        pointer.up(handle[0], handle[1], 0, 0);
        pointer.up(handle[0], handle[1], 0, 0);
        assertThat(heard).containsExactly("began", "dragged", "ended");
    }

    @Test
    @DisplayName(
            "[E23] Shift and a drag with the left button draw a box, which is shown meanwhile and selects at its end")
    void drawsABox() {
        float[] box = new float[4];
        pointer.down(300, 250, 0, PointerInput.SHIFT);
        pointer.move(200, 400, PointerInput.SHIFT);
        pointer.flush();
        pointer.marquee(box);
        assertThat(box).containsExactly(200, 250, 300, 400);
        pointer.up(200, 400, 0, 0);
        pointer.marquee(box);
        assertThat(box[0]).isNegative();
        assertThat(heard).containsExactly("boxed 200 250 300 400");
    }

    @Test
    @DisplayName(
            "[E36] the middle button pans, as does Space; the right one looks around and leaves the eye where it is")
    void otherDragsMoveTheCamera() {
        float target = camera.targetX();
        drag(1, 0);
        assertThat(camera.targetX()).isNotEqualTo(target);
        float yaw = camera.yaw();
        target = camera.targetX();
        drag(0, PointerInput.SPACE);
        assertThat(camera.targetX()).isNotEqualTo(target);
        assertThat(camera.yaw()).isEqualTo(yaw);
        float x = camera.eyeX();
        float y = camera.eyeY();
        drag(2, 0);
        assertThat(camera.yaw()).isNotEqualTo(yaw);
        assertThat(camera.eyeX()).isCloseTo(x, within(1e-3f));
        assertThat(camera.eyeY()).isCloseTo(y, within(1e-3f));
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("[E35] handles snap while Ctrl is down, or when snapping is on; Shift is the other way round")
    void snapsWhenItShould() {
        pointer.down(handle[0], handle[1], 0, 0);
        assertThat(movedBy(0)).isFalse();
        assertThat(movedBy(PointerInput.CTRL)).isTrue();
        assertThat(movedBy(PointerInput.SHIFT)).isTrue();
        pointer.setSnapping(true);
        assertThat(movedBy(0)).isTrue();
        assertThat(movedBy(PointerInput.SHIFT)).isFalse();
    }

    /** Whether the gizmo is a whole tenth of a metre away. */
    private boolean movedBy(int modifiers) {
        pointer.move(handle[0] + 83, handle[1] + 41, modifiers);
        pointer.flush();
        float tenths = 10 * gizmo.motion().values[0];
        return Math.abs(tenths - Math.round(tenths)) < 1e-4f;
    }

    private void drag(int button, int modifiers) {
        pointer.down(100, 100, button, modifiers);
        pointer.move(180, 130, modifiers);
        pointer.up(180, 130, button, modifiers);
        camera.settle();
    }

    private record Ear(List<String> heard) implements PointerInput.Actions {
        @Override
        public void clicked(float x, float y, int modifiers) {
            heard.add("clicked");
        }

        @Override
        public void boxed(float left, float top, float right, float bottom, int modifiers) {
            heard.add("boxed " + (int) left + " " + (int) top + " " + (int) right + " " + (int) bottom);
        }

        @Override
        public void hovered(float x, float y) {
            // Every move; nothing to check.
        }

        @Override
        public void hoverChanged() {
            heard.add("hover");
        }

        @Override
        public void dragBegan() {
            heard.add("began");
        }

        @Override
        public void dragged() {
            heard.add("dragged");
        }

        @Override
        public void dragEnded() {
            heard.add("ended");
        }

        @Override
        public void dragCancelled() {
            heard.add("cancelled");
        }
    }
}
