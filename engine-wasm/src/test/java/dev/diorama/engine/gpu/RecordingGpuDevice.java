package dev.diorama.engine.gpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device that draws nothing and remembers every call: as text while {@link #recording}, always as counts. What a call allocates
 * here is not the caller's doing, so switch recording off to measure that.
 */
public final class RecordingGpuDevice implements GpuDevice {
    /** By the number of layers. */
    private static final String[] DISPATCHES = {
        "", "dispatchWorkgroups", "dispatchWorkgroups of 2 layers", "dispatchWorkgroups of 3 layers"
    };

    /** Calls as text, in order, while {@link #recording}. */
    public final List<String> calls = new ArrayList<>();

    public boolean recording = true;
    /** Number of calls. */
    public int count;

    /** Number of draw calls. */
    public int draws;

    /** Bytes written to buffers. */
    public long bytes;

    /** Bytes of the largest buffer so far. */
    public int largestBuffer;

    /** What the clock says. */
    public double clock;

    /** What {@link #readBuffer} answers with, as soon as {@link #answerReads} is called. */
    public byte @Nullable [] answer;

    /** What bundles execute, by label. */
    public final Map<String, List<String>> bundles = new HashMap<>();

    /** Words written to buffers, by label, while recording. */
    public final List<Write> writes = new ArrayList<>();

    private final List<Runnable> reads = new ArrayList<>();
    private final Encoder encoder = new Encoder();
    private @Nullable Bundle recorded;
    private final CallCounter counter = new CallCounter();
    private final Handle canvas = new Handle("canvas");
    private GpuLimits limits = GpuLimits.DEFAULT;

    /** One write, with a copy of what was written. */
    public static final class Write {
        private final String buffer;
        private final int byteOffset;
        private final int[] words;

        Write(String buffer, int byteOffset, int[] words) {
            this.buffer = buffer;
            this.byteOffset = byteOffset;
            this.words = words;
        }

        public String buffer() {
            return buffer;
        }

        public int byteOffset() {
            return byteOffset;
        }

        public int[] words() {
            return words;
        }
    }

    public void limits(GpuLimits newLimits) {
        limits = newLimits;
    }

    /** Forgets what was recorded. */
    public void reset() {
        calls.clear();
        writes.clear();
        count = 0;
        draws = 0;
        bytes = 0;
    }

    /** Completes the reads that are under way. */
    public void answerReads() {
        List<Runnable> now = List.copyOf(reads);
        reads.clear();
        now.forEach(Runnable::run);
    }

    private <T> T made(String what, T result) {
        call(what);
        return result;
    }

    private void drawn() {
        if (recorded == null) {
            draws++;
            counter.drawn();
        } else {
            recorded.draws++;
        }
    }

    private void call(String name) {
        count++;
        counter.call();
        note(name);
    }

    private void note(String name) {
        if (recording) {
            calls.add(name);
            if (recorded != null) {
                recorded.calls.add(name);
            }
        }
    }

    private void call(String name, String label) {
        count++;
        counter.call();
        if (recording) {
            note(name + " " + label);
        }
    }

    @Override
    public GpuLimits limits() {
        return limits;
    }

    @Override
    public CallCounter counter() {
        return counter;
    }

    @Override
    public TextureFormat canvasFormat() {
        return TextureFormat.RGBA8_UNORM;
    }

    @Override
    public double now() {
        return clock++;
    }

    @Override
    public GpuQuerySet createTimes(String label, int count) {
        return made("createQuerySet " + label, new Handle(label));
    }

    @Override
    public GpuBuffer createBuffer(BufferDescriptor d) {
        largestBuffer = Math.max(largestBuffer, d.size());
        counter.held(d.size());
        return made("createBuffer " + d.label() + " size=" + d.size(), new Buffer(d.label(), d.size()));
    }

    @Override
    public GpuTexture createTexture(TextureDescriptor d) {
        counter.held(d.bytes());
        return made("createTexture " + d.label(), new Texture(d));
    }

    @Override
    public GpuTextureView createView(GpuTexture texture, String label) {
        return made("createView " + label, new Handle(label));
    }

    @Override
    public GpuSampler createSampler(SamplerDescriptor d) {
        return made("createSampler " + d.label(), new Handle(d.label()));
    }

    @Override
    public GpuShaderModule createShaderModule(String label, String wgsl) {
        return made("createShaderModule " + label, new Handle(label));
    }

    @Override
    public GpuBindGroupLayout createBindGroupLayout(BindGroupLayoutDescriptor d) {
        return made("createBindGroupLayout " + d.label(), new Handle(d.label()));
    }

    @Override
    public GpuPipelineLayout createPipelineLayout(String label, List<GpuBindGroupLayout> groups) {
        return made("createPipelineLayout " + label, new Handle(label));
    }

    @Override
    public GpuBindGroup createBindGroup(BindGroupDescriptor d) {
        return made("createBindGroup " + d.label(), new Handle(d.label()));
    }

    @Override
    public GpuRenderPipeline createRenderPipeline(RenderPipelineDescriptor d) {
        return made("createRenderPipeline " + d.label(), new Handle(d.label()));
    }

    @Override
    public GpuComputePipeline createComputePipeline(ComputePipelineDescriptor d) {
        return made("createComputePipeline " + d.label(), new Handle(d.label()));
    }

    @Override
    public RenderPassPlan planRenderPass(RenderPassDescriptor d) {
        return new Plan(d.label());
    }

    @Override
    public GpuRenderBundle planBundle(
            String label, List<TextureFormat> colors, @Nullable TextureFormat depth, int samples) {
        return new Bundle(label);
    }

    @Override
    public GpuRenderPass record(GpuRenderBundle bundle) {
        Bundle to = (Bundle) bundle;
        call("createRenderBundleEncoder", to.label);
        to.calls.clear();
        to.draws = 0;
        bundles.put(to.label, to.calls);
        recorded = to;
        return encoder;
    }

    @Override
    public ComputePassPlan planComputePass(String label) {
        return new Plan(label);
    }

    @Override
    public void writeBuffer(GpuBuffer buffer, int byteOffset, float[] data, int from, int count) {
        check(buffer, byteOffset, data.length, from, count);
        if (recording) {
            int[] words = new int[count];
            for (int i = 0; i < count; i++) {
                words[i] = Float.floatToRawIntBits(data[from + i]);
            }
            writes.add(new Write(buffer.label(), byteOffset, words));
        }
    }

    @Override
    public void writeBuffer(GpuBuffer buffer, int byteOffset, int[] data, int from, int count) {
        check(buffer, byteOffset, data.length, from, count);
        if (recording) {
            int[] words = new int[count];
            System.arraycopy(data, from, words, 0, count);
            writes.add(new Write(buffer.label(), byteOffset, words));
        }
    }

    private void check(GpuBuffer buffer, int byteOffset, int length, int from, int count) {
        if (count <= 0 || from < 0 || from + count > length || byteOffset + 4 * count > buffer.size()) {
            throw new IllegalArgumentException("writeBuffer out of range: " + buffer.label() + " offset=" + byteOffset
                    + " from=" + from + " count=" + count + " size=" + buffer.size());
        }
        bytes += 4L * count;
        counter.written(count);
        call("writeBuffer", buffer.label());
    }

    @Override
    public GpuTextureView acquireCanvas() {
        call("getCurrentTexture");
        return canvas;
    }

    @Override
    public GpuCommandEncoder createCommandEncoder() {
        call("createCommandEncoder");
        return encoder;
    }

    @Override
    public void submit(GpuCommandEncoder finished) {
        call("submit");
    }

    @Override
    public void readBuffer(GpuBuffer buffer, int byteOffset, int byteCount, ReadCallback callback) {
        count += 2;
        counter.call(2);
        call("readBuffer", buffer.label());
        reads.add(() -> {
            byte[] bytes = answer;
            callback.read(bytes == null ? new byte[byteCount] : bytes.clone());
        });
    }

    private static final class Plan implements RenderPassPlan, ComputePassPlan {
        private final String label;

        Plan(String label) {
            this.label = label;
        }

        @Override
        public void time(GpuQuerySet times, int at) {}

        @Override
        public void setColorView(int index, GpuTextureView view) {}

        @Override
        public void setClearColor(int index, double r, double g, double b, double a) {}
    }

    private static final class Bundle implements GpuRenderBundle {
        private final String label;
        private final List<String> calls = new ArrayList<>();
        private int draws;

        Bundle(String label) {
            this.label = label;
        }
    }

    private static class Handle
            implements GpuTextureView,
                    GpuSampler,
                    GpuShaderModule,
                    GpuBindGroupLayout,
                    GpuPipelineLayout,
                    GpuBindGroup,
                    GpuQuerySet,
                    GpuRenderPipeline,
                    GpuComputePipeline {
        private final String label;

        Handle(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    private final class Buffer implements GpuBuffer {
        private final String label;
        private final int size;

        Buffer(String label, int size) {
            this.label = label;
            this.size = size;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void destroy() {
            counter.held(-size);
            call("destroy", label);
        }
    }

    private final class Texture implements GpuTexture {
        private final TextureDescriptor made;

        Texture(TextureDescriptor made) {
            this.made = made;
        }

        @Override
        public String label() {
            return made.label();
        }

        @Override
        public int width() {
            return made.width();
        }

        @Override
        public int height() {
            return made.height();
        }

        @Override
        public void destroy() {
            counter.held(-made.bytes());
            call("destroy", made.label());
        }
    }

    private final class Encoder implements GpuCommandEncoder, GpuRenderPass, GpuComputePass {
        @Override
        public GpuRenderPass beginRenderPass(RenderPassPlan plan) {
            call("beginRenderPass", ((Plan) plan).label);
            return this;
        }

        @Override
        public GpuComputePass beginComputePass(ComputePassPlan plan) {
            call("beginComputePass", ((Plan) plan).label);
            return this;
        }

        @Override
        public void copyTextureToBuffer(
                GpuTexture source,
                int x,
                int y,
                int width,
                int height,
                GpuBuffer target,
                int byteOffset,
                int bytesPerRow) {
            call("copyTextureToBuffer", source.label());
        }

        @Override
        public void copyBufferToBuffer(
                GpuBuffer source, int sourceOffset, GpuBuffer target, int targetOffset, int byteCount) {
            call("copyBufferToBuffer", source.label());
        }

        @Override
        public void resolveTimes(GpuQuerySet times, int count, GpuBuffer target) {
            call("resolveQuerySet", times.label());
        }

        @Override
        public void finish() {
            call("finish");
        }

        @Override
        public void setPipeline(GpuRenderPipeline pipeline) {
            call("setPipeline", pipeline.label());
        }

        @Override
        public void setPipeline(GpuComputePipeline pipeline) {
            call("setPipeline", pipeline.label());
        }

        @Override
        public void setBindGroup(int index, GpuBindGroup group) {
            call("setBindGroup", group.label());
        }

        @Override
        public void setVertexBuffer(int slot, GpuBuffer buffer) {
            call("setVertexBuffer", buffer.label());
        }

        @Override
        public void setIndexBuffer(GpuBuffer buffer) {
            call("setIndexBuffer", buffer.label());
        }

        @Override
        public void draw(int vertexCount, int instanceCount, int firstVertex, int firstInstance) {
            drawn();
            call("draw");
        }

        @Override
        public void drawIndexed(int indexCount, int instanceCount, int firstIndex, int baseVertex, int firstInstance) {
            drawn();
            call("drawIndexed");
        }

        @Override
        public void drawIndirect(GpuBuffer arguments, int byteOffset) {
            drawn();
            call("drawIndirect");
        }

        @Override
        public void drawIndexedIndirect(GpuBuffer arguments, int byteOffset) {
            drawn();
            call("drawIndexedIndirect");
        }

        @Override
        public void dispatchWorkgroups(int x, int y, int z) {
            call(DISPATCHES[z]);
        }

        @Override
        public void execute(GpuRenderBundle bundle) {
            Bundle executed = (Bundle) bundle;
            draws += executed.draws;
            counter.drawn(executed.draws);
            call("executeBundles", executed.label);
        }

        @Override
        public void end() {
            // Of a bundle's encoder it is called finish.
            boolean bundle = recorded != null;
            recorded = null;
            call(bundle ? "finish" : "end");
        }
    }
}
