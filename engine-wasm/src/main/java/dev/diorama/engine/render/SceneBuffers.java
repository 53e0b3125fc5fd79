package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.BufferUsage;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuComputePass;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.scene.DrawLists;
import dev.diorama.engine.scene.Fixtures;
import dev.diorama.engine.scene.MaterialTable;
import dev.diorama.engine.scene.ObjectRecords;
import java.util.List;

/**
 * The scene on the GPU: geometry, one record per slot, the lists of what is drawn. Changes go up in one write; where they are
 * scattered, a compute pass puts each in its place.
 */
final class SceneBuffers {
    private static final int STORAGE = BufferUsage.STORAGE | BufferUsage.COPY_DST;

    final GpuBuffer vertices;
    final GpuBuffer indices;
    /** The edges of all triangles: for each index two. */
    final GpuBuffer lines;

    final GpuBuffer lighting;
    /** Another one when there are more of them. */
    GpuBuffer materials;

    private final GpuDevice device;
    private final Pipelines pipelines;
    private GpuBuffer objects;
    private GpuBuffer lists;
    private GpuBuffer changes;
    private GpuBindGroup scatterGroup;
    private int objectRoom;
    private int listRoom;
    private int materialRoom;
    private int[] staged = new int[ScatterShader.HEADER_WORDS + 64 * ScatterShader.ENTRY_WORDS];
    private int toScatter;
    private final float[] light = Studio.lighting();
    private int strokeRoom = 64;
    private GpuBuffer strokes;

    SceneBuffers(GpuDevice device, Pipelines pipelines, MeshSlab meshes) {
        this.device = device;
        this.pipelines = pipelines;
        vertices = filled("vertices", BufferUsage.VERTEX, 4 * meshes.vertexFloats());
        device.writeBuffer(vertices, 0, meshes.vertices(), 0, meshes.vertexFloats());
        indices = filled("indices", BufferUsage.INDEX, 4 * meshes.totalIndices());
        device.writeBuffer(indices, 0, meshes.indices(), 0, meshes.totalIndices());
        int[] edges = new int[2 * meshes.totalIndices()];
        for (int i = 0; i < meshes.totalIndices(); i++) {
            edges[2 * i] = meshes.indices()[i];
            edges[2 * i + 1] = meshes.indices()[i % 3 == 2 ? i - 2 : i + 1];
        }
        lines = filled("lines", BufferUsage.INDEX, 4 * edges.length);
        device.writeBuffer(lines, 0, edges, 0, edges.length);
        lighting = filled("lighting", BufferUsage.UNIFORM, 4 * light.length);
        device.writeBuffer(lighting, 0, light, 0, light.length);
        materials = filled("materials", BufferUsage.STORAGE, 64);
        objects = filled("objects", STORAGE, 64);
        lists = filled("lists", STORAGE, 64);
        changes = filled("changes", STORAGE, 4 * staged.length);
        scatterGroup = scatterGroup();
        strokes = filled("strokes", BufferUsage.VERTEX, 4 * Strokes.FLOATS * strokeRoom);
    }

    private GpuBuffer filled(String label, int usage, int size) {
        return device.createBuffer(new BufferDescriptor(label, size, usage | BufferUsage.COPY_DST));
    }

    private GpuBindGroup scatterGroup() {
        return device.createBindGroup(
                new BindGroupDescriptor("scatter", pipelines.scatterLayout, List.of(changes, objects)));
    }

    GpuBuffer objects() {
        return objects;
    }

    /** All regions of the draw lists. */
    GpuBuffer lists() {
        return lists;
    }

    /**
     * Writes what changed. {@link #scatter} must be recorded before anything that draws.
     *
     * @return whether {@link #objects}, {@link #lists} or {@link #materials} are other buffers now
     */
    boolean upload(ObjectRecords records, DrawLists drawLists, MaterialTable table) {
        toScatter = 0;
        boolean replaced = upload(table);
        if (drawLists.slots().length != listRoom) {
            lists.destroy();
            listRoom = drawLists.slots().length;
            lists = filled("lists", STORAGE, 4 * listRoom);
            drawLists.touchAll();
            replaced = true;
        }
        if (drawLists.changedFrom() < drawLists.changedTo()) {
            int from = drawLists.changedFrom();
            device.writeBuffer(lists, 4 * from, drawLists.slots(), from, drawLists.changedTo() - from);
            drawLists.clearChanges();
        }
        if (records.capacity() > objectRoom) {
            objects.destroy();
            objectRoom = records.capacity();
            objects = filled("objects", STORAGE, 4 * ObjectRecords.WORDS * objectRoom);
            scatterGroup = scatterGroup();
            device.writeBuffer(objects, 0, records.words(), 0, ObjectRecords.WORDS * objectRoom);
            replaced = true;
        } else if (records.dirtyCount() > 0) {
            uploadChanges(records);
        }
        records.clearDirty();
        return replaced;
    }

    GpuBuffer strokes() {
        return strokes;
    }

    /** Writes the lights of the scene if they are others. */
    void upload(Fixtures fixtures) {
        if (fixtures.changed()) {
            fixtures.setChanged(false);
            int count = fixtures.copy(light, Studio.LIGHTS, Studio.MAX_LIGHTS);
            light[Studio.LIGHT_COUNT] = count;
            int from = Studio.LIGHT_COUNT;
            device.writeBuffer(lighting, 4 * from, light, from, Studio.LIGHTS - from + count * Fixtures.FLOATS);
        }
    }

    /** Writes all of them; whether {@link #strokes} is another buffer now. */
    boolean upload(Strokes drawn) {
        int count = drawn.count();
        boolean more = count > strokeRoom;
        if (more) {
            strokes.destroy();
            strokeRoom = 2 * count;
            strokes = filled("strokes", BufferUsage.VERTEX, 4 * Strokes.FLOATS * strokeRoom);
        }
        if (count > 0) {
            device.writeBuffer(strokes, 0, drawn.values(), 0, Strokes.FLOATS * count);
        }
        return more;
    }

    private boolean upload(MaterialTable table) {
        if (!table.changed()) {
            return false;
        }
        int room = table.values().length;
        boolean more = room > materialRoom;
        if (more) {
            materials.destroy();
            materialRoom = room;
            materials = filled("materials", BufferUsage.STORAGE, 4 * room);
        }
        device.writeBuffer(materials, 0, table.values(), 0, MaterialTable.FLOATS * table.count());
        table.clearChanged();
        return more;
    }

    /** In one piece if that is no more than the changes one by one, else staged for {@link #scatter}. */
    private void uploadChanges(ObjectRecords records) {
        int count = records.dirtyCount();
        int[] slots = records.dirtySlots();
        int first = slots[0];
        int last = slots[0];
        for (int i = 1; i < count; i++) {
            first = Math.min(first, slots[i]);
            last = Math.max(last, slots[i]);
        }
        int piece = (last - first + 1) * ObjectRecords.WORDS;
        int words = ScatterShader.HEADER_WORDS + count * ScatterShader.ENTRY_WORDS;
        if (piece <= words) {
            device.writeBuffer(
                    objects, 4 * ObjectRecords.WORDS * first, records.words(), first * ObjectRecords.WORDS, piece);
            return;
        }
        if (words > staged.length) {
            staged = new int[Math.max(words, 2 * staged.length)];
            changes.destroy();
            changes = filled("changes", STORAGE, 4 * staged.length);
            scatterGroup = scatterGroup();
        }
        staged[0] = count;
        int at = ScatterShader.HEADER_WORDS;
        for (int i = 0; i < count; i++) {
            staged[at++] = slots[i];
            System.arraycopy(records.words(), slots[i] * ObjectRecords.WORDS, staged, at, ObjectRecords.WORDS);
            at += ObjectRecords.WORDS;
        }
        device.writeBuffer(changes, 0, staged, 0, words);
        toScatter = count;
    }

    /** Whether changes are staged for {@link #scatter}. */
    boolean staged() {
        return toScatter > 0;
    }

    /** Records what puts staged changes in their places, if there are any. */
    void scatter(GpuComputePass pass) {
        if (toScatter == 0) {
            return;
        }
        pass.setPipeline(pipelines.scatter);
        pass.setBindGroup(0, scatterGroup);
        pass.dispatchWorkgroups((toScatter + ScatterShader.GROUP - 1) / ScatterShader.GROUP, 1, 1);
        toScatter = 0;
    }
}
