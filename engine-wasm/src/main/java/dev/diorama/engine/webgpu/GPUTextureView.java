package dev.diorama.engine.webgpu;

/** A way to look at a texture. See <a href="https://www.w3.org/TR/webgpu/#gputextureview">GPUTextureView</a>. */
public interface GPUTextureView extends GPUObjectBase {}
