package dev.diorama.engine.editor;

/**
 * Where the camera is.
 *
 * @param yaw around +Y, 0 looking along -Z
 * @param pitch above the ground
 * @param distance from the eye to the target
 */
public record CameraInfo(
        float yaw, float pitch, float distance, float targetX, float targetY, float targetZ, boolean orthographic) {}
