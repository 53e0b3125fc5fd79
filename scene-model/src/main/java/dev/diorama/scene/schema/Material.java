package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a surface looks: glTF's metallic-roughness model. Nodes share a material by its id; each property is a register of its own.
 *
 * @param color base colour, linear
 * @param opacity alpha of the base colour, 0 to 1
 * @param metallic 0 to 1
 * @param roughness 0 to 1
 * @param emissive emitted colour, linear
 * @param emissiveStrength factor of the emitted colour, 0 to 1e6
 * @param alphaMode what opacity means
 * @param alphaCutoff opacity from which a masked surface is there
 * @param doubleSided whether the back is drawn
 * @param textures images, each multiplied with its value
 */
public record Material(
        String name,
        Rgb color,
        float opacity,
        float metallic,
        float roughness,
        Rgb emissive,
        float emissiveStrength,
        AlphaMode alphaMode,
        float alphaCutoff,
        boolean doubleSided,
        Map<TextureSlot, Texture> textures) {

    /** What a node without a material, or with one that isn't there, has. */
    public static final Material DEFAULT = new Material(
            "Material",
            new Rgb(0.8f, 0.8f, 0.8f),
            1,
            0,
            0.5f,
            new Rgb(0, 0, 0),
            1,
            AlphaMode.OPAQUE,
            0.5f,
            false,
            Map.of());

    static final float MAX_STRENGTH = 1e6f;
    static final String COLOR = "color";
    static final String OPACITY = "opacity";
    static final String METALLIC = "metallic";
    static final String ROUGHNESS = "roughness";
    static final String EMISSIVE = "emissive";
    static final String STRENGTH = "emissiveStrength";
    static final String ALPHA = "alpha";
    static final String CUTOFF = "cutoff";
    private static final String DOUBLE_SIDED = "doubleSided";

    /** Copies the map. */
    public Material {
        // TeaVM's copy of an empty map traps when it is asked.
        textures = textures.isEmpty() ? Map.of() : Map.copyOf(textures);
    }

    /** The same with another name. */
    public Material withName(String newName) {
        return new Material(
                newName,
                color,
                opacity,
                metallic,
                roughness,
                emissive,
                emissiveStrength,
                alphaMode,
                alphaCutoff,
                doubleSided,
                textures);
    }

    /** The same with another base colour. */
    public Material withColor(Rgb newColor) {
        return new Material(
                name,
                newColor,
                opacity,
                metallic,
                roughness,
                emissive,
                emissiveStrength,
                alphaMode,
                alphaCutoff,
                doubleSided,
                textures);
    }

    /** The same with another metalness and roughness. */
    public Material withSurface(float newMetallic, float newRoughness) {
        return new Material(
                name,
                color,
                opacity,
                newMetallic,
                newRoughness,
                emissive,
                emissiveStrength,
                alphaMode,
                alphaCutoff,
                doubleSided,
                textures);
    }

    /** The same with other images. */
    public Material withTextures(Map<TextureSlot, Texture> newTextures) {
        return new Material(
                name,
                color,
                opacity,
                metallic,
                roughness,
                emissive,
                emissiveStrength,
                alphaMode,
                alphaCutoff,
                doubleSided,
                newTextures);
    }

    static Material read(Registers registers) {
        Material or = DEFAULT;
        Map<TextureSlot, Texture> textures = new EnumMap<>(TextureSlot.class);
        for (TextureSlot slot : TextureSlot.values()) {
            Texture texture = Texture.read(registers.get(slot.key()));
            if (texture != null) {
                textures.put(slot, texture);
            }
        }
        return new Material(
                NodeReader.name(registers.get(SchemaKeys.NAME), or.name),
                ValueReader.color(registers.get(COLOR), or.color),
                ValueReader.number(registers.get(OPACITY), or.opacity, 0, 1),
                ValueReader.number(registers.get(METALLIC), or.metallic, 0, 1),
                ValueReader.number(registers.get(ROUGHNESS), or.roughness, 0, 1),
                ValueReader.color(registers.get(EMISSIVE), or.emissive),
                ValueReader.number(registers.get(STRENGTH), or.emissiveStrength, 0, MAX_STRENGTH),
                AlphaMode.ofWireName(ValueReader.text(registers.get(ALPHA), "", 32)),
                ValueReader.number(registers.get(CUTOFF), or.alphaCutoff, 0, 1),
                ValueReader.truth(registers.get(DOUBLE_SIDED), or.doubleSided),
                textures);
    }

    /** All registers as they are written; a texture that isn't there is null. */
    Map<String, @Nullable AnyValue> checkedRegisters() throws InvalidEditException {
        Map<String, @Nullable AnyValue> registers = new LinkedHashMap<>();
        EditRules.color(color);
        EditRules.color(emissive);
        registers.put(SchemaKeys.NAME, AnyValue.of(EditRules.name(name)));
        registers.put(COLOR, AnyValue.of(color.r(), color.g(), color.b()));
        registers.put(OPACITY, AnyValue.of((double) EditRules.inRange(OPACITY, opacity, 0, 1)));
        registers.put(METALLIC, AnyValue.of((double) EditRules.inRange(METALLIC, metallic, 0, 1)));
        registers.put(ROUGHNESS, AnyValue.of((double) EditRules.inRange(ROUGHNESS, roughness, 0, 1)));
        registers.put(EMISSIVE, AnyValue.of(emissive.r(), emissive.g(), emissive.b()));
        registers.put(STRENGTH, AnyValue.of((double)
                EditRules.inRange("emissive strength", emissiveStrength, 0, MAX_STRENGTH)));
        registers.put(ALPHA, AnyValue.of(alphaMode.wireName));
        registers.put(CUTOFF, AnyValue.of((double) EditRules.inRange("alpha cutoff", alphaCutoff, 0, 1)));
        registers.put(DOUBLE_SIDED, AnyValue.of(doubleSided));
        for (TextureSlot slot : TextureSlot.values()) {
            Texture texture = textures.get(slot);
            registers.put(slot.key(), texture == null ? null : texture.checked().write());
        }
        return registers;
    }

    /** What a surface's opacity means. */
    public enum AlphaMode {
        /** Nothing. */
        OPAQUE("opaque"),
        /** There, or not. */
        MASK("mask"),
        /** How much of what is behind shows. */
        BLEND("blend");

        private static final AlphaMode[] ALL = values();

        private final String wireName;

        AlphaMode(String wireName) {
            this.wireName = wireName;
        }

        static AlphaMode ofWireName(String name) {
            for (AlphaMode mode : ALL) {
                if (mode.wireName.equals(name)) {
                    return mode;
                }
            }
            return OPAQUE;
        }
    }
}
