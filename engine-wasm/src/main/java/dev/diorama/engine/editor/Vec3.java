package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebTuple;

/** Three numbers: a place, a size, a colour. */
@WebTuple
public record Vec3(float x, float y, float z) {}
