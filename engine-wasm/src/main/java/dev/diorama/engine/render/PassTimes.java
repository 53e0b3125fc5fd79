package dev.diorama.engine.render;

/**
 * What the passes of a frame took on the GPU, in milliseconds; browsers may round to tenths.
 *
 * @param update what changed, and what is in view; 0 when it was not found out again
 * @param shadow 0 when the shadow map was not drawn again
 * @param scene all objects and the gizmo
 * @param composite grid, outlines and tone
 */
public record PassTimes(float update, float shadow, float scene, float composite) {}
