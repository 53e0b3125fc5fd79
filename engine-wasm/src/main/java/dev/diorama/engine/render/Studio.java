package dev.diorama.engine.render;

import dev.diorama.engine.scene.Fixtures;

/** {@link StudioShader} in Java: the same radiance, to be projected to spherical harmonics once. */
final class Studio {
    /** Where the key light comes from. */
    static final float[] KEY = normalized(-0.45f, 0.78f, 0.44f);

    /** How many lights of a scene shine, the first of them. */
    static final int MAX_LIGHTS = 64;

    /** Where their number is in the uniform, and they themselves. */
    static final int LIGHT_COUNT = 7;

    static final int LIGHTS = 4 * 11;

    private static final float[] KEY_COLOR = {2.05f, 1.95f, 1.80f};
    private static final float[] FLOOR = {0.17f, 0.162f, 0.155f};
    private static final float[] CEILING = {0.36f, 0.39f, 0.44f};
    private static final float[] BOX = {2.3f, 2.2f, 2.1f};
    private static final float[] STRIP = {1.2f, 1.4f, 1.7f};
    private static final float BLUR = 0.08f + 0.9f * 0.5f;
    private static final int STEPS = 48;

    private Studio() {}

    /**
     * The uniform of {@link StudioShader}: key light, its colour, nine coefficients that are ready to be multiplied with the
     * polynomials (constants of the basis and of the cosine convolution included); room for the lights of the scene.
     */
    static float[] lighting() {
        float[] lighting = new float[LIGHTS + MAX_LIGHTS * Fixtures.FLOATS];
        System.arraycopy(KEY, 0, lighting, 0, 3);
        System.arraycopy(KEY_COLOR, 0, lighting, 4, 3);
        double[] basis = new double[9];
        double[] sums = new double[27];
        for (int i = 0; i < STEPS; i++) {
            double y = 2 * (i + 0.5) / STEPS - 1;
            double ring = Math.sqrt(1 - y * y);
            for (int j = 0; j < 2 * STEPS; j++) {
                double around = Math.PI * (j + 0.5) / STEPS;
                add(ring * Math.cos(around), y, ring * Math.sin(around), basis, sums);
            }
        }
        double solidAngle = 4 * Math.PI / (2.0 * STEPS * STEPS);
        // Constants of the real basis squared, times pi, 2 pi / 3 and pi / 4 for bands 0, 1 and 2.
        double[] factors = {
            0.282095 * 0.282095 * Math.PI,
            0.488603 * 0.488603 * 2 * Math.PI / 3,
            0.488603 * 0.488603 * 2 * Math.PI / 3,
            0.488603 * 0.488603 * 2 * Math.PI / 3,
            1.092548 * 1.092548 * Math.PI / 4,
            1.092548 * 1.092548 * Math.PI / 4,
            0.315392 * 0.315392 * Math.PI / 4,
            1.092548 * 1.092548 * Math.PI / 4,
            0.546274 * 0.546274 * Math.PI / 4
        };
        for (int k = 0; k < 9; k++) {
            for (int channel = 0; channel < 3; channel++) {
                lighting[8 + 4 * k + channel] = (float) (sums[3 * k + channel] * factors[k] * solidAngle);
            }
        }
        return lighting;
    }

    private static void add(double x, double y, double z, double[] basis, double[] sums) {
        basis[0] = 1;
        basis[1] = y;
        basis[2] = z;
        basis[3] = x;
        basis[4] = x * y;
        basis[5] = y * z;
        basis[6] = 3 * z * z - 1;
        basis[7] = x * z;
        basis[8] = x * x - y * y;
        double sky = smoothstep(-BLUR, BLUR + 0.35, y);
        double box = smoothstep(0.86 - BLUR * 0.35, 0.86 + BLUR * 0.175, -0.42 * x + 0.80 * y + 0.42 * z) / 1.8;
        double strip = smoothstep(0.93 - BLUR * 0.30, 0.93 + BLUR * 0.15, 0.80 * x + 0.28 * y - 0.53 * z) / 1.8;
        for (int channel = 0; channel < 3; channel++) {
            double radiance = FLOOR[channel]
                    + (CEILING[channel] - FLOOR[channel]) * sky
                    + BOX[channel] * box
                    + STRIP[channel] * strip;
            for (int k = 0; k < 9; k++) {
                sums[3 * k + channel] += radiance * basis[k];
            }
        }
    }

    private static double smoothstep(double from, double to, double x) {
        double t = Math.max(0, Math.min(1, (x - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }

    private static float[] normalized(float x, float y, float z) {
        float f = 1 / (float) Math.sqrt(x * x + y * y + z * z);
        return new float[] {x * f, y * f, z * f};
    }
}
