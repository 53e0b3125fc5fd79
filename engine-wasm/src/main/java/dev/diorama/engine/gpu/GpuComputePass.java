package dev.diorama.engine.gpu;

/** Commands of one compute pass. */
public interface GpuComputePass {
    void setPipeline(GpuComputePipeline pipeline);

    void setBindGroup(int index, GpuBindGroup group);

    void dispatchWorkgroups(int x, int y, int z);

    void end();
}
