package dev.diorama.engine.webgpu;

/** How a texture is sampled. See <a href="https://www.w3.org/TR/webgpu/#gpusampler">GPUSampler</a>. */
public interface GPUSampler extends GPUObjectBase {}
