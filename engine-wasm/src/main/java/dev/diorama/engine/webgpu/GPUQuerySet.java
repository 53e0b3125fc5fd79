package dev.diorama.engine.webgpu;

/** What passes note. See <a href="https://www.w3.org/TR/webgpu/#gpuqueryset">GPUQuerySet</a>. */
public interface GPUQuerySet extends GPUObjectBase {}
