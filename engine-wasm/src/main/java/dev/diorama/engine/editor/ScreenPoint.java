package dev.diorama.engine.editor;

/** A point of the canvas in device pixels, from the top left. */
public record ScreenPoint(float x, float y) {}
