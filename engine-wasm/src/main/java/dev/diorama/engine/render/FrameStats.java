package dev.diorama.engine.render;

/**
 * What frames cost.
 *
 * @param frames drawn so far; frames in which nothing changed are not drawn and not counted
 * @param gpuCalls WebGPU calls so far
 * @param gpuCallsLastFrame WebGPU calls of the last frame drawn
 * @param drawCalls of the last frame drawn
 * @param bytesLastFrame written to buffers in the last frame drawn
 * @param objects drawn in the last frame
 */
public record FrameStats(
        long frames, long gpuCalls, int gpuCallsLastFrame, int drawCalls, int bytesLastFrame, int objects) {}
