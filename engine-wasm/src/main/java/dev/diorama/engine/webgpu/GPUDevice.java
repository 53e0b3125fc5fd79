package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** A connection to an adapter: makes every other object. See <a href="https://www.w3.org/TR/webgpu/#gpudevice">GPUDevice</a>. */
public interface GPUDevice extends GPUObjectBase {
    @JSProperty
    GPUSupportedFeatures getFeatures();

    @JSProperty
    GPUQueue getQueue();

    @JSProperty
    GPUSupportedLimits getLimits();

    @JSProperty
    JSPromise<GPUDeviceLostInfo> getLost();

    @JSProperty("onuncapturederror")
    void setOnuncapturederror(GPUUncapturedErrorHandler handler);

    GPUBuffer createBuffer(JSObject descriptor);

    GPUTexture createTexture(JSObject descriptor);

    GPUSampler createSampler(JSObject descriptor);

    GPUShaderModule createShaderModule(JSObject descriptor);

    GPUBindGroupLayout createBindGroupLayout(JSObject descriptor);

    GPUPipelineLayout createPipelineLayout(JSObject descriptor);

    GPUBindGroup createBindGroup(JSObject descriptor);

    GPURenderPipeline createRenderPipeline(JSObject descriptor);

    GPUComputePipeline createComputePipeline(JSObject descriptor);

    GPURenderBundleEncoder createRenderBundleEncoder(JSObject descriptor);

    GPUQuerySet createQuerySet(JSObject descriptor);

    GPUCommandEncoder createCommandEncoder();

    void destroy();
}
