package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.BufferUsage;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuCommandEncoder;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuLimits;
import dev.diorama.engine.gpu.ReadCallback;
import java.util.function.Consumer;

/** Brings an image from its texture to the CPU, and frees what it was drawn with. */
final class ImageReader {
    private static final int ROW_ALIGNMENT = 256;

    private final GpuDevice device;
    private final ViewTargets image;
    private final GpuBuffer buffer;
    private final int bytesPerRow;

    ImageReader(GpuDevice device, ViewTargets image) {
        this.device = device;
        this.image = image;
        bytesPerRow = paddedRow(image.width);
        buffer = device.createBuffer(new BufferDescriptor(
                "image readback", bytesPerRow * image.height, BufferUsage.MAP_READ | BufferUsage.COPY_DST));
    }

    /** Refuses sizes that no texture or buffer can have. */
    static void check(GpuLimits limits, int width, int height) {
        int limit = limits.maxTextureDimension2d();
        if (width < 1 || height < 1 || width > limit || height > limit) {
            throw new IllegalArgumentException("Image size out of range: " + width + " x " + height);
        }
        long bytes = (long) paddedRow(width) * height;
        if (bytes > Math.min(limits.maxBufferSize(), Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("Image too large: " + width + " x " + height);
        }
    }

    private static int paddedRow(int width) {
        return (4 * width + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
    }

    void copy(GpuCommandEncoder encoder) {
        encoder.copyTextureToBuffer(image.output(), 0, 0, image.width, image.height, buffer, 0, bytesPerRow);
    }

    void read(Consumer<byte[]> rgba) {
        device.readBuffer(buffer, 0, bytesPerRow * image.height, new ReadCallback() {
            @Override
            public void read(byte[] bytes) {
                free();
                rgba.accept(unpadded(bytes));
            }

            @Override
            public void failed(String reason) {
                free();
                rgba.accept(new byte[0]);
            }
        });
    }

    private byte[] unpadded(byte[] bytes) {
        int row = 4 * image.width;
        if (row == bytesPerRow) {
            return bytes;
        }
        byte[] result = new byte[row * image.height];
        for (int y = 0; y < image.height; y++) {
            System.arraycopy(bytes, y * bytesPerRow, result, y * row, row);
        }
        return result;
    }

    private void free() {
        buffer.destroy();
        image.destroy();
    }
}
