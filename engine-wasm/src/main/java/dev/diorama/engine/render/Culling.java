package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor.Entry;
import dev.diorama.engine.gpu.BindingType;
import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.BufferUsage;
import dev.diorama.engine.gpu.ComputePipelineDescriptor;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuBindGroupLayout;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuComputePass;
import dev.diorama.engine.gpu.GpuComputePipeline;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuRenderPass;
import dev.diorama.engine.gpu.GpuResource;
import dev.diorama.engine.gpu.ShaderStage;
import dev.diorama.engine.mesh.Clusters;
import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.mesh.UnitMeshes;
import dev.diorama.engine.scene.DrawLists;
import java.util.List;

/**
 * What of the scene a view shows, found out on the GPU: its lists of objects and the arguments of its draws. Its kernel puts changed records in
 * their places, too, and does nothing else where indirect draws cannot start at any instance.
 */
final class Culling {
    private static final int STORAGE = BufferUsage.STORAGE | BufferUsage.COPY_DST;
    static final int ARGUMENT_BYTES = 20;
    static final int ARGUMENTS_BYTES = ARGUMENT_BYTES * Clusters.BUCKETS * CullShader.LEVELS;
    /** Of what is drawn as clusters; behind its four words are the triangles and objects that it draws. */
    static final int CLUSTER_ARGUMENTS = ARGUMENT_BYTES * Clusters.BUCKET * CullShader.LEVELS;

    private static final int GROUP_BYTES = 16 + DrawLists.GROUP;

    final GpuBuffer buckets;
    /** Of the draws: by bucket, then by level; the second word of each is how many objects it draws. */
    final GpuBuffer arguments;

    private final GpuDevice device;
    private final GpuBindGroupLayout layout;
    private final GpuComputePipeline update;
    private final boolean possible;
    private final int[] ranges = new int[2 * Clusters.BUCKETS];
    private GpuBuffer groups;
    private GpuBuffer drawn;
    private int room;
    private int clusterRoom;

    Culling(GpuDevice device, MeshSlab meshes) {
        this.device = device;
        possible = device.limits().indirectFirstInstance();
        layout = device.createBindGroupLayout(new BindGroupLayoutDescriptor(
                "update",
                List.of(
                        Entry.of(ShaderStage.COMPUTE, BindingType.UNIFORM_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.STORAGE_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.READ_ONLY_STORAGE_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.READ_ONLY_STORAGE_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.STORAGE_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.STORAGE_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.STORAGE_BUFFER),
                        Entry.of(ShaderStage.COMPUTE, BindingType.READ_ONLY_STORAGE_BUFFER))));
        update = device.createComputePipeline(new ComputePipelineDescriptor(
                "update",
                device.createPipelineLayout("update", List.of(layout)),
                device.createShaderModule("update", UpdateShader.source(meshes)),
                "main"));
        buckets = buffer("buckets", STORAGE, 4 * ranges.length);
        arguments = buffer("draw arguments", STORAGE | BufferUsage.INDIRECT | BufferUsage.COPY_SRC, ARGUMENTS_BYTES);
        groups = buffer("groups", STORAGE, GROUP_BYTES);
        drawn = buffer("drawn", STORAGE, 64);
    }

    private GpuBuffer buffer(String label, int usage, int size) {
        return device.createBuffer(new BufferDescriptor(label, size, usage));
    }

    /** The objects that are drawn: by level of detail, then by bucket as in the {@link DrawLists}; behind them the clusters. */
    GpuBuffer drawn() {
        return drawn;
    }

    /** Whether it can be done on this device. */
    boolean possible() {
        return possible;
    }

    /** What the kernel reads and writes for a view. */
    GpuBindGroup bind(GpuResource frame, SceneBuffers buffers) {
        return device.createBindGroup(new BindGroupDescriptor(
                "update",
                layout,
                List.of(
                        frame,
                        buffers.objects(),
                        buffers.lists(),
                        buckets,
                        groups,
                        drawn,
                        arguments,
                        buffers.staging())));
    }

    /** The mesh of a draw. */
    static int drawn(int draw) {
        int bucket = draw / CullShader.LEVELS;
        return draw % CullShader.LEVELS == 0 ? bucket : UnitMeshes.coarse(bucket);
    }

    /** Takes over the regions of the lists; whether {@link #drawn} is another buffer now. */
    boolean upload(DrawLists lists) {
        if (!possible) {
            return false;
        }
        boolean changed = false;
        for (int bucket = 0; bucket < lists.buckets(); bucket++) {
            changed |= ranges[2 * bucket] != lists.from(bucket) || ranges[2 * bucket + 1] != lists.count(bucket);
            ranges[2 * bucket] = lists.from(bucket);
            ranges[2 * bucket + 1] = lists.count(bucket);
        }
        if (changed) {
            device.writeBuffer(buckets, 0, ranges, 0, ranges.length);
        }
        if (lists.slots().length == room && lists.clusters() <= clusterRoom) {
            return false;
        }
        room = lists.slots().length;
        while (clusterRoom < lists.clusters()) {
            clusterRoom = Math.max(256, 2 * clusterRoom);
        }
        groups.destroy();
        drawn.destroy();
        groups = buffer("groups", STORAGE, room / DrawLists.GROUP * GROUP_BYTES);
        // A scene with more triangles than fit is drawn without those at the end of the list.
        long words = (long) CullShader.LEVELS * room + 2L * clusterRoom;
        drawn = buffer(
                "drawn", STORAGE, (int) Math.min(4 * words, device.limits().maxStorageBufferBindingSize() & -8));
        return true;
    }

    /**
     * Records the kernel for a view.
     *
     * @param changes how many changed records are staged
     * @param cull whether the lists are made, too
     */
    void encode(GpuComputePass pass, GpuBindGroup view, int changes, boolean cull) {
        pass.setPipeline(update);
        pass.setBindGroup(0, view);
        if (changes > 0) {
            pass.dispatchWorkgroups(
                    (changes + UpdateShader.THREADS - 1) / UpdateShader.THREADS, 1, UpdateShader.SCATTER);
        }
        if (cull) {
            int total = room / DrawLists.GROUP;
            int rows = (total + CullShader.ROW - 1) / CullShader.ROW;
            int row = Math.min(total, CullShader.ROW);
            pass.dispatchWorkgroups(row, rows, UpdateShader.LOOK);
            pass.dispatchWorkgroups(row, rows, UpdateShader.COMPACT);
        }
    }

    /** Records a draw for each level of each bucket of a unit mesh that is not empty. */
    void draw(GpuRenderPass pass, DrawLists lists) {
        for (int bucket = 0; bucket < Clusters.BUCKET; bucket++) {
            if (lists.count(bucket) > 0) {
                int levels = UnitMeshes.coarse(bucket) == bucket ? 1 : CullShader.LEVELS;
                for (int level = 0; level < levels; level++) {
                    pass.drawIndexedIndirect(arguments, ARGUMENT_BYTES * (bucket * CullShader.LEVELS + level));
                }
            }
        }
    }
}
