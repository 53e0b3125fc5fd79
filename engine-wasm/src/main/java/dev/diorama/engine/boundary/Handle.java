package dev.diorama.engine.boundary;

/**
 * A handle of the gizmo: of an axis, of the plane of two, or of all; of the rings, the one of an axis, or {@code yz} for the one that faces
 * the screen.
 */
public enum Handle {
    X(0),
    Y(1),
    Z(2),
    YZ(3),
    XZ(4),
    XY(5),
    ALL(6);

    private final int number;

    Handle(int number) {
        this.number = number;
    }

    /** As the gizmo numbers it. */
    int number() {
        return number;
    }
}
