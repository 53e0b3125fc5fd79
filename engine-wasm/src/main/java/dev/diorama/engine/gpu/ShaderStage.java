package dev.diorama.engine.gpu;

/** WebGPU's {@code GPUShaderStage} bits. */
public final class ShaderStage {
    public static final int VERTEX = 0x1;
    public static final int FRAGMENT = 0x2;
    public static final int COMPUTE = 0x4;

    private ShaderStage() {}
}
