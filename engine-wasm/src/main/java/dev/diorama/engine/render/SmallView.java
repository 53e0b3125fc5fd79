package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor.Entry;
import dev.diorama.engine.gpu.BindingType;
import dev.diorama.engine.gpu.GpuBindGroupLayout;
import dev.diorama.engine.gpu.GpuCommandEncoder;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuRenderBundle;
import dev.diorama.engine.gpu.GpuRenderPass;
import dev.diorama.engine.gpu.GpuRenderPipeline;
import dev.diorama.engine.gpu.GpuSampler;
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.RenderPassDescriptor;
import dev.diorama.engine.gpu.RenderPassDescriptor.ColorAttachment;
import dev.diorama.engine.gpu.RenderPassPlan;
import dev.diorama.engine.gpu.SamplerDescriptor;
import dev.diorama.engine.gpu.ShaderStage;
import dev.diorama.engine.pick.Picker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The canvas's view with half as many pixels along each side, and the pass that scales it up. Made when it is needed first, and kept. */
final class SmallView {
    private static final String SOURCE = """
            @group(0) @binding(0) var picture: texture_2d<f32>;
            @group(0) @binding(1) var between: sampler;

            struct Corner {
              @builtin(position) position: vec4f,
              @location(0) at: vec2f,
            }
            @vertex
            fn vertexMain(@builtin(vertex_index) index: u32) -> Corner {
              let at = vec2f(f32(index & 1u), f32(index >> 1u)) * 2;
              return Corner(vec4f(at * 2 - 1, 0, 1), vec2f(at.x, 1 - at.y));
            }
            @fragment
            fn fragmentMain(in: Corner) -> @location(0) vec4f {
              return textureSampleLevel(picture, between, in.at, 0);
            }
            """;

    private final GpuDevice device;
    private final Pipelines pipelines;
    private final Picker picker;
    private final GpuBindGroupLayout layout;
    private final GpuSampler sampler;
    private final GpuRenderPipeline pipeline;
    private final RenderPassPlan pass;
    private final GpuRenderBundle bundle;
    private @Nullable ViewTargets targets;
    private Picker.@Nullable Source source;

    SmallView(GpuDevice device, Pipelines pipelines, Picker picker) {
        this.device = device;
        this.pipelines = pipelines;
        this.picker = picker;
        layout = device.createBindGroupLayout(new BindGroupLayoutDescriptor(
                "scale up",
                List.of(
                        Entry.of(ShaderStage.FRAGMENT, BindingType.TEXTURE_FLOAT),
                        Entry.of(ShaderStage.FRAGMENT, BindingType.FILTERING_SAMPLER))));
        sampler = device.createSampler(new SamplerDescriptor("scale up", true, null));
        pipeline = Pipelines.fullscreen(
                device,
                "scale up",
                device.createPipelineLayout("scale up", List.of(layout)),
                device.createShaderModule("scale up", SOURCE),
                device.canvasFormat());
        pass = device.planRenderPass(
                new RenderPassDescriptor("scale up", List.of(ColorAttachment.cleared(null)), null));
        bundle = device.planBundle("scale up", List.of(device.canvasFormat()), null, 1);
    }

    /** What it is drawn to, if there is any. */
    @Nullable ViewTargets targets() {
        return targets;
    }

    /** Makes what it is drawn to instead of the whole view, bound to nothing yet. */
    ViewTargets make(ViewTargets whole) {
        ViewTargets made = new ViewTargets(device, pipelines, (whole.width + 1) / 2, (whole.height + 1) / 2, whole);
        targets = made;
        source = picker.source(made.ids(), made.depth(), whole.width, whole.height, true);
        GpuRenderPass recorded = device.record(bundle);
        recorded.setPipeline(pipeline);
        recorded.setBindGroup(
                0,
                device.createBindGroup(
                        new BindGroupDescriptor("scale up", layout, List.of(made.outputView(), sampler))));
        recorded.draw(3, 1, 0, 0);
        recorded.end();
        return made;
    }

    /** Records the pass that scales it up, and has it picked from. */
    void show(GpuCommandEncoder encoder, GpuTextureView canvas) {
        pass.setColorView(0, canvas);
        GpuRenderPass last = encoder.beginRenderPass(pass);
        last.execute(bundle);
        last.end();
        if (source != null) {
            picker.read(source);
        }
    }

    /** Gives back what it is drawn to. */
    void destroy() {
        if (targets != null && source != null) {
            targets.destroy();
            source.destroy();
        }
        targets = null;
        source = null;
    }
}
