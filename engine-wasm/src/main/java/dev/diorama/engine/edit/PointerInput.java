package dev.diorama.engine.edit;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.gizmo.TransformGizmo;

/**
 * What the pointer does to the camera and the gizmo: a click selects, a drag orbits or pans, a drag from a handle moves.
 *
 * <p>Moves wait until {@link #flush}, the last one before it wins; presses and releases flush first.
 */
public final class PointerInput {
    public static final int SHIFT = 1;
    public static final int CTRL = 1 << 1;

    private static final int LEFT = 0;
    private static final int MIDDLE = 1;
    /** A press that stays this close is a click, in pixels of a 1080-pixel-high canvas or less. */
    private static final float CLICK_PIXELS = 5;

    private static final float REFERENCE_HEIGHT = 1080;

    private final OrbitCamera camera;
    private final TransformGizmo gizmo;
    private final Actions actions;
    private Mode mode = Mode.IDLE;
    private int button;
    private float downX;
    private float downY;
    private float lastX;
    private float lastY;
    private float moveX;
    private float moveY;
    private int moveModifiers;
    private boolean moved;

    public PointerInput(OrbitCamera camera, TransformGizmo gizmo, Actions actions) {
        this.camera = camera;
        this.gizmo = gizmo;
        this.actions = actions;
    }

    /** A button went down; others are ignored until it is up again. */
    public void down(float x, float y, int newButton, int modifiers) {
        flush();
        if (mode != Mode.IDLE || (newButton != LEFT && newButton != MIDDLE)) {
            return;
        }
        button = newButton;
        downX = x;
        downY = y;
        lastX = x;
        lastY = y;
        if (button == LEFT && gizmo.grab(x, y)) {
            mode = Mode.GIZMO;
            actions.dragBegan();
        } else {
            mode = Mode.PRESSED;
            hover(x, y);
        }
    }

    /** The pointer moved. */
    public void move(float x, float y, int modifiers) {
        moveX = x;
        moveY = y;
        moveModifiers = modifiers;
        moved = true;
    }

    /** A button went up. */
    public void up(float x, float y, int releasedButton, int modifiers) {
        if (mode == Mode.IDLE || releasedButton != button) {
            return;
        }
        move(x, y, modifiers);
        flush();
        Mode was = mode;
        mode = Mode.IDLE;
        if (was == Mode.GIZMO) {
            gizmo.release();
            hover(x, y);
            actions.dragEnded();
        } else if (was == Mode.PRESSED && button == LEFT) {
            actions.clicked(x, y, modifiers);
        }
    }

    /** Aborts a drag; what it showed is taken back. */
    public void cancel() {
        moved = false;
        Mode was = mode;
        mode = Mode.IDLE;
        if (was == Mode.GIZMO) {
            gizmo.release();
            actions.dragCancelled();
        }
    }

    /** Does what the last move amounts to. */
    public void flush() {
        if (!moved) {
            return;
        }
        moved = false;
        switch (mode) {
            case IDLE -> hover(moveX, moveY);
            case PRESSED -> {
                if (far()) {
                    boolean pan = button == MIDDLE || (moveModifiers & SHIFT) != 0;
                    mode = pan ? Mode.PAN : Mode.ORBIT;
                    turn();
                }
            }
            case ORBIT, PAN -> turn();
            case GIZMO -> {
                gizmo.drag(moveX, moveY, (moveModifiers & CTRL) != 0);
                actions.dragged();
            }
        }
    }

    private void hover(float x, float y) {
        if (gizmo.hover(x, y)) {
            actions.hoverChanged();
        }
    }

    private boolean far() {
        float limit = CLICK_PIXELS * Math.max(1, camera.height() / REFERENCE_HEIGHT);
        return Math.abs(moveX - downX) > limit || Math.abs(moveY - downY) > limit;
    }

    private void turn() {
        if (mode == Mode.PAN) {
            camera.pan(moveX - lastX, moveY - lastY);
        } else {
            camera.orbit(moveX - lastX, moveY - lastY);
        }
        lastX = moveX;
        lastY = moveY;
    }

    /** Who does what the pointer asks for. */
    public interface Actions {
        void clicked(float x, float y, int modifiers);

        void hoverChanged();

        void dragBegan();

        /** The gizmo has a new delta. */
        void dragged();

        void dragEnded();

        void dragCancelled();
    }

    private enum Mode {
        IDLE,
        PRESSED,
        ORBIT,
        PAN,
        GIZMO
    }
}
