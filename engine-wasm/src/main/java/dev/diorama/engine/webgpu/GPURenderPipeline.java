package dev.diorama.engine.webgpu;

/** A pipeline that draws. See <a href="https://www.w3.org/TR/webgpu/#gpurenderpipeline">GPURenderPipeline</a>. */
public interface GPURenderPipeline extends GPUObjectBase {}
