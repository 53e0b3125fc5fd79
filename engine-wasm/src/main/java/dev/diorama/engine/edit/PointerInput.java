package dev.diorama.engine.edit;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.gizmo.TransformGizmo;

/**
 * What the pointer does to the camera and the gizmo: a click selects; a drag from a handle changes what is selected; any other drag
 * with the left button orbits, with Shift draws a box around what to select, with Space pans; the middle button pans, and the right one
 * looks around.
 *
 * <p>Moves wait until {@link #flush}, the last one before it wins; presses and releases flush first.
 */
public final class PointerInput {
    public static final int SHIFT = 1;
    public static final int CTRL = 1 << 1;
    /** Space is held down. */
    public static final int SPACE = 1 << 3;

    private static final int LEFT = 0;
    private static final int MIDDLE = 1;
    private static final int RIGHT = 2;
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
    private int downModifiers;
    private boolean moved;
    private boolean snapping;

    public PointerInput(OrbitCamera camera, TransformGizmo gizmo, Actions actions) {
        this.camera = camera;
        this.gizmo = gizmo;
        this.actions = actions;
    }

    /** A button went down; others are ignored until it is up again. Whether it took hold of a handle. */
    public boolean down(float x, float y, int newButton, int modifiers) {
        flush();
        if (mode != Mode.IDLE || newButton < LEFT || newButton > RIGHT) {
            return false;
        }
        button = newButton;
        downModifiers = modifiers;
        downX = x;
        downY = y;
        lastX = x;
        lastY = y;
        if (button == LEFT && (modifiers & SPACE) == 0 && gizmo.grab(x, y)) {
            mode = Mode.GIZMO;
            actions.dragBegan();
        } else {
            mode = Mode.PRESSED;
            hover(x, y);
        }
        return mode == Mode.GIZMO;
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
        } else if (was == Mode.BOX) {
            actions.boxed(Math.min(x, downX), Math.min(y, downY), Math.max(x, downX), Math.max(y, downY), modifiers);
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
                    mode = drag();
                    turn();
                }
            }
            case ORBIT, PAN, LOOK -> turn();
            case BOX -> {}
            case GIZMO -> {
                boolean shift = (moveModifiers & SHIFT) != 0;
                gizmo.drag(moveX, moveY, (moveModifiers & CTRL) != 0 || snapping != shift);
                actions.dragged();
            }
        }
    }

    /** Whether handles snap without Ctrl; Shift is the other way round then. */
    public void setSnapping(boolean snap) {
        snapping = snap;
    }

    /** The box that is being drawn: {@code dest} = left, top, right, bottom; left is negative for none. */
    public void marquee(float[] dest) {
        dest[0] = -1;
        if (mode == Mode.BOX) {
            dest[0] = Math.max(Math.min(downX, moveX), 0);
            dest[1] = Math.min(downY, moveY);
            dest[2] = Math.max(downX, moveX);
            dest[3] = Math.max(downY, moveY);
        }
    }

    private void hover(float x, float y) {
        if (gizmo.hover(x, y)) {
            actions.hoverChanged();
        }
        actions.hovered(x, y);
    }

    private boolean far() {
        float limit = CLICK_PIXELS * Math.max(1, camera.height() / REFERENCE_HEIGHT);
        return Math.abs(moveX - downX) > limit || Math.abs(moveY - downY) > limit;
    }

    /** What a drag that began now with this button does. */
    private Mode drag() {
        if (button == RIGHT) {
            return Mode.LOOK;
        }
        if (button == MIDDLE || (downModifiers & SPACE) != 0) {
            return Mode.PAN;
        }
        return (downModifiers & SHIFT) != 0 ? Mode.BOX : Mode.ORBIT;
    }

    private void turn() {
        switch (mode) {
            case PAN -> camera.pan(moveX - lastX, moveY - lastY);
            case LOOK -> camera.look(moveX - lastX, moveY - lastY);
            case ORBIT -> camera.orbit(moveX - lastX, moveY - lastY);
            default -> {}
        }
        lastX = moveX;
        lastY = moveY;
    }

    /** Who does what the pointer asks for. */
    public interface Actions {
        void clicked(float x, float y, int modifiers);

        /** A box was drawn around what to select. */
        void boxed(float left, float top, float right, float bottom, int modifiers);

        /** Another handle is marked, or none. */
        void hoverChanged();

        /** The pointer is here, and no button is down. */
        void hovered(float x, float y);

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
        LOOK,
        BOX,
        GIZMO
    }
}
