package dev.diorama.engine.webgpu;

import dev.diorama.bindgen.Coded;

/** No WebGPU device is to be had, or the canvas cannot be drawn to. */
public final class WebGpuException extends RuntimeException implements Coded {
    private static final long serialVersionUID = 1L;

    private final String code;

    public WebGpuException(String message) {
        this("NO_WEBGPU", message);
    }

    public WebGpuException(String code, String message) {
        super(message);
        this.code = code;
    }

    @Override
    public String errorCode() {
        return code;
    }
}
