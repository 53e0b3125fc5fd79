package dev.diorama.engine.render;

/**
 * Whether the next frame is drawn at half the resolution of the canvas. Only where the CPU draws, only where the canvas is large, and only
 * while something moves: a picture at rest is drawn once more, as it is.
 */
final class Resolution {
    /** Canvases of at most so many pixels are drawn whole. */
    private static final int FEW = 320 * 240;

    /** Something is at rest when so many frames have come without a change: input may come in every other frame only. */
    private static final int REST = 2;

    private final boolean software;
    private boolean large;
    private boolean reduced;
    private int still = REST;

    Resolution(boolean software) {
        this.software = software;
    }

    /** The canvas has this size. */
    void resize(int width, int height) {
        large = software && (long) width * height > FEW;
    }

    /**
     * Chooses for the next frame.
     *
     * @param changed whether it would be another
     * @param moved whether the camera is elsewhere: a click changes something once, a camera hardly ever does
     * @param shown the number of the {@link Output}; lines are as wide as a pixel drawn, whatever its size, and are not for this
     * @return whether it has to be drawn
     */
    boolean next(boolean changed, boolean moved, int shown) {
        boolean moving = changed && (moved || still < REST);
        still = changed ? 0 : Math.min(still + 1, REST);
        boolean due = changed || (reduced && still == REST);
        if (due) {
            reduced = large && moving && shown != Output.WIREFRAME.number();
        }
        return due;
    }

    /** Whether the frame drawn last, or about to be, is one of half the resolution. */
    boolean reduced() {
        return reduced;
    }
}
