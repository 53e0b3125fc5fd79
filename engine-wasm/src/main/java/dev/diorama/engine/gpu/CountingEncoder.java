package dev.diorama.engine.gpu;

import org.jspecify.annotations.Nullable;

/** The encoder of a {@link CountingDevice}, with its passes. */
final class CountingEncoder implements GpuCommandEncoder {
    private final CallCounter counter;
    private final RenderPass renderPass = new RenderPass();
    private final ComputePass computePass = new ComputePass();
    private @Nullable GpuCommandEncoder encoder;

    CountingEncoder(CallCounter counter) {
        this.counter = counter;
    }

    void wrap(GpuCommandEncoder wrapped) {
        encoder = wrapped;
    }

    GpuCommandEncoder unwrap() {
        return open(encoder);
    }

    private static <T> T open(@Nullable T object) {
        if (object == null) {
            throw new IllegalStateException("Not begun");
        }
        return object;
    }

    @Override
    public GpuRenderPass beginRenderPass(RenderPassPlan plan) {
        counter.call();
        renderPass.pass = unwrap().beginRenderPass(plan);
        return renderPass;
    }

    @Override
    public GpuComputePass beginComputePass(ComputePassPlan plan) {
        counter.call();
        computePass.pass = unwrap().beginComputePass(plan);
        return computePass;
    }

    @Override
    public void copyTextureToBuffer(
            GpuTexture source, int x, int y, int width, int height, GpuBuffer target, int byteOffset, int bytesPerRow) {
        counter.call();
        unwrap().copyTextureToBuffer(source, x, y, width, height, target, byteOffset, bytesPerRow);
    }

    @Override
    public void copyBufferToBuffer(
            GpuBuffer source, int sourceOffset, GpuBuffer target, int targetOffset, int byteCount) {
        counter.call();
        unwrap().copyBufferToBuffer(source, sourceOffset, target, targetOffset, byteCount);
    }

    @Override
    public void finish() {
        counter.call();
        unwrap().finish();
    }

    private final class RenderPass implements GpuRenderPass {
        private @Nullable GpuRenderPass pass;

        @Override
        public void setPipeline(GpuRenderPipeline pipeline) {
            counter.call();
            open(pass).setPipeline(pipeline);
        }

        @Override
        public void setBindGroup(int index, GpuBindGroup group) {
            counter.call();
            open(pass).setBindGroup(index, group);
        }

        @Override
        public void setVertexBuffer(int slot, GpuBuffer buffer) {
            counter.call();
            open(pass).setVertexBuffer(slot, buffer);
        }

        @Override
        public void setIndexBuffer(GpuBuffer buffer) {
            counter.call();
            open(pass).setIndexBuffer(buffer);
        }

        @Override
        public void draw(int vertexCount, int instanceCount, int firstVertex, int firstInstance) {
            counter.draw();
            open(pass).draw(vertexCount, instanceCount, firstVertex, firstInstance);
        }

        @Override
        public void drawIndexed(int indexCount, int instanceCount, int firstIndex, int baseVertex, int firstInstance) {
            counter.draw();
            open(pass).drawIndexed(indexCount, instanceCount, firstIndex, baseVertex, firstInstance);
        }

        @Override
        public void drawIndirect(GpuBuffer arguments, int byteOffset) {
            counter.draw();
            open(pass).drawIndirect(arguments, byteOffset);
        }

        @Override
        public void drawIndexedIndirect(GpuBuffer arguments, int byteOffset) {
            counter.draw();
            open(pass).drawIndexedIndirect(arguments, byteOffset);
        }

        @Override
        public void end() {
            counter.call();
            open(pass).end();
        }
    }

    private final class ComputePass implements GpuComputePass {
        private @Nullable GpuComputePass pass;

        @Override
        public void setPipeline(GpuComputePipeline pipeline) {
            counter.call();
            open(pass).setPipeline(pipeline);
        }

        @Override
        public void setBindGroup(int index, GpuBindGroup group) {
            counter.call();
            open(pass).setBindGroup(index, group);
        }

        @Override
        public void dispatchWorkgroups(int x, int y, int z) {
            counter.call();
            open(pass).dispatchWorkgroups(x, y, z);
        }

        @Override
        public void end() {
            counter.call();
            open(pass).end();
        }
    }
}
