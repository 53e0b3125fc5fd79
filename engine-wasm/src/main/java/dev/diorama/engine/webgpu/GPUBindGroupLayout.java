package dev.diorama.engine.webgpu;

/** The shape of a bind group. See <a href="https://www.w3.org/TR/webgpu/#gpubindgrouplayout">GPUBindGroupLayout</a>. */
public interface GPUBindGroupLayout extends GPUObjectBase {}
