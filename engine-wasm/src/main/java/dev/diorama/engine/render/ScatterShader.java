package dev.diorama.engine.render;

/** Spreads changed records to their slots: one upload and one dispatch, however many there are and wherever they go. */
final class ScatterShader {
    /** Entries per workgroup. */
    static final int GROUP = 64;

    /** Words before the entries: how many there are. */
    static final int HEADER_WORDS = 4;

    /** Words of an entry: the slot and its record. */
    static final int ENTRY_WORDS = 17;

    static final String SOURCE = """
            @group(0) @binding(0) var<storage, read> changes: array<u32>;
            @group(0) @binding(1) var<storage, read_write> records: array<u32>;

            @compute @workgroup_size(64)
            fn main(@builtin(global_invocation_id) id: vec3u) {
              if (id.x >= changes[0]) { return; }
              let entry = 4u + id.x * 17u;
              let to = changes[entry] * 16u;
              for (var i = 0u; i < 16u; i++) { records[to + i] = changes[entry + 1u + i]; }
            }
            """;

    private ScatterShader() {}
}
