package dev.diorama.engine.render;

/** What all shaders know: the frame uniform, the lighting, an object's record. */
final class FrameShader {
    /** Floats in the frame uniform, 512 bytes. */
    static final int FRAME_FLOATS = 128;

    static final int VIEW_PROJECTION = 0;
    static final int INVERSE_VIEW_PROJECTION = 16;
    static final int EYE = 32;
    static final int VIEWPORT = 36;
    static final int BACKGROUND = 40;
    static final int GIZMO_ORIGIN = 44;
    static final int OVERLAY = 48;
    static final int SHADOW = 52;
    static final int SHADOW_BIAS = 68;
    static final int SCALE = 71;
    static final int GIZMO_TURN = 72;
    static final int MARQUEE = 76;
    static final int PALETTE = 80;

    static final String STRUCTS = """
            struct Frame {
              viewProjection: mat4x4f,
              inverseViewProjection: mat4x4f,
              eye: vec4f,            // world position, 1 without perspective
              viewport: vec4f,       // width, height, 1 / width, 1 / height
              background: vec4f,     // colour, 1 with the grid, -1 without anything
              gizmo: vec4f,          // world position, length of an axis
              overlay: vec4f,        // highlighted gizmo handle, radius of outlines in pixels or 0, pixels per metre at 1 m, what to show
              shadow: mat4x4f,       // world to shadow map
              shadowBias: vec4f,     // texel in metres, darkness on the ground, texel in depth; pixels of the canvas in one drawn, along a side
              gizmoTurn: vec4f,      // quaternion of its axes
              marquee: vec4f,        // a rectangle in pixels: left, top, right, bottom; left < 0 for none
              palette: array<vec4f, 12>,
            }
            struct Object {
              row0: vec4f, row1: vec4f, row2: vec4f,
              shape: u32,            // segments, sides << 16; 0 for the unit mesh
              flags: u32,            // outline, 0x100 mirrored, thickness << 16
              mesh: u32,             // mesh, material << 8
              radius: f32,
            }
            """;

    /** For shaders that draw objects. */
    static final String SKIN = """
            // A vertex of a torus or a capsule is on its line, and as far off as the object is thick; others stay where they are.
            fn skin(o: Object, position: vec3f, normal: vec3f) -> vec4f {
              return vec4f(mix(position, 0.5 * normal, f32(o.flags >> 16u) / 65535), 1);
            }
            """;

    /** For shaders that have {@code frame}. */
    static final String EYE_DIRECTION = """
            // Towards the eye; without perspective the same everywhere.
            fn towardsEye(at: vec3f) -> vec3f {
              let m = transpose(frame.viewProjection);
              return normalize(select(frame.eye.xyz - at, m[2].xyz, frame.eye.w != 0));
            }
            """;

    private FrameShader() {}
}
