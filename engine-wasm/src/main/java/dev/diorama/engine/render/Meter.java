package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.BufferUsage;
import dev.diorama.engine.gpu.ComputePassPlan;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuCommandEncoder;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuQuerySet;
import dev.diorama.engine.gpu.ReadCallback;
import dev.diorama.engine.gpu.RenderPassPlan;
import dev.diorama.engine.mesh.MeshSlab;
import org.jspecify.annotations.Nullable;

/**
 * What only the GPU knows of a frame: how much was in view, and how long its passes took. Read back from frames that are drawn after
 * somebody has asked, at most one at a time; as long as nobody asks nothing of it is there.
 */
final class Meter {
    /** The passes of a frame. */
    static final int UPDATE = 0;

    static final int SHADOW = 1;
    static final int SCENE = 2;
    static final int COMPOSITE = 3;
    private static final int TIME_BYTES = 4 * 2 * 8;

    private final GpuDevice device;
    private final Culling culling;
    private final MeshSlab meshes;
    private final int countBytes;
    private @Nullable GpuBuffer readback;
    private @Nullable GpuBuffer resolved;
    private @Nullable GpuQuerySet times;
    private @Nullable DrawnStats drawn;
    private @Nullable PassTimes passTimes;
    private boolean wanted;
    private boolean busy;
    private boolean updated;
    private boolean shadowDrawn;

    Meter(GpuDevice device, Culling culling, MeshSlab meshes) {
        this.device = device;
        this.culling = culling;
        this.meshes = meshes;
        // Times are at a multiple of 8, as they are read.
        countBytes = culling.possible() ? (Culling.ARGUMENTS_BYTES + 7) & ~7 : 0;
    }

    /** Somebody asks: the next frame that is drawn is measured. */
    void want() {
        wanted = true;
    }

    @Nullable DrawnStats drawn() {
        return drawn;
    }

    @Nullable PassTimes passTimes() {
        return passTimes;
    }

    /** Whether the frame that begins is measured. */
    boolean begin(ComputePassPlan update, ShadowMap shadow, ViewTargets view) {
        boolean timed = device.limits().timestamps();
        if (!wanted || busy || (!culling.possible() && !timed)) {
            return false;
        }
        wanted = false;
        if (readback == null) {
            readback = device.createBuffer(new BufferDescriptor(
                    "measured", countBytes + TIME_BYTES, BufferUsage.MAP_READ | BufferUsage.COPY_DST));
            if (timed) {
                times = device.createTimes("passes", TIME_BYTES / 8);
                resolved = device.createBuffer(
                        new BufferDescriptor("times", TIME_BYTES, BufferUsage.QUERY_RESOLVE | BufferUsage.COPY_SRC));
            }
        }
        if (times != null) {
            update.time(times, 2 * UPDATE);
            time(shadow.plan, SHADOW);
            time(view.scenePass, SCENE);
            time(view.compositePass, COMPOSITE);
        }
        return true;
    }

    private void time(RenderPassPlan pass, int number) {
        if (times != null) {
            pass.time(times, 2 * number);
        }
    }

    /**
     * Records the copies, behind the last pass.
     *
     * @param update whether this frame has that pass
     * @param shadow whether it has that one
     */
    void encode(GpuCommandEncoder encoder, boolean update, boolean shadow) {
        GpuBuffer target = readback;
        if (target == null) {
            return;
        }
        updated = update;
        shadowDrawn = shadow;
        if (culling.possible()) {
            encoder.copyBufferToBuffer(culling.arguments, 0, target, 0, Culling.ARGUMENTS_BYTES);
        }
        if (times != null && resolved != null) {
            encoder.resolveTimes(times, TIME_BYTES / 8, resolved);
            encoder.copyBufferToBuffer(resolved, 0, target, countBytes, TIME_BYTES);
        }
    }

    /** Reads them, once they were submitted. */
    void read() {
        GpuBuffer source = readback;
        if (source == null) {
            return;
        }
        busy = true;
        device.readBuffer(source, 0, countBytes + TIME_BYTES, new ReadCallback() {
            @Override
            public void read(byte[] bytes) {
                busy = false;
                if (culling.possible()) {
                    count(bytes);
                }
                if (times != null) {
                    passTimes = new PassTimes(
                            updated ? ms(bytes, UPDATE) : 0,
                            shadowDrawn ? ms(bytes, SHADOW) : 0,
                            ms(bytes, SCENE),
                            ms(bytes, COMPOSITE));
                }
            }

            @Override
            public void failed(String reason) {
                busy = false;
            }
        });
    }

    private void count(byte[] bytes) {
        int visible = 0;
        long triangles = 0;
        for (int at = 0; at < Culling.CLUSTER_ARGUMENTS; at += Culling.ARGUMENT_BYTES) {
            int objects = (int) word(bytes, at + 4);
            int mesh = Culling.drawn(at / Culling.ARGUMENT_BYTES);
            visible += objects;
            triangles += (long) objects * meshes.indexCount(mesh) / 3;
        }
        int clusters = Culling.CLUSTER_ARGUMENTS + Culling.ARGUMENT_BYTES;
        drawn = new DrawnStats(visible + (int) word(bytes, clusters + 4), triangles + word(bytes, clusters));
    }

    private float ms(byte[] bytes, int pass) {
        int at = countBytes + 16 * pass;
        long begin = word(bytes, at) | word(bytes, at + 4) << 32;
        long end = word(bytes, at + 8) | word(bytes, at + 12) << 32;
        // A device may measure an end before its begin.
        return Math.max(0, (end - begin) / 1e6f);
    }

    private static long word(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }
}
