package dev.diorama.engine.render;

/**
 * What a frame took on the CPU, in milliseconds.
 *
 * @param scene camera, gizmo, outlines, and the world transforms of what changed
 * @param upload what changed, to the GPU
 * @param encode the passes and their submission
 */
public record FrameTimes(float scene, float upload, float encode) {}
