package dev.diorama.engine.gpu;

/** WebGPU's {@code GPUTextureUsage} bits. */
public final class TextureUsage {
    public static final int COPY_SRC = 0x01;
    public static final int COPY_DST = 0x02;
    public static final int TEXTURE_BINDING = 0x04;
    public static final int STORAGE_BINDING = 0x08;
    public static final int RENDER_ATTACHMENT = 0x10;

    private TextureUsage() {}
}
