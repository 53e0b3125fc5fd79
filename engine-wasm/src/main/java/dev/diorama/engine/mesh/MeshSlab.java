package dev.diorama.engine.mesh;

import dev.diorama.scene.math.Aabb;
import java.util.Arrays;

/**
 * Many meshes in one vertex and one index array, as two GPU buffers hold them. A vertex is a position and a normal, six floats;
 * indices count from the mesh's own first vertex; triangles are counter-clockwise seen from outside.
 */
public final class MeshSlab {
    /** Floats in a vertex. */
    public static final int VERTEX_FLOATS = 6;

    private float[] vertices = new float[4096];
    private int[] indices = new int[4096];
    private int vertexFloats;
    private int indexCount;
    private int[] firstIndex = new int[8];
    private int[] baseVertex = new int[8];
    private float[] bounds = new float[48];
    private int meshes;

    /** Starts a mesh; what is added next belongs to it. Returns its number, counted from 0. */
    public int begin() {
        if (meshes == firstIndex.length) {
            firstIndex = Arrays.copyOf(firstIndex, 2 * meshes);
            baseVertex = Arrays.copyOf(baseVertex, 2 * meshes);
            bounds = Arrays.copyOf(bounds, 12 * meshes);
        }
        firstIndex[meshes] = indexCount;
        baseVertex[meshes] = vertexFloats / VERTEX_FLOATS;
        float[] empty = new float[6];
        Aabb.empty(empty);
        System.arraycopy(empty, 0, bounds, 6 * meshes, 6);
        return meshes++;
    }

    /** Adds a vertex to the mesh begun last; returns its index. */
    public int vertex(float x, float y, float z, float nx, float ny, float nz) {
        if (vertexFloats + VERTEX_FLOATS > vertices.length) {
            vertices = Arrays.copyOf(vertices, 2 * vertices.length);
        }
        int index = vertexFloats / VERTEX_FLOATS - baseVertex[meshes - 1];
        vertices[vertexFloats++] = x;
        vertices[vertexFloats++] = y;
        vertices[vertexFloats++] = z;
        vertices[vertexFloats++] = nx;
        vertices[vertexFloats++] = ny;
        vertices[vertexFloats++] = nz;
        int at = 6 * (meshes - 1);
        bounds[at] = Math.min(bounds[at], x);
        bounds[at + 1] = Math.min(bounds[at + 1], y);
        bounds[at + 2] = Math.min(bounds[at + 2], z);
        bounds[at + 3] = Math.max(bounds[at + 3], x);
        bounds[at + 4] = Math.max(bounds[at + 4], y);
        bounds[at + 5] = Math.max(bounds[at + 5], z);
        return index;
    }

    /** Whether two vertices of the mesh begun last are one: of the same place and normal. */
    boolean isPoint(int a, int b) {
        int first = baseVertex[meshes - 1];
        for (int i = 0; i < VERTEX_FLOATS; i++) {
            if (vertices[(first + a) * VERTEX_FLOATS + i] != vertices[(first + b) * VERTEX_FLOATS + i]) {
                return false;
            }
        }
        return true;
    }

    /** Adds a triangle to the mesh begun last. */
    public void triangle(int a, int b, int c) {
        if (indexCount + 3 > indices.length) {
            indices = Arrays.copyOf(indices, 2 * indices.length);
        }
        indices[indexCount++] = a;
        indices[indexCount++] = b;
        indices[indexCount++] = c;
    }

    /** Number of meshes. */
    public int size() {
        return meshes;
    }

    /** All vertices; only the first {@link #vertexFloats} count. */
    public float[] vertices() {
        return vertices;
    }

    public int vertexFloats() {
        return vertexFloats;
    }

    /** All indices; only the first {@link #totalIndices} count. */
    public int[] indices() {
        return indices;
    }

    public int totalIndices() {
        return indexCount;
    }

    public int firstIndex(int mesh) {
        return firstIndex[mesh];
    }

    /** Number of indices of a mesh. */
    public int indexCount(int mesh) {
        return (mesh + 1 < meshes ? firstIndex[mesh + 1] : indexCount) - firstIndex[mesh];
    }

    public int baseVertex(int mesh) {
        return baseVertex[mesh];
    }

    /** Copies the box around a mesh. */
    public void bounds(int mesh, float[] aabb) {
        System.arraycopy(bounds, 6 * mesh, aabb, 0, 6);
    }
}
