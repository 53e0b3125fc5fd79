package dev.diorama.engine.render;

import dev.diorama.bindgen.WebName;
import dev.diorama.bindgen.WebNumber;
import dev.diorama.bindgen.WebTimed;

/**
 * Counters of the renderer.
 *
 * @param frames that drew something; frames in which nothing changed are not drawn and not counted
 * @param gpuCalls WebGPU calls so far
 * @param gpuCallsLastFrame WebGPU calls of the last frame drawn
 * @param drawCalls of the last frame drawn
 * @param bytesLastFrame written to buffers in the last frame drawn
 * @param objects drawn in the last frame
 */
@WebName("Stats")
@WebTimed(method = "renderFrame", component = "cpuMs", doc = "Processor time of the last frame, in milliseconds.")
public record FrameStats(
        @WebNumber long frames,
        @WebNumber long gpuCalls,
        int gpuCallsLastFrame,
        int drawCalls,
        int bytesLastFrame,
        int objects) {}
