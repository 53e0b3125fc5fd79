package dev.diorama.engine.webgpu;

/** Resources bound together. See <a href="https://www.w3.org/TR/webgpu/#gpubindgroup">GPUBindGroup</a>. */
public interface GPUBindGroup extends GPUObjectBase {}
