package dev.diorama.engine.webgpu;

/** The bind groups that a pipeline takes. See <a href="https://www.w3.org/TR/webgpu/#gpupipelinelayout">GPUPipelineLayout</a>. */
public interface GPUPipelineLayout extends GPUObjectBase {}
