package dev.diorama.engine.webgpu;

/** Records dispatches. See <a href="https://www.w3.org/TR/webgpu/#gpucomputepassencoder">GPUComputePassEncoder</a>. */
public interface GPUComputePassEncoder extends GPUObjectBase {
    void setPipeline(GPUComputePipeline pipeline);

    void setBindGroup(int index, GPUBindGroup bindGroup);

    void dispatchWorkgroups(int workgroupCountX, int workgroupCountY, int workgroupCountZ);

    void end();
}
