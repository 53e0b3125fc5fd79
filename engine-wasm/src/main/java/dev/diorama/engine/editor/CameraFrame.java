package dev.diorama.engine.editor;

/**
 * What of the canvas is in the picture of the camera node that is looked through, in device pixels from the top left.
 *
 * @param node id of the camera
 */
public record CameraFrame(String node, float x, float y, float width, float height) {}
