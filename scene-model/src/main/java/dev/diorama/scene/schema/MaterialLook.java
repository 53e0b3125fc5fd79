package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Map;

/** A material as numbers, for programs that draw and know no images; cheaper in code than {@link Material}, with the same defaults. */
public final class MaterialLook {
    private static final float GREY = 0.8f;

    private MaterialLook() {}

    /**
     * Reads registers, see {@link SceneEntries#materialValues}.
     *
     * @param dest from {@code at} on: 0 to 3 linear colour and opacity (1 unless it means something, 0 where a mask takes all away), 4 roughness, 5 metalness, 8 to 10 emitted colour times its
     * strength
     */
    public static void read(Map<String, AnyValue> values, float[] dest, int at) {
        Rgb color = ValueReader.color(values.get(Material.COLOR), new Rgb(GREY, GREY, GREY));
        dest[at] = color.r();
        dest[at + 1] = color.g();
        dest[at + 2] = color.b();
        String mode = ValueReader.text(values.get(Material.ALPHA), "", 32);
        float opacity = ValueReader.number(values.get(Material.OPACITY), 1, 0, 1);
        if (mode.equals("mask")) {
            opacity = opacity < ValueReader.number(values.get(Material.CUTOFF), 0.5f, 0, 1) ? 0 : 1;
        } else if (!mode.equals("blend")) {
            opacity = 1;
        }
        dest[at + 3] = opacity;
        dest[at + 4] = ValueReader.number(values.get(Material.ROUGHNESS), 0.5f, 0, 1);
        dest[at + 5] = ValueReader.number(values.get(Material.METALLIC), 0, 0, 1);
        float glow = ValueReader.number(values.get(Material.STRENGTH), 1, 0, Material.MAX_STRENGTH);
        Rgb emitted = ValueReader.color(values.get(Material.EMISSIVE), new Rgb(0, 0, 0));
        dest[at + 8] = glow * emitted.r();
        dest[at + 9] = glow * emitted.g();
        dest[at + 10] = glow * emitted.b();
    }
}
