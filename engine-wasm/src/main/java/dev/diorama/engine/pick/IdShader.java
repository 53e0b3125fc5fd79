package dev.diorama.engine.pick;

/** WGSL that reads the id and depth targets, multisampled or not. */
public final class IdShader {
    private IdShader() {}

    /** Declares the targets at two bindings from {@code binding} on, with {@code idAt} and {@code depthAt}. */
    public static String source(int group, int binding, int samples) {
        String at = "@group(" + group + ") @binding(";
        boolean many = samples > 1;
        return at + binding + ") var ids: " + (many ? "texture_multisampled_2d<u32>;\n" : "texture_2d<u32>;\n")
                + at + (binding + 1) + ") var depths: "
                + (many ? "texture_depth_multisampled_2d;\n" : "texture_depth_2d;\n")
                + "const MANY = " + (many ? 1 : 0) + ";\n"
                + """
                fn idAt(pixel: vec2i, part: i32) -> u32 {
                  let words = textureLoad(ids, pixel, MANY * part).xy;
                  return words.x | (words.y << 16u);
                }
                fn depthAt(pixel: vec2i, part: i32) -> f32 { return textureLoad(depths, pixel, MANY * part); }
                """;
    }
}
