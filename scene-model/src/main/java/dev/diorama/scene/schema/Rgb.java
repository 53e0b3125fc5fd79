package dev.diorama.scene.schema;

/**
 * A colour in linear light.
 *
 * @param r red, 0 to 1
 * @param g green, 0 to 1
 * @param b blue, 0 to 1
 */
public record Rgb(float r, float g, float b) {

    /** What a scene without a background of its own shows. */
    public static final Rgb DEFAULT_BACKGROUND = new Rgb(0.05f, 0.055f, 0.065f);
}
