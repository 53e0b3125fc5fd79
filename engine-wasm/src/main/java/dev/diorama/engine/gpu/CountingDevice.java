package dev.diorama.engine.gpu;

import java.util.List;

/** Passes everything on to another device and counts it. Allocates nothing per frame either. */
public final class CountingDevice implements GpuDevice {
    private final GpuDevice device;
    private final CallCounter counter = new CallCounter();
    private final CountingEncoder encoder = new CountingEncoder(counter);

    public CountingDevice(GpuDevice device) {
        this.device = device;
    }

    /** What has been counted, live. */
    public CallCounter counter() {
        return counter;
    }

    @Override
    public GpuLimits limits() {
        return device.limits();
    }

    @Override
    public TextureFormat canvasFormat() {
        return device.canvasFormat();
    }

    @Override
    public GpuBuffer createBuffer(BufferDescriptor descriptor) {
        counter.call();
        return device.createBuffer(descriptor);
    }

    @Override
    public GpuTexture createTexture(TextureDescriptor descriptor) {
        counter.call();
        return device.createTexture(descriptor);
    }

    @Override
    public GpuTextureView createView(GpuTexture texture, String label) {
        counter.call();
        return device.createView(texture, label);
    }

    @Override
    public GpuSampler createSampler(SamplerDescriptor descriptor) {
        counter.call();
        return device.createSampler(descriptor);
    }

    @Override
    public GpuShaderModule createShaderModule(String label, String wgsl) {
        counter.call();
        return device.createShaderModule(label, wgsl);
    }

    @Override
    public GpuBindGroupLayout createBindGroupLayout(BindGroupLayoutDescriptor descriptor) {
        counter.call();
        return device.createBindGroupLayout(descriptor);
    }

    @Override
    public GpuPipelineLayout createPipelineLayout(String label, List<GpuBindGroupLayout> groups) {
        counter.call();
        return device.createPipelineLayout(label, groups);
    }

    @Override
    public GpuBindGroup createBindGroup(BindGroupDescriptor descriptor) {
        counter.call();
        return device.createBindGroup(descriptor);
    }

    @Override
    public GpuRenderPipeline createRenderPipeline(RenderPipelineDescriptor descriptor) {
        counter.call();
        return device.createRenderPipeline(descriptor);
    }

    @Override
    public GpuComputePipeline createComputePipeline(ComputePipelineDescriptor descriptor) {
        counter.call();
        return device.createComputePipeline(descriptor);
    }

    @Override
    public RenderPassPlan planRenderPass(RenderPassDescriptor descriptor) {
        return device.planRenderPass(descriptor);
    }

    @Override
    public ComputePassPlan planComputePass(String label) {
        return device.planComputePass(label);
    }

    @Override
    public void writeBuffer(GpuBuffer buffer, int byteOffset, float[] data, int from, int count) {
        counter.write(count);
        device.writeBuffer(buffer, byteOffset, data, from, count);
    }

    @Override
    public void writeBuffer(GpuBuffer buffer, int byteOffset, int[] data, int from, int count) {
        counter.write(count);
        device.writeBuffer(buffer, byteOffset, data, from, count);
    }

    @Override
    public void acquireCanvas() {
        counter.call();
        device.acquireCanvas();
    }

    @Override
    public GpuTextureView createCanvasView() {
        counter.call();
        return device.createCanvasView();
    }

    @Override
    public GpuCommandEncoder createCommandEncoder() {
        counter.call();
        encoder.wrap(device.createCommandEncoder());
        return encoder;
    }

    @Override
    public void submit(GpuCommandEncoder finished) {
        counter.call();
        device.submit(encoder.unwrap());
    }

    @Override
    public void readBuffer(GpuBuffer buffer, int byteOffset, int byteCount, ReadCallback callback) {
        counter.call(3);
        device.readBuffer(buffer, byteOffset, byteCount, callback);
    }
}
