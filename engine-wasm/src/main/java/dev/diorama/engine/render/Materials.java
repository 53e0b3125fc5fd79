package dev.diorama.engine.render;

/** What objects are made of until scenes have materials: one for each shape, so that a new scene is not grey. */
final class Materials {
    /** Floats of a material, 64 bytes. */
    static final int FLOATS = 16;

    /** sRGB colour, roughness and metallic in percent; by mesh number. */
    private static final int[][] TABLE = {
        {0xC79A6B, 52, 0}, // box: oak
        {0xF3EEE6, 16, 0}, // sphere: white ceramic
        {0xBFBDB8, 82, 0}, // plane: matte light grey
        {0x5C9A98, 38, 0}, // cylinder: muted teal
        {0xE8836B, 44, 0}, // cone: soft coral
    };

    private Materials() {}

    static float[] table() {
        float[] table = new float[TABLE.length * FLOATS];
        for (int i = 0; i < TABLE.length; i++) {
            int rgb = TABLE[i][0];
            table[i * FLOATS] = decode(rgb >> 16);
            table[i * FLOATS + 1] = decode(rgb >> 8);
            table[i * FLOATS + 2] = decode(rgb);
            table[i * FLOATS + 3] = 1;
            table[i * FLOATS + 4] = TABLE[i][1] / 100f;
            table[i * FLOATS + 5] = TABLE[i][2] / 100f;
        }
        return table;
    }

    /** The linear value of the low byte of an sRGB colour. */
    static float decode(int srgb) {
        double v = (srgb & 0xff) / 255.0;
        return (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    }
}
