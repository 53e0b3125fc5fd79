package dev.diorama.engine.webgpu;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor;
import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.CallCounter;
import dev.diorama.engine.gpu.ComputePassPlan;
import dev.diorama.engine.gpu.ComputePipelineDescriptor;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuBindGroupLayout;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuCommandEncoder;
import dev.diorama.engine.gpu.GpuComputePipeline;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuLimits;
import dev.diorama.engine.gpu.GpuPipelineLayout;
import dev.diorama.engine.gpu.GpuQuerySet;
import dev.diorama.engine.gpu.GpuRenderBundle;
import dev.diorama.engine.gpu.GpuRenderPass;
import dev.diorama.engine.gpu.GpuRenderPipeline;
import dev.diorama.engine.gpu.GpuSampler;
import dev.diorama.engine.gpu.GpuShaderModule;
import dev.diorama.engine.gpu.GpuTexture;
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.ReadCallback;
import dev.diorama.engine.gpu.RenderPassDescriptor;
import dev.diorama.engine.gpu.RenderPassPlan;
import dev.diorama.engine.gpu.RenderPipelineDescriptor;
import dev.diorama.engine.gpu.SamplerDescriptor;
import dev.diorama.engine.gpu.TextureDescriptor;
import dev.diorama.engine.gpu.TextureFormat;
import dev.diorama.engine.gpu.TextureUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBufferView;

/**
 * The browser's WebGPU behind the port {@link GpuDevice}.
 *
 * <p>What is called every frame allocates nothing in Java; the dictionaries of passes are planned once, and data passes through one
 * {@link Staging}.
 */
public final class WebGpuDevice implements GpuDevice {
    private static final int MAP_MODE_READ = 1;
    private static final String INDIRECT_FIRST_INSTANCE = "indirect-first-instance";
    private static final String TIMESTAMPS = "timestamp-query";
    private static final int STAGED_ELEMENTS = Staging.SIZE / 4;

    private final GPUDevice device;
    private final GPUQueue queue;
    private final GPUCanvasContext context;
    private final TextureFormat canvasFormat;
    private final GpuLimits limits;
    private final boolean drawsToTextures;
    private final Clock clock = Clock.clock();
    private final Staging staging = new Staging();
    private final CallCounter counter = new CallCounter();
    private final WebGpuCommandEncoder encoder = new WebGpuCommandEncoder(counter);
    private final JSArray<GPUCommandBuffer> commandBuffers = new JSArray<>(1);
    private Resources.@Nullable View canvasView;
    private boolean gone;

    private WebGpuDevice(GPUDevice device, GPUCanvasContext context, TextureFormat canvasFormat, boolean software) {
        this.device = device;
        this.queue = device.getQueue();
        this.context = context;
        this.canvasFormat = canvasFormat;
        GPUSupportedLimits supported = device.getLimits();
        this.limits = new GpuLimits(
                supported.getMaxTextureDimension2D(),
                (long) supported.getMaxBufferSize(),
                (long) supported.getMaxStorageBufferBindingSize(),
                device.getFeatures().has(INDIRECT_FIRST_INSTANCE),
                device.getFeatures().has(TIMESTAMPS),
                software);
        drawsToTextures = drawsToTextures(device);
        context.configure(new Dictionary()
                .put("device", device)
                .put("format", canvasFormat.idl())
                .put("alphaMode", "opaque")
                .object());
    }

    /**
     * Asks the browser for a device that draws to a canvas.
     *
     * @return rejected with a {@link WebGpuException} when there is none
     */
    public static JSPromise<WebGpuDevice> request(GPU gpu, GpuCanvas canvas, WebGpuListener listener) {
        TextureFormat format = format(gpu.getPreferredCanvasFormat());
        return gpu.requestAdapter(new Dictionary()
                        .put("powerPreference", "high-performance")
                        .object())
                .flatThen(adapter -> {
                    if (adapter == null) {
                        throw new WebGpuException(
                                "WebGPU found no graphics adapter: see that hardware acceleration is on");
                    }
                    GPUAdapterInfo info = adapter.getInfo();
                    boolean software = info.isFallbackAdapter()
                            || GpuLimits.namesSoftware(info.getArchitecture())
                            || GpuLimits.namesSoftware(info.getDescription());
                    Dictionary wanted = Dictionary.labelled("diorama");
                    wanted.put(
                            "requiredFeatures",
                            Dictionary.names(adapter.getFeatures(), INDIRECT_FIRST_INSTANCE, TIMESTAMPS));
                    // The default limits are enough for two million objects.
                    GPUSupportedLimits most = adapter.getLimits();
                    wanted.put(
                            "requiredLimits",
                            new Dictionary()
                                    .put("maxBufferSize", most.getMaxBufferSize())
                                    .put("maxStorageBufferBindingSize", most.getMaxStorageBufferBindingSize()));
                    return adapter.requestDevice(wanted.object()).then(device -> {
                        GPUCanvasContext context = canvas.getContext("webgpu");
                        if (context == null) {
                            throw new WebGpuException("The canvas already has a context of another kind");
                        }
                        WebGpuDevice result = new WebGpuDevice(device, context, format, software);
                        result.listen(listener);
                        return result;
                    });
                });
    }

    private static TextureFormat format(String idl) {
        return idl.equals(TextureFormat.BGRA8_UNORM.idl()) ? TextureFormat.BGRA8_UNORM : TextureFormat.RGBA8_UNORM;
    }

    /** Whether a pass takes a texture where it used to take a view of it; browsers say so only by not throwing. */
    private static boolean drawsToTextures(GPUDevice device) {
        GPUTexture texture = device.createTexture(Dictionary.labelled("probe")
                .put("size", new Dictionary().put("width", 1).put("height", 1))
                .put("format", TextureFormat.RGBA8_UNORM.idl())
                .put("usage", TextureUsage.RENDER_ATTACHMENT)
                .object());
        Resources.View target = new Resources.View("probe", asView(texture));
        try {
            device.createCommandEncoder()
                    .beginRenderPass(Descriptors.renderPass(new RenderPassDescriptor(
                                    "probe", List.of(RenderPassDescriptor.ColorAttachment.cleared(target)), null))
                            .descriptor());
            return true;
        } catch (RuntimeException e) {
            return false;
        } finally {
            texture.destroy();
        }
    }

    private static GPUTextureView asView(GPUTexture texture) {
        return (GPUTextureView) (JSObject) texture;
    }

    private void listen(WebGpuListener listener) {
        device.setOnuncapturederror(event -> listener.error(event.getError().getMessage()));
        device.getLost().then(info -> {
            if (!gone) {
                gone = true;
                listener.lost(info.getMessage());
            }
            return info;
        });
    }

    /** Gives back the device and everything that it made; the canvas may be another device's by now and is left alone. */
    public void destroy() {
        gone = true;
        device.destroy();
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
        return canvasFormat;
    }

    @Override
    public double now() {
        return clock.now();
    }

    @Override
    public GpuQuerySet createTimes(String label, int count) {
        counter.call();
        return new Resources.QuerySet(
                label,
                device.createQuerySet(Dictionary.labelled(label)
                        .put("type", "timestamp")
                        .put("count", count)
                        .object()));
    }

    @Override
    public GpuBuffer createBuffer(BufferDescriptor d) {
        counter.call();
        GPUBuffer buffer = device.createBuffer(Dictionary.labelled(d.label())
                .put("size", d.size())
                .put("usage", d.usage())
                .object());
        return new Resources.Buffer(d.label(), buffer, d.size(), counter);
    }

    @Override
    public GpuTexture createTexture(TextureDescriptor d) {
        counter.call();
        GPUTexture texture = device.createTexture(Dictionary.labelled(d.label())
                .put("size", new Dictionary().put("width", d.width()).put("height", d.height()))
                .put("format", d.format().idl())
                .put("usage", d.usage())
                .put("sampleCount", d.sampleCount())
                .object());
        return new Resources.Texture(d, texture, counter);
    }

    @Override
    public GpuTextureView createView(GpuTexture texture, String label) {
        counter.call();
        return new Resources.View(
                label,
                ((Resources.Texture) texture)
                        .object.createView(Dictionary.labelled(label).object()));
    }

    @Override
    public GpuSampler createSampler(SamplerDescriptor d) {
        counter.call();
        return new Resources.Sampler(d.label(), device.createSampler(Descriptors.sampler(d)));
    }

    @Override
    public GpuShaderModule createShaderModule(String label, String wgsl) {
        counter.call();
        return new Resources.Shader(
                label,
                device.createShaderModule(
                        Dictionary.labelled(label).put("code", wgsl).object()));
    }

    @Override
    public GpuBindGroupLayout createBindGroupLayout(BindGroupLayoutDescriptor d) {
        counter.call();
        return new Resources.Layout(d.label(), device.createBindGroupLayout(Descriptors.bindGroupLayout(d)));
    }

    @Override
    public GpuPipelineLayout createPipelineLayout(String label, List<GpuBindGroupLayout> groups) {
        counter.call();
        return new Resources.PipelineLayout(
                label, device.createPipelineLayout(Descriptors.pipelineLayout(label, groups)));
    }

    @Override
    public GpuBindGroup createBindGroup(BindGroupDescriptor d) {
        counter.call();
        return new Resources.BindGroup(d.label(), device.createBindGroup(Descriptors.bindGroup(d)));
    }

    @Override
    public GpuRenderPipeline createRenderPipeline(RenderPipelineDescriptor d) {
        counter.call();
        return new Resources.RenderPipeline(d.label(), device.createRenderPipeline(Descriptors.renderPipeline(d)));
    }

    @Override
    public GpuComputePipeline createComputePipeline(ComputePipelineDescriptor d) {
        counter.call();
        Dictionary compute = new Dictionary()
                .put("module", ((Resources.Shader) d.module()).object)
                .put("entryPoint", d.entryPoint());
        return new Resources.ComputePipeline(
                d.label(),
                device.createComputePipeline(Dictionary.labelled(d.label())
                        .put("layout", ((Resources.PipelineLayout) d.layout()).object)
                        .put("compute", compute)
                        .object()));
    }

    @Override
    public RenderPassPlan planRenderPass(RenderPassDescriptor descriptor) {
        return Descriptors.renderPass(descriptor);
    }

    @Override
    public GpuRenderBundle planBundle(
            String label, List<TextureFormat> colors, @Nullable TextureFormat depth, int samples) {
        return new Resources.Bundle(Descriptors.bundle(label, colors, depth, samples));
    }

    @Override
    public GpuRenderPass record(GpuRenderBundle bundle) {
        counter.call();
        Resources.Bundle to = (Resources.Bundle) bundle;
        return encoder.record(to, device.createRenderBundleEncoder(to.descriptor));
    }

    @Override
    public ComputePassPlan planComputePass(String label) {
        return new Resources.ComputePass(Dictionary.labelled(label));
    }

    @Override
    public void writeBuffer(GpuBuffer buffer, int byteOffset, float[] data, int from, int count) {
        for (int done = 0; done < count; done += STAGED_ELEMENTS) {
            int now = Math.min(STAGED_ELEMENTS, count - done);
            write(buffer, byteOffset + 4 * done, staging.stage(data, from + done, now), now);
        }
    }

    @Override
    public void writeBuffer(GpuBuffer buffer, int byteOffset, int[] data, int from, int count) {
        for (int done = 0; done < count; done += STAGED_ELEMENTS) {
            int now = Math.min(STAGED_ELEMENTS, count - done);
            write(buffer, byteOffset + 4 * done, staging.stage(data, from + done, now), now);
        }
    }

    private void write(GpuBuffer buffer, int byteOffset, ArrayBufferView data, int count) {
        counter.call();
        counter.written(count);
        queue.writeBuffer(((Resources.Buffer) buffer).object, byteOffset, data, 0, count);
    }

    @Override
    public GpuTextureView acquireCanvas() {
        counter.call();
        GPUTexture texture = context.getCurrentTexture();
        GPUTextureView object;
        if (drawsToTextures) {
            object = asView(texture);
        } else {
            counter.call();
            object = texture.createView();
        }
        if (canvasView == null) {
            canvasView = new Resources.View("canvas", object);
        } else {
            canvasView.object = object;
        }
        return canvasView;
    }

    @Override
    public GpuCommandEncoder createCommandEncoder() {
        counter.call();
        encoder.begin(device.createCommandEncoder());
        return encoder;
    }

    @Override
    public void submit(GpuCommandEncoder finished) {
        counter.call();
        commandBuffers.set(0, ((WebGpuCommandEncoder) finished).takeCommands());
        queue.submit(commandBuffers);
    }

    @Override
    public void readBuffer(GpuBuffer buffer, int byteOffset, int byteCount, ReadCallback callback) {
        counter.call(3);
        GPUBuffer object = ((Resources.Buffer) buffer).object;
        object.mapAsync(MAP_MODE_READ, byteOffset, byteCount)
                .then(
                        mapped -> {
                            byte[] bytes = new byte[byteCount];
                            staging.copy(object.getMappedRange(byteOffset, byteCount), bytes);
                            object.unmap();
                            callback.read(bytes);
                            return mapped;
                        },
                        reason -> {
                            callback.failed("the graphics device did not hand out the bytes");
                            return null;
                        });
    }
}
