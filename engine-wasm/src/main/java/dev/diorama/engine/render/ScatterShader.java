package dev.diorama.engine.render;

/** Spreads changed records to their slots: one dispatch, however many there are and wherever they go. They come behind the frame uniform. */
final class ScatterShader {
    /** Words before the entries: how many there are. */
    static final int HEADER_WORDS = 4;

    /** Words of an entry: the slot and its record. */
    static final int ENTRY_WORDS = 17;

    static final String SOURCE = "const CHANGES = " + FrameShader.FRAME_FLOATS + "u;\n" + """
            fn staged(at: u32) -> vec4f {
              return bitcast<vec4f>(vec4u(changes[at], changes[at + 1], changes[at + 2], changes[at + 3]));
            }

            fn scatter(entry: u32) {
              if (entry >= changes[CHANGES]) { return; }
              let at = CHANGES + 5 + entry * 17;
              objects[changes[at - 1]] = Object(
                staged(at), staged(at + 4), staged(at + 8),
                changes[at + 12], changes[at + 13], changes[at + 14], bitcast<f32>(changes[at + 15]));
            }
            """;

    private ScatterShader() {}
}
