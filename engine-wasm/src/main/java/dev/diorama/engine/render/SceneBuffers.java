package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BufferDescriptor;
import dev.diorama.engine.gpu.BufferUsage;
import dev.diorama.engine.gpu.GpuBuffer;
import dev.diorama.engine.gpu.GpuBufferPart;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuResource;
import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.scene.DrawLists;
import dev.diorama.engine.scene.Fixtures;
import dev.diorama.engine.scene.MaterialTable;
import dev.diorama.engine.scene.ObjectRecords;

/**
 * The scene on the GPU: geometry, one record per slot, the lists of what is drawn. Changes go up in one write, behind the frame uniform of
 * the canvas's view; where they are scattered, a compute pass puts each in its place.
 */
final class SceneBuffers {
    private static final int STORAGE = BufferUsage.STORAGE | BufferUsage.COPY_DST;

    private static final int ENTRIES = FrameShader.FRAME_FLOATS + ScatterShader.HEADER_WORDS;

    final GpuBuffer vertices;
    final GpuBuffer indices;
    /** The edges of all triangles: for each index two. */
    final GpuBuffer lines;

    final GpuBuffer lighting;
    /** Another one when there are more of them. */
    GpuBuffer materials;

    private final GpuDevice device;
    private GpuBuffer objects;
    private GpuBuffer lists;
    private GpuBuffer staging;
    private int objectRoom;
    private int listRoom;
    private int materialRoom;
    private int[] staged = new int[ENTRIES + 64 * ScatterShader.ENTRY_WORDS];
    private int toScatter;
    private final float[] light = Studio.lighting();
    private int strokeRoom = 64;
    private GpuBuffer strokes;

    SceneBuffers(GpuDevice device, MeshSlab meshes) {
        this.device = device;
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
        staging = newStaging();
        strokes = filled("strokes", BufferUsage.VERTEX, 4 * Strokes.FLOATS * strokeRoom);
    }

    private GpuBuffer filled(String label, int usage, int size) {
        return device.createBuffer(new BufferDescriptor(label, size, usage | BufferUsage.COPY_DST));
    }

    private GpuBuffer newStaging() {
        return filled("frame", BufferUsage.UNIFORM | STORAGE, 4 * staged.length);
    }

    /** The frame uniform of the canvas's view. */
    GpuResource frame() {
        return new GpuBufferPart(staging, 4 * FrameShader.FRAME_FLOATS);
    }

    /** The frame uniform, and the changed records behind it. */
    GpuBuffer staging() {
        return staging;
    }

    GpuBuffer objects() {
        return objects;
    }

    /** All regions of the draw lists. */
    GpuBuffer lists() {
        return lists;
    }

    /**
     * Writes what changed, but for what {@link #writeFrame} writes: scattered records.
     *
     * @return whether {@link #objects}, {@link #lists}, {@link #staging} or {@link #materials} are other buffers now
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
            device.writeBuffer(objects, 0, records.words(), 0, ObjectRecords.WORDS * objectRoom);
            replaced = true;
        } else if (records.dirtyCount() > 0) {
            replaced |= uploadChanges(records);
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

    /** In one piece if that is no more than the changes one by one, else staged for {@link #writeFrame}; whether {@link #staging} is another buffer now. */
    private boolean uploadChanges(ObjectRecords records) {
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
            return false;
        }
        int needed = FrameShader.FRAME_FLOATS + words;
        boolean more = needed > staged.length;
        if (more) {
            staged = new int[Math.max(needed, 2 * staged.length)];
            staging.destroy();
            staging = newStaging();
        }
        staged[FrameShader.FRAME_FLOATS] = count;
        int at = ENTRIES;
        for (int i = 0; i < count; i++) {
            staged[at++] = slots[i];
            System.arraycopy(records.words(), slots[i] * ObjectRecords.WORDS, staged, at, ObjectRecords.WORDS);
            at += ObjectRecords.WORDS;
        }
        toScatter = count;
        return more;
    }

    /**
     * Writes the frame uniform of the canvas's view and the changed records that are scattered.
     *
     * @return how many of those there are: the kernel must put them in their places before anything is drawn
     */
    int writeFrame(float[] frame) {
        for (int i = 0; i < FrameShader.FRAME_FLOATS; i++) {
            staged[i] = Float.floatToRawIntBits(frame[i]);
        }
        int entries = toScatter;
        int words = entries == 0 ? FrameShader.FRAME_FLOATS : ENTRIES + entries * ScatterShader.ENTRY_WORDS;
        device.writeBuffer(staging, 0, staged, 0, words);
        toScatter = 0;
        return entries;
    }
}
