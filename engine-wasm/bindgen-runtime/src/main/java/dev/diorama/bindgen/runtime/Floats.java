package dev.diorama.bindgen.runtime;

/** What makes a number of JavaScript a {@code float}; only the engine as JavaScript calls it, where the build says so. */
public final class Floats {
    private Floats() {}

    /** The nearest number that a float can be. In Java that is the same one. */
    public static float round(float value) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(value));
    }
}
