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
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.ReadCallback;
import dev.diorama.engine.gpu.ShaderStage;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single pixels of the id and depth targets, one at a time; more questions wait for their turn. */
public final class Picker {
    /** The id that gizmo pixels have: nothing of the scene. */
    private static final int GIZMO = 0xffffffff;

    /** The bits of an id; those above are its outline. */
    private static final int ID_MASK = 0xffffff;

    private static final int RESULT_BYTES = 8;
    private static final PickResult NOTHING = new PickResult(PickResult.NONE, 0);

    private final GpuDevice device;
    private final GpuBindGroupLayout layout;
    private final GpuComputePipeline pipeline;
    private final ComputePassPlan plan;
    private final GpuBuffer request;
    private final GpuBuffer result;
    private final GpuBuffer readback;
    private final int[] pixel = new int[2];
    private final ArrayDeque<Question> waiting = new ArrayDeque<>();
    private @Nullable GpuBindGroup group;
    private int width;
    private int height;
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
        pipeline = device.createComputePipeline(new ComputePipelineDescriptor(
                "pick",
                device.createPipelineLayout("pick", List.of(layout)),
                device.createShaderModule("pick", PickShader.source(samples)),
                "main"));
        plan = device.planComputePass("pick");
        request = device.createBuffer(
                new BufferDescriptor("pick request", RESULT_BYTES, BufferUsage.STORAGE | BufferUsage.COPY_DST));
        result = device.createBuffer(
                new BufferDescriptor("pick result", RESULT_BYTES, BufferUsage.STORAGE | BufferUsage.COPY_SRC));
        readback = device.createBuffer(
                new BufferDescriptor("pick readback", RESULT_BYTES, BufferUsage.MAP_READ | BufferUsage.COPY_DST));
    }

    /** Reads from these targets from now on. */
    public void bind(GpuTextureView ids, GpuTextureView depths, int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        group = device.createBindGroup(new BindGroupDescriptor("pick", layout, List.of(ids, depths, request, result)));
    }

    /** Asks what is at a pixel; the answer comes between frames. Outside of the targets there is nothing. */
    public void request(int x, int y, PickCallback callback) {
        waiting.add(new Question(x, y, callback));
        if (!busy) {
            next();
        }
    }

    private void next() {
        Question question = waiting.poll();
        while (question != null && !ask(question)) {
            question.callback.picked(NOTHING);
            question = waiting.poll();
        }
    }

    private boolean ask(Question question) {
        GpuBindGroup bound = group;
        if (bound == null || question.x < 0 || question.y < 0 || question.x >= width || question.y >= height) {
            return false;
        }
        pixel[0] = question.x;
        pixel[1] = question.y;
        device.writeBuffer(request, 0, pixel, 0, 2);
        GpuCommandEncoder encoder = device.createCommandEncoder();
        GpuComputePass pass = encoder.beginComputePass(plan);
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bound);
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
                                id == GIZMO ? PickResult.NONE : id & ID_MASK, Float.intBitsToFloat(word(bytes, 4))));
            }

            @Override
            public void failed(String reason) {
                answer(question, NOTHING);
            }
        });
        return true;
    }

    private void answer(Question question, PickResult answer) {
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

    private record Question(int x, int y, PickCallback callback) {}
}
