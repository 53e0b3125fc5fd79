package dev.diorama.engine.render;

import dev.diorama.bindgen.WebName;
import dev.diorama.bindgen.WebNumber;
import dev.diorama.bindgen.WebTimed;
import org.jspecify.annotations.Nullable;

/**
 * Counters of the renderer.
 *
 * @param frames that drew something; frames in which nothing changed are not drawn and not counted
 * @param gpuCalls WebGPU calls so far
 * @param gpuCallsLastFrame WebGPU calls of the last frame drawn
 * @param drawCalls of the last frame drawn
 * @param bytesLastFrame written to buffers in the last frame drawn
 * @param objects in the scene, in view or not, without what is hidden
 * @param gpuMemory bytes of the buffers and textures that there are; what the driver and the canvas take is not in it
 * @param resolution pixels drawn for one of the canvas along each side, in the last frame drawn: 1; 0.5 while something moves, where the browser draws in
 * software
 * @param cpu what the last frame drawn took, by phase
 * @param drawn of the last frame that was measured: the one drawn after statistics were asked for; null before there is one
 * @param gpu of the same frame; null also where the device cannot time passes
 */
@WebName("Stats")
@WebTimed(method = "renderFrame", component = "cpuMs", doc = "Processor time of the last frame, in milliseconds.")
public record FrameStats(
        @WebNumber long frames,
        @WebNumber long gpuCalls,
        int gpuCallsLastFrame,
        int drawCalls,
        int bytesLastFrame,
        int objects,
        @WebNumber long gpuMemory,
        float resolution,
        FrameTimes cpu,
        @Nullable DrawnStats drawn,
        @Nullable PassTimes gpu) {}
