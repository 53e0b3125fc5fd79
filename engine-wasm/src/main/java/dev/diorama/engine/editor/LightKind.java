package dev.diorama.engine.editor;

/** Kinds of light that can be added. */
public enum LightKind {
    DIRECTIONAL("directional", "Directional light", 200),
    POINT("point", "Point light", 400),
    SPOT("spot", "Spot light", 800);

    final String wireName;
    final String title;
    /** Lux or candela. */
    final double intensity;

    LightKind(String wireName, String title, double intensity) {
        this.wireName = wireName;
        this.title = title;
        this.intensity = intensity;
    }
}
