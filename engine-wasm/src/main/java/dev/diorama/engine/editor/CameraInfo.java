package dev.diorama.engine.editor;

/**
 * Where the camera is, as it is drawn.
 *
 * @param yaw around +Y, 0 looking along -Z
 * @param pitch above the ground, at most a quarter turn
 * @param distance from the eye to the target
 */
public record CameraInfo(float yaw, float pitch, float distance, Vec3 target, boolean orthographic) {}
