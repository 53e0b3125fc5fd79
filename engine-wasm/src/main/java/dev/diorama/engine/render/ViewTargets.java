package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.BufferUsage;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuRenderBundle;
import dev.diorama.engine.gpu.GpuResource;
import dev.diorama.engine.gpu.GpuTexture;
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.LoadOp;
import dev.diorama.engine.gpu.RenderPassDescriptor;
import dev.diorama.engine.gpu.RenderPassDescriptor.ColorAttachment;
import dev.diorama.engine.gpu.RenderPassDescriptor.DepthAttachment;
import dev.diorama.engine.gpu.RenderPassPlan;
import dev.diorama.engine.gpu.StoreOp;
import dev.diorama.engine.gpu.TextureDescriptor;
import dev.diorama.engine.gpu.TextureFormat;
import dev.diorama.engine.gpu.TextureUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one view is drawn with: its frame uniform, its targets of one size, its passes and bind groups. */
final class ViewTargets {
    private static final int DRAWN_AND_READ = TextureUsage.RENDER_ATTACHMENT | TextureUsage.TEXTURE_BINDING;

    final int width;
    final int height;
    /** The size that the view is shown in: its own, unless it is scaled up. */
    final int shownWidth;

    final int shownHeight;
    final RenderPassPlan scenePass;
    final RenderPassPlan compositePass;
    final GpuRenderBundle sceneBundle;
    final GpuRenderBundle veilBundle;
    final GpuRenderBundle compositeBundle;
    /** What was recorded in {@link #sceneBundle} and {@link #veilBundle}, -1 for nothing. */
    long recorded = -1;

    final float[] frame = new float[FrameShader.FRAME_FLOATS];
    /** The number of the {@link Output}. */
    int shown;

    /** 1 with overlays, 0 without, -1 with nothing behind the objects. */
    int behind = 1;

    private final GpuDevice device;
    private final Pipelines pipelines;
    /** Its own uniform; the canvas's views have that of the {@link SceneBuffers}. */
    private final @Nullable GpuBuffer own;

    private @Nullable GpuResource uniform;
    private final List<GpuTexture> textures = new ArrayList<>();
    private final GpuTextureView color;
    private final GpuTextureView ids;
    private final GpuTextureView depth;
    private final @Nullable GpuTexture output;
    private final @Nullable GpuTextureView outputView;
    private final int samples;

    private @Nullable RenderPassPlan veilPass;
    private @Nullable GpuTextureView veils;
    private final GpuTextureView noVeils;
    private boolean veiled;
    private @Nullable GpuBindGroup sceneGroup;
    private @Nullable GpuBindGroup updateGroup;
    private @Nullable GpuBindGroup compositeGroup;

    /**
     * Makes the targets.
     *
     * @param image whether the view ends in a texture of its own, {@link #output}, instead of the canvas
     */
    ViewTargets(GpuDevice device, Pipelines pipelines, int samples, int width, int height, boolean image) {
        this(device, pipelines, samples, width, height, image ? TextureFormat.RGBA8_UNORM : null, null);
    }

    /** Makes the targets of a view that ends in a texture as the canvas's, {@link #outputView}, and is shown instead of another. */
    ViewTargets(GpuDevice device, Pipelines pipelines, int width, int height, ViewTargets whole) {
        this(device, pipelines, whole.samples, width, height, device.canvasFormat(), whole);
    }

    private ViewTargets(
            GpuDevice device,
            Pipelines pipelines,
            int samples,
            int width,
            int height,
            @Nullable TextureFormat format,
            @Nullable ViewTargets whole) {
        this.device = device;
        this.pipelines = pipelines;
        this.samples = samples;
        this.width = width;
        this.height = height;
        shownWidth = whole == null ? width : whole.width;
        shownHeight = whole == null ? height : whole.height;
        own = whole == null && format != null
                ? device.createBuffer(
                        new BufferDescriptor("frame", 4 * frame.length, BufferUsage.UNIFORM | BufferUsage.COPY_DST))
                : null;
        GpuTexture colorTexture = texture("color", Pipelines.COLOR, samples, DRAWN_AND_READ);
        GpuTextureView drawn = device.createView(colorTexture, "color");
        ids = device.createView(texture("ids", Pipelines.ID, samples, DRAWN_AND_READ), "ids");
        depth = device.createView(texture("depth", Pipelines.DEPTH, samples, DRAWN_AND_READ), "depth");
        boolean many = samples > 1;
        color = many
                ? device.createView(texture("resolved color", Pipelines.COLOR, 1, DRAWN_AND_READ), "color")
                : drawn;
        scenePass = device.planRenderPass(new RenderPassDescriptor(
                "scene",
                List.of(
                        new ColorAttachment(
                                drawn,
                                many ? color : null,
                                LoadOp.CLEAR,
                                many ? StoreOp.DISCARD : StoreOp.STORE,
                                0,
                                0,
                                0,
                                0),
                        ColorAttachment.cleared(ids)),
                new DepthAttachment(depth, LoadOp.CLEAR, StoreOp.STORE, 0)));
        List<TextureFormat> drawnIn = List.of(Pipelines.COLOR, Pipelines.ID);
        sceneBundle = device.planBundle("scene", drawnIn, Pipelines.DEPTH, samples);
        veilBundle = device.planBundle("veil", drawnIn, Pipelines.DEPTH, samples);
        compositeBundle =
                device.planBundle("composite", List.of(format == null ? device.canvasFormat() : format), null, 1);
        output = format == null
                ? null
                : texture(
                        whole == null ? "image" : "reduced",
                        format,
                        1,
                        TextureUsage.RENDER_ATTACHMENT
                                | (whole == null ? TextureUsage.COPY_SRC : TextureUsage.TEXTURE_BINDING));
        outputView = output == null ? null : device.createView(output, output.label());
        compositePass = device.planRenderPass(
                new RenderPassDescriptor("composite", List.of(ColorAttachment.cleared(outputView)), null));
        GpuTexture none = device.createTexture(
                new TextureDescriptor("no veils", 1, 1, Pipelines.COLOR, TextureUsage.TEXTURE_BINDING, 1));
        textures.add(none);
        noVeils = device.createView(none, "veils");
    }

    /** Whether anything shows what is behind it; says whether {@link #bind} is due. The targets for it are made when something does. */
    boolean setVeiled(boolean shows) {
        boolean changed = shows != veiled;
        veiled = shows;
        if (shows && veilPass == null) {
            boolean many = samples > 1;
            GpuTextureView drawn =
                    device.createView(texture("veils", Pipelines.COLOR, samples, DRAWN_AND_READ), "veils");
            veils = many
                    ? device.createView(texture("resolved veils", Pipelines.COLOR, 1, DRAWN_AND_READ), "veils")
                    : drawn;
            veilPass = device.planRenderPass(new RenderPassDescriptor(
                    "veil",
                    List.of(
                            new ColorAttachment(
                                    drawn,
                                    many ? veils : null,
                                    LoadOp.CLEAR,
                                    many ? StoreOp.DISCARD : StoreOp.STORE,
                                    0,
                                    0,
                                    0,
                                    0),
                            new ColorAttachment(ids, null, LoadOp.LOAD, StoreOp.STORE, 0, 0, 0, 0)),
                    new DepthAttachment(depth, LoadOp.LOAD, StoreOp.STORE, 0)));
        }
        return changed;
    }

    /** The pass for what shows what is behind it, if there is such a thing. */
    @Nullable RenderPassPlan veilPass() {
        return veiled ? veilPass : null;
    }

    private GpuTexture texture(String label, TextureFormat format, int samples, int usage) {
        GpuTexture texture = device.createTexture(new TextureDescriptor(label, width, height, format, usage, samples));
        textures.add(texture);
        return texture;
    }

    /** Makes the bind groups, again after buffers were replaced. */
    void bind(SceneBuffers buffers, Culling culling, ShadowMap shadow) {
        recorded = -1;
        GpuResource frames = own == null ? buffers.frame() : own;
        uniform = frames;
        updateGroup = culling.bind(frames, buffers);
        sceneGroup = device.createBindGroup(new BindGroupDescriptor(
                "scene",
                pipelines.sceneLayout,
                List.of(
                        frames,
                        buffers.lighting,
                        buffers.objects(),
                        culling.possible() ? culling.drawn() : buffers.lists(),
                        buffers.materials,
                        shadow.view,
                        shadow.sampler)));
        compositeGroup = device.createBindGroup(new BindGroupDescriptor(
                "composite",
                pipelines.compositeLayout,
                List.of(
                        frames,
                        color,
                        ids,
                        depth,
                        shadow.view,
                        shadow.sampler,
                        veiled && veils != null ? veils : noVeils)));
    }

    boolean overlays() {
        return behind > 0;
    }

    GpuResource uniform() {
        return bound(uniform);
    }

    GpuTextureView ids() {
        return ids;
    }

    GpuTextureView depth() {
        return depth;
    }

    GpuTexture output() {
        return bound(output);
    }

    GpuTextureView outputView() {
        return bound(outputView);
    }

    GpuBindGroup updateGroup() {
        return bound(updateGroup);
    }

    GpuBindGroup sceneGroup() {
        return bound(sceneGroup);
    }

    GpuBindGroup compositeGroup() {
        return bound(compositeGroup);
    }

    /** Whether it is no view of the canvas, and has a frame uniform of its own. */
    boolean apart() {
        return own != null;
    }

    /** Writes its own uniform. */
    void writeFrame() {
        device.writeBuffer(bound(own), 0, frame, 0, frame.length);
    }

    void destroy() {
        for (GpuTexture texture : textures) {
            texture.destroy();
        }
        if (own != null) {
            own.destroy();
        }
    }

    private static <T> T bound(@Nullable T resource) {
        if (resource == null) {
            throw new IllegalStateException("The view is not bound");
        }
        return resource;
    }
}
