package dev.diorama.engine.webgpu;

import dev.diorama.engine.gpu.CallCounter;
import dev.diorama.engine.gpu.ComputePassPlan;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuBindGroupLayout;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuComputePipeline;
import dev.diorama.engine.gpu.GpuPipelineLayout;
import dev.diorama.engine.gpu.GpuQuerySet;
import dev.diorama.engine.gpu.GpuRenderBundle;
import dev.diorama.engine.gpu.GpuRenderPipeline;
import dev.diorama.engine.gpu.GpuSampler;
import dev.diorama.engine.gpu.GpuShaderModule;
import dev.diorama.engine.gpu.GpuTexture;
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.RenderPassPlan;
import dev.diorama.engine.gpu.TextureDescriptor;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** The handles of the port: each holds the browser's object. */
final class Resources {
    private Resources() {}

    /** A browser object and its label. */
    abstract static class Labelled<T extends JSObject> {
        private final String label;
        T object;

        Labelled(String label, T object) {
            this.label = label;
            this.object = object;
        }

        public final String label() {
            return label;
        }
    }

    static final class Buffer extends Labelled<GPUBuffer> implements GpuBuffer {
        private final int size;
        private final CallCounter counter;

        Buffer(String label, GPUBuffer object, int size, CallCounter counter) {
            super(label, object);
            this.size = size;
            this.counter = counter;
            counter.held(size);
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void destroy() {
            counter.held(-size);
            object.destroy();
        }
    }

    static final class Texture extends Labelled<GPUTexture> implements GpuTexture {
        private final TextureDescriptor made;
        private final CallCounter counter;

        Texture(TextureDescriptor made, GPUTexture object, CallCounter counter) {
            super(made.label(), object);
            this.made = made;
            this.counter = counter;
            counter.held(made.bytes());
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
            object.destroy();
        }
    }

    static final class View extends Labelled<GPUTextureView> implements GpuTextureView {
        View(String label, GPUTextureView object) {
            super(label, object);
        }
    }

    static final class Sampler extends Labelled<GPUSampler> implements GpuSampler {
        Sampler(String label, GPUSampler object) {
            super(label, object);
        }
    }

    static final class Shader extends Labelled<GPUShaderModule> implements GpuShaderModule {
        Shader(String label, GPUShaderModule object) {
            super(label, object);
        }
    }

    static final class Layout extends Labelled<GPUBindGroupLayout> implements GpuBindGroupLayout {
        Layout(String label, GPUBindGroupLayout object) {
            super(label, object);
        }
    }

    static final class PipelineLayout extends Labelled<GPUPipelineLayout> implements GpuPipelineLayout {
        PipelineLayout(String label, GPUPipelineLayout object) {
            super(label, object);
        }
    }

    static final class BindGroup extends Labelled<GPUBindGroup> implements GpuBindGroup {
        BindGroup(String label, GPUBindGroup object) {
            super(label, object);
        }
    }

    static final class RenderPipeline extends Labelled<GPURenderPipeline> implements GpuRenderPipeline {
        RenderPipeline(String label, GPURenderPipeline object) {
            super(label, object);
        }
    }

    static final class ComputePipeline extends Labelled<GPUComputePipeline> implements GpuComputePipeline {
        ComputePipeline(String label, GPUComputePipeline object) {
            super(label, object);
        }
    }

    static final class QuerySet extends Labelled<GPUQuerySet> implements GpuQuerySet {
        QuerySet(String label, GPUQuerySet object) {
            super(label, object);
        }
    }

    /** The dictionary of a render pass; its attachments are changed in place. */
    record RenderPass(Dictionary dictionary, List<Dictionary> colors) implements RenderPassPlan {
        JSObject descriptor() {
            return dictionary.object();
        }

        @Override
        public void time(GpuQuerySet times, int at) {
            note(dictionary, times, at);
        }

        @Override
        public void setColorView(int index, GpuTextureView view) {
            colors.get(index).put("view", ((View) view).object);
        }

        @Override
        public void setClearColor(int index, double r, double g, double b, double a) {
            colors.get(index).put("clearValue", Descriptors.color(r, g, b, a));
        }
    }

    /** A bundle, alone in the sequence that a pass executes. */
    static final class Bundle implements GpuRenderBundle {
        final JSObject descriptor;
        final JSArray<GPURenderBundle> recorded = new JSArray<>(1);
        int draws;

        Bundle(JSObject descriptor) {
            this.descriptor = descriptor;
        }
    }

    /** The dictionary of a compute pass. */
    record ComputePass(Dictionary dictionary) implements ComputePassPlan {
        JSObject descriptor() {
            return dictionary.object();
        }

        @Override
        public void time(GpuQuerySet times, int at) {
            note(dictionary, times, at);
        }
    }

    private static void note(Dictionary pass, GpuQuerySet times, int at) {
        pass.put(
                "timestampWrites",
                new Dictionary()
                        .put("querySet", ((QuerySet) times).object)
                        .put("beginningOfPassWriteIndex", at)
                        .put("endOfPassWriteIndex", at + 1));
    }
}
