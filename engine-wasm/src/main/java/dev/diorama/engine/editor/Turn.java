package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebTuple;

/** A rotation, as a unit quaternion. */
@WebTuple
public record Turn(float x, float y, float z, float w) {}
