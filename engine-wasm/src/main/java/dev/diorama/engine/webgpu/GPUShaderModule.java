package dev.diorama.engine.webgpu;

/** Compiled WGSL. See <a href="https://www.w3.org/TR/webgpu/#gpushadermodule">GPUShaderModule</a>. */
public interface GPUShaderModule extends GPUObjectBase {}
