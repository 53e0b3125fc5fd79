package dev.diorama.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.gizmo.TransformGizmo;
import dev.diorama.engine.gizmo.TranslateGizmo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PointerInputTest {
    private final List<String> heard = new ArrayList<>();
    private final OrbitCamera camera = new OrbitCamera();
    private final TranslateGizmo gizmo = new TranslateGizmo(camera);
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
        assertThat(gizmo.delta()[0]).isLessThan(1);
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

    private record Ear(List<String> heard) implements PointerInput.Actions {
        @Override
        public void clicked(float x, float y, int modifiers) {
            heard.add("clicked");
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
