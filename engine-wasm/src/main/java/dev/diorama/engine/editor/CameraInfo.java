package dev.diorama.engine.editor;

/**
 * Where the camera is, as it is drawn, and where it turns to.
 *
 * @param yaw around +Y, 0 looking along -Z
 * @param pitch above the ground, at most a quarter turn
 * @param goalYaw what {@code yaw} eases to
 * @param goalPitch what {@code pitch} eases to
 * @param distance from the eye to the target
 */
public record CameraInfo(
        float yaw, float pitch, float goalYaw, float goalPitch, float distance, Vec3 target, boolean orthographic) {}
