package dev.diorama.engine.webgpu;

/** No WebGPU device is to be had, or the canvas cannot be drawn to. */
public final class WebGpuException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebGpuException(String message) {
        super(message);
    }
}
