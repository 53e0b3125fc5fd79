package dev.diorama.engine.webgpu;

import dev.diorama.engine.gpu.CallCounter;
import dev.diorama.engine.gpu.ComputePassPlan;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuCommandEncoder;
import dev.diorama.engine.gpu.GpuComputePass;
import dev.diorama.engine.gpu.GpuComputePipeline;
import dev.diorama.engine.gpu.GpuQuerySet;
import dev.diorama.engine.gpu.GpuRenderBundle;
import dev.diorama.engine.gpu.GpuRenderPass;
import dev.diorama.engine.gpu.GpuRenderPipeline;
import dev.diorama.engine.gpu.GpuTexture;
import dev.diorama.engine.gpu.RenderPassPlan;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** The one command encoder of a device, its two passes and what records bundles, used again for every recording. */
final class WebGpuCommandEncoder implements GpuCommandEncoder {
    private final CallCounter counter;
    private final RenderPass renderPass = new RenderPass();
    private final BundleRecorder bundles = new BundleRecorder();
    private final ComputePass computePass = new ComputePass();
    private @Nullable GPUCommandEncoder encoder;
    private @Nullable GPUCommandBuffer commands;

    WebGpuCommandEncoder(CallCounter counter) {
        this.counter = counter;
    }

    GpuRenderPass record(Resources.Bundle bundle, GPURenderBundleEncoder recording) {
        bundles.encoder = recording;
        bundles.pass = (GPURenderPassEncoder) (JSObject) recording;
        bundles.bundle = bundle;
        bundle.draws = 0;
        return bundles;
    }

    void begin(GPUCommandEncoder recording) {
        encoder = recording;
        commands = null;
    }

    GPUCommandBuffer takeCommands() {
        GPUCommandBuffer finished = commands;
        if (finished == null) {
            throw new IllegalStateException("submit before finish");
        }
        commands = null;
        return finished;
    }

    /** What the next call is made of. */
    private GPUCommandEncoder recording() {
        counter.call();
        if (encoder == null) {
            throw new IllegalStateException("nothing is being recorded");
        }
        return encoder;
    }

    @Override
    public GpuRenderPass beginRenderPass(RenderPassPlan plan) {
        renderPass.pass = recording().beginRenderPass(((Resources.RenderPass) plan).descriptor());
        return renderPass;
    }

    @Override
    public GpuComputePass beginComputePass(ComputePassPlan plan) {
        computePass.pass = recording().beginComputePass(((Resources.ComputePass) plan).descriptor());
        return computePass;
    }

    @Override
    public void copyTextureToBuffer(
            GpuTexture source, int x, int y, int width, int height, GpuBuffer target, int byteOffset, int bytesPerRow) {
        recording()
                .copyTextureToBuffer(
                        new Dictionary()
                                .put("texture", ((Resources.Texture) source).object)
                                .put("origin", new Dictionary().put("x", x).put("y", y))
                                .object(),
                        new Dictionary()
                                .put("buffer", object(target))
                                .put("offset", byteOffset)
                                .put("bytesPerRow", bytesPerRow)
                                .object(),
                        new Dictionary()
                                .put("width", width)
                                .put("height", height)
                                .object());
    }

    @Override
    public void copyBufferToBuffer(
            GpuBuffer source, int sourceOffset, GpuBuffer target, int targetOffset, int byteCount) {
        recording().copyBufferToBuffer(object(source), sourceOffset, object(target), targetOffset, byteCount);
    }

    @Override
    public void resolveTimes(GpuQuerySet times, int count, GpuBuffer target) {
        recording().resolveQuerySet(((Resources.QuerySet) times).object, 0, count, object(target), 0);
    }

    @Override
    public void finish() {
        commands = recording().finish();
        encoder = null;
    }

    private static GPUBuffer object(GpuBuffer buffer) {
        return ((Resources.Buffer) buffer).object;
    }

    private class RenderPass implements GpuRenderPass {
        @Nullable GPURenderPassEncoder pass;

        GPURenderPassEncoder open() {
            counter.call();
            if (pass == null) {
                throw new IllegalStateException("no render pass is open");
            }
            return pass;
        }

        GPURenderPassEncoder drawing() {
            counter.drawn();
            return open();
        }

        @Override
        public void setPipeline(GpuRenderPipeline pipeline) {
            open().setPipeline(((Resources.RenderPipeline) pipeline).object);
        }

        @Override
        public void setBindGroup(int index, GpuBindGroup group) {
            open().setBindGroup(index, ((Resources.BindGroup) group).object);
        }

        @Override
        public void setVertexBuffer(int slot, GpuBuffer buffer) {
            open().setVertexBuffer(slot, object(buffer));
        }

        @Override
        public void setIndexBuffer(GpuBuffer buffer) {
            open().setIndexBuffer(object(buffer), "uint32");
        }

        @Override
        public void draw(int vertexCount, int instanceCount, int firstVertex, int firstInstance) {
            drawing().draw(vertexCount, instanceCount, firstVertex, firstInstance);
        }

        @Override
        public void drawIndexed(int indexCount, int instanceCount, int firstIndex, int baseVertex, int firstInstance) {
            drawing().drawIndexed(indexCount, instanceCount, firstIndex, baseVertex, firstInstance);
        }

        @Override
        public void drawIndirect(GpuBuffer arguments, int byteOffset) {
            drawing().drawIndirect(object(arguments), byteOffset);
        }

        @Override
        public void drawIndexedIndirect(GpuBuffer arguments, int byteOffset) {
            drawing().drawIndexedIndirect(object(arguments), byteOffset);
        }

        @Override
        public void execute(GpuRenderBundle bundle) {
            Resources.Bundle recorded = (Resources.Bundle) bundle;
            counter.drawn(recorded.draws);
            open().executeBundles(recorded.recorded);
        }

        @Override
        public void end() {
            open().end();
            pass = null;
        }
    }

    /** A bundle's encoder has the methods of a pass, but for the last. */
    private final class BundleRecorder extends RenderPass {
        private @Nullable GPURenderBundleEncoder encoder;
        private Resources.@Nullable Bundle bundle;

        @Override
        GPURenderPassEncoder drawing() {
            if (bundle != null) {
                bundle.draws++;
            }
            return open();
        }

        @Override
        public void end() {
            counter.call();
            if (bundle != null && encoder != null) {
                bundle.recorded.set(0, encoder.finish());
            }
            pass = null;
        }
    }

    private final class ComputePass implements GpuComputePass {
        private @Nullable GPUComputePassEncoder pass;

        private GPUComputePassEncoder open() {
            counter.call();
            if (pass == null) {
                throw new IllegalStateException("no compute pass is open");
            }
            return pass;
        }

        @Override
        public void setPipeline(GpuComputePipeline pipeline) {
            open().setPipeline(((Resources.ComputePipeline) pipeline).object);
        }

        @Override
        public void setBindGroup(int index, GpuBindGroup group) {
            open().setBindGroup(index, ((Resources.BindGroup) group).object);
        }

        @Override
        public void dispatchWorkgroups(int x, int y, int z) {
            open().dispatchWorkgroups(x, y, z);
        }

        @Override
        public void end() {
            open().end();
            pass = null;
        }
    }
}
