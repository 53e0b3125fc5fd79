package dev.diorama.engine.pick;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor.Entry;
import dev.diorama.engine.gpu.BindingType;
import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.BufferUsage;
import dev.diorama.engine.gpu.ComputePassPlan;
import dev.diorama.engine.gpu.ComputePipelineDescriptor;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuBindGroupLayout;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuCommandEncoder;
import dev.diorama.engine.gpu.GpuComputePass;
import dev.diorama.engine.gpu.GpuComputePipeline;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuPipelineLayout;
import dev.diorama.engine.gpu.GpuShaderModule;
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.ReadCallback;
import dev.diorama.engine.gpu.ShaderStage;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single pixels and rectangles of the id and depth targets, one at a time; more questions wait for their turn. */
public final class Picker {
    /** The id that gizmo pixels have: nothing of the scene. */
    private static final int GIZMO = 0xffffffff;

    /** The bits of an id; those above are its outline. */
    private static final int ID_MASK = 0xffffff;

    private static final int RESULT_BYTES = 16;
    private static final int REQUEST_BYTES = 24;
    private static final int SIZE_OFFSET = 16;
    private static final int TILE = 8;
    private static final int[] NO_IDS = {};
    private static final PickResult NOTHING = new PickResult(PickResult.NONE, 0, 0, 0);

    private final GpuDevice device;
    private final GpuBindGroupLayout layout;
    private final GpuComputePipeline pipeline;
    private final GpuComputePipeline regionPipeline;
    private final ComputePassPlan plan;
    private final GpuBuffer result;
    private final GpuBuffer readback;
    private final int[] pixel = new int[4];
    private final ArrayDeque<Question> waiting = new ArrayDeque<>();
    private @Nullable Source source;
    private boolean busy;

    /** Makes the pipeline for targets of so many samples. */
    public Picker(GpuDevice device, int samples) {
        this.device = device;
        boolean many = samples > 1;
        layout = device.createBindGroupLayout(new BindGroupLayoutDescriptor(
                "pick",
                List.of(
                        new Entry(ShaderStage.COMPUTE, BindingType.TEXTURE_UINT, many),
                        new Entry(ShaderStage.COMPUTE, BindingType.TEXTURE_DEPTH, many),
                        Entry.of(ShaderStage.COMPUTE, BindingType.READ_ONLY_STORAGE_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.STORAGE_BUFFER))));
        GpuPipelineLayout groups = device.createPipelineLayout("pick", List.of(layout));
        GpuShaderModule module = device.createShaderModule("pick", PickShader.source(samples));
        pipeline = device.createComputePipeline(new ComputePipelineDescriptor("pick", groups, module, "main"));
        regionPipeline =
                device.createComputePipeline(new ComputePipelineDescriptor("pick region", groups, module, "region"));
        plan = device.planComputePass("pick");
        result = device.createBuffer(
                new BufferDescriptor("pick result", RESULT_BYTES, BufferUsage.STORAGE | BufferUsage.COPY_SRC));
        readback = device.createBuffer(
                new BufferDescriptor("pick readback", RESULT_BYTES, BufferUsage.MAP_READ | BufferUsage.COPY_DST));
    }

    /**
     * Makes targets ready to be read.
     *
     * @param width what they are shown in; questions are about its pixels
     * @param reduced whether that is another size than their own
     */
    public Source source(GpuTextureView ids, GpuTextureView depths, int width, int height, boolean reduced) {
        GpuBuffer request = device.createBuffer(
                new BufferDescriptor("pick request", REQUEST_BYTES, BufferUsage.STORAGE | BufferUsage.COPY_DST));
        if (reduced) {
            pixel[0] = width;
            pixel[1] = height;
            device.writeBuffer(request, SIZE_OFFSET, pixel, 0, 2);
        }
        GpuBindGroup group =
                device.createBindGroup(new BindGroupDescriptor("pick", layout, List.of(ids, depths, request, result)));
        return new Source(ids, depths, width, height, request, group);
    }

    /** Reads from these targets from now on. */
    public void read(Source targets) {
        source = targets;
    }

    /** Asks what is at a pixel; the answer comes between frames. Outside of the targets there is nothing. */
    public void request(int x, int y, PickCallback callback) {
        add(new Pixel(x, y, callback));
    }

    /**
     * Asks what is seen in a rectangle; what is hidden behind something else is not.
     *
     * @param right outside, as is {@code bottom}
     * @param end all object ids are below this
     */
    public void requestRegion(int left, int top, int right, int bottom, int end, RegionCallback callback) {
        add(new Region(left, top, right, bottom, end, callback));
    }

    private void add(Question question) {
        waiting.add(question);
        if (!busy) {
            next();
        }
    }

    private void next() {
        Question question = waiting.poll();
        while (question != null && !ask(question)) {
            question.nothing();
            question = waiting.poll();
        }
    }

    private boolean ask(Question question) {
        return switch (question) {
            case Pixel one -> ask(one);
            case Region many -> ask(many);
        };
    }

    private boolean ask(Region region) {
        int left = Math.max(0, region.left);
        int top = Math.max(0, region.top);
        Source from = source;
        if (from == null) {
            return false;
        }
        int right = Math.min(from.width, region.right);
        int bottom = Math.min(from.height, region.bottom);
        if (left >= right || top >= bottom || region.end < 1) {
            return false;
        }
        pixel[0] = left;
        pixel[1] = top;
        pixel[2] = right;
        pixel[3] = bottom;
        int bytes = 8 * ((region.end + 63) / 64);
        // New, so all zero.
        GpuBuffer seen = device.createBuffer(
                new BufferDescriptor("pick region", bytes, BufferUsage.STORAGE | BufferUsage.COPY_SRC));
        GpuBuffer copy = device.createBuffer(
                new BufferDescriptor("pick region readback", bytes, BufferUsage.MAP_READ | BufferUsage.COPY_DST));
        GpuBindGroup bound = device.createBindGroup(
                new BindGroupDescriptor("pick region", layout, List.of(from.ids, from.depths, from.request, seen)));
        device.writeBuffer(from.request, 0, pixel, 0, 4);
        GpuCommandEncoder encoder = device.createCommandEncoder();
        GpuComputePass pass = encoder.beginComputePass(plan);
        pass.setPipeline(regionPipeline);
        pass.setBindGroup(0, bound);
        pass.dispatchWorkgroups((right - left + TILE - 1) / TILE, (bottom - top + TILE - 1) / TILE, 1);
        pass.end();
        encoder.copyBufferToBuffer(seen, 0, copy, 0, bytes);
        encoder.finish();
        device.submit(encoder);
        busy = true;
        device.readBuffer(copy, 0, bytes, new ReadCallback() {
            @Override
            public void read(byte[] data) {
                done(bitsOf(data));
            }

            @Override
            public void failed(String reason) {
                done(NO_IDS);
            }

            private void done(int[] found) {
                seen.destroy();
                copy.destroy();
                busy = false;
                region.callback.picked(found);
                if (!busy) {
                    next();
                }
            }
        });
        return true;
    }

    /** The numbers of the bits that are set, without that of no object. */
    private static int[] bitsOf(byte[] data) {
        int[] found = new int[16];
        int count = 0;
        for (int id = 1; id < 8 * data.length; id++) {
            if ((data[id >> 3] >> (id & 7) & 1) != 0) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = id;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private boolean ask(Pixel question) {
        Source from = source;
        if (from == null || question.x < 0 || question.y < 0 || question.x >= from.width || question.y >= from.height) {
            return false;
        }
        pixel[0] = question.x;
        pixel[1] = question.y;
        device.writeBuffer(from.request, 0, pixel, 0, 2);
        GpuCommandEncoder encoder = device.createCommandEncoder();
        GpuComputePass pass = encoder.beginComputePass(plan);
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, from.group);
        pass.dispatchWorkgroups(1, 1, 1);
        pass.end();
        encoder.copyBufferToBuffer(result, 0, readback, 0, RESULT_BYTES);
        encoder.finish();
        device.submit(encoder);
        busy = true;
        device.readBuffer(readback, 0, RESULT_BYTES, new ReadCallback() {
            @Override
            public void read(byte[] bytes) {
                int id = word(bytes, 0);
                answer(
                        question,
                        new PickResult(
                                id == GIZMO ? PickResult.NONE : id & ID_MASK,
                                Float.intBitsToFloat(word(bytes, 4)),
                                Float.intBitsToFloat(word(bytes, 8)),
                                Float.intBitsToFloat(word(bytes, 12))));
            }

            @Override
            public void failed(String reason) {
                answer(question, NOTHING);
            }
        });
        return true;
    }

    private void answer(Pixel question, PickResult answer) {
        busy = false;
        question.callback.picked(answer);
        if (!busy) {
            next();
        }
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    /** Targets of which something can be asked. */
    public static final class Source {
        private final GpuTextureView ids;
        private final GpuTextureView depths;
        private final int width;
        private final int height;
        private final GpuBuffer request;
        private final GpuBindGroup group;

        private Source(
                GpuTextureView ids,
                GpuTextureView depths,
                int width,
                int height,
                GpuBuffer request,
                GpuBindGroup group) {
            this.ids = ids;
            this.depths = depths;
            this.width = width;
            this.height = height;
            this.request = request;
            this.group = group;
        }

        /** The targets are gone, or about to be. */
        public void destroy() {
            request.destroy();
        }
    }

    private sealed interface Question {
        void nothing();
    }

    private record Pixel(int x, int y, PickCallback callback) implements Question {
        @Override
        public void nothing() {
            callback.picked(NOTHING);
        }
    }

    private record Region(int left, int top, int right, int bottom, int end, RegionCallback callback)
            implements Question {
        @Override
        public void nothing() {
            callback.picked(NO_IDS);
        }
    }
}
