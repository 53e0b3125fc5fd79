package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebTuple;

/** A point of the canvas in device pixels, from the top left. */
@WebTuple
public record ScreenPoint(float x, float y) {}
