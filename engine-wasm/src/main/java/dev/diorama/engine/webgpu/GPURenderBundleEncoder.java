package dev.diorama.engine.webgpu;

/**
 * Records draws for many passes. What it shares with {@link GPURenderPassEncoder} is called through that. See <a
 * href="https://www.w3.org/TR/webgpu/#gpurenderbundleencoder">GPURenderBundleEncoder</a>.
 */
public interface GPURenderBundleEncoder extends GPUObjectBase {
    GPURenderBundle finish();
}
