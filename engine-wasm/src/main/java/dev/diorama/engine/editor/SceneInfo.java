package dev.diorama.engine.editor;

/** The scene as a whole; the background is linear, 0 to 1. */
public record SceneInfo(String name, float red, float green, float blue, int nodes) {}
