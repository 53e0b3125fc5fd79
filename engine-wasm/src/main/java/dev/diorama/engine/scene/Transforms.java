package dev.diorama.engine.scene;

import dev.diorama.scene.math.Affine;
import dev.diorama.scene.schema.Transform;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** By slot: the node's own transform and its transform in the world, as {@link Affine} has them. */
final class Transforms {
    float[] world = new float[0];
    private float[] own = new float[0];
    /** The positions of {@link #own} once more, close together: most of what is moved is moved by what is above it. */
    private float[] offset = new float[0];

    private int[] open = new int[64];
    private int inner;
    private final float[] trs = new float[10];
    private final float[] other = new float[Affine.SIZE];
    private final float[] placed = new float[Affine.SIZE];
    private final float[] point = new float[3];

    void reserve(int slots) {
        world = Arrays.copyOf(world, slots * Affine.SIZE);
        own = Arrays.copyOf(own, slots * Affine.SIZE);
        offset = Arrays.copyOf(offset, slots * 3);
    }

    /** A node's own transform. */
    void set(int slot, Transform transform) {
        compose(transform, own, slot * Affine.SIZE);
        for (int row = 0; row < 3; row++) {
            offset[3 * slot + row] = own[slot * Affine.SIZE + 4 * row + 3];
        }
    }

    private void compose(Transform t, float[] dest, int at) {
        trs[0] = t.px();
        trs[1] = t.py();
        trs[2] = t.pz();
        trs[3] = t.rx();
        trs[4] = t.ry();
        trs[5] = t.rz();
        trs[6] = t.rw();
        trs[7] = t.sx();
        trs[8] = t.sy();
        trs[9] = t.sz();
        Affine.compose(trs, 0, dest, at);
    }

    /** Works out the position of what hangs below something that was moved and no more: it keeps its directions and sizes. */
    void move(int slot, int above) {
        Affine.multiplyPosition(world, above * Affine.SIZE, own, slot * Affine.SIZE, world, slot * Affine.SIZE);
    }

    /** As {@link #move}, displaced by a motion that neither turns nor grows. */
    void move(int slot, int above, Motion motion) {
        move(slot, above);
        for (int row = 0; row < 3; row++) {
            world[slot * Affine.SIZE + 4 * row + 3] += motion.values[Motion.MOVE + row];
        }
    }

    /**
     * As {@link #move} of everything below a slot, in any order.
     *
     * @param shows by slot: whether somebody wants to know
     * @return of how many slots
     */
    int moveBelow(int top, NodeTree tree, boolean[] shows, IntConsumer moved) {
        int count = 0;
        int waiting = 0;
        int above = top;
        while (true) {
            count += moveChildren(above, tree, shows, moved, waiting);
            waiting += inner;
            if (waiting == 0) {
                return count;
            }
            above = open[--waiting];
        }
    }

    /** Leaves those that have children themselves in {@link #open}, and how many they are in {@link #inner}. */
    private int moveChildren(int above, NodeTree tree, boolean[] shows, IntConsumer moved, int waiting) {
        float[] at = world;
        float[] from = offset;
        int row = above * Affine.SIZE;
        // In local variables: all of these have the same one above them.
        float xx = at[row];
        float xy = at[row + 1];
        float xz = at[row + 2];
        float x0 = at[row + 3];
        float yx = at[row + 4];
        float yy = at[row + 5];
        float yz = at[row + 6];
        float y0 = at[row + 7];
        float zx = at[row + 8];
        float zy = at[row + 9];
        float zz = at[row + 10];
        float z0 = at[row + 11];
        int[] firstChild = tree.firstChildren();
        int[] nextSibling = tree.nextSiblings();
        int count = 0;
        int to = waiting;
        for (int slot = firstChild[above]; slot != NodeTree.NONE; slot = nextSibling[slot]) {
            float x = from[3 * slot];
            float y = from[3 * slot + 1];
            float z = from[3 * slot + 2];
            int own = slot * Affine.SIZE;
            at[own + 3] = xx * x + xy * y + xz * z + x0;
            at[own + 7] = yx * x + yy * y + yz * z + y0;
            at[own + 11] = zx * x + zy * y + zz * z + z0;
            count++;
            if (firstChild[slot] != NodeTree.NONE) {
                if (to == open.length) {
                    open = Arrays.copyOf(open, 2 * to);
                }
                open[to++] = slot;
            }
            if (shows[slot]) {
                moved.accept(slot);
            }
        }
        inner = to - waiting;
        return count;
    }

    /**
     * Works out a world transform.
     *
     * @param base instead of the node's own
     * @param motion displaces it
     * @return whether more than its position changed
     */
    boolean place(int slot, int above, @Nullable Transform base, @Nullable Motion motion) {
        if (base == null) {
            Affine.multiply(world, above * Affine.SIZE, own, slot * Affine.SIZE, placed, 0);
        } else {
            compose(base, other, 0);
            Affine.multiply(world, above * Affine.SIZE, other, 0, placed, 0);
        }
        if (motion != null) {
            motion.apply(placed, point);
        }
        int at = slot * Affine.SIZE;
        boolean turned = false;
        for (int row = 0; row < Affine.SIZE; row += 4) {
            turned |= world[at + row] != placed[row]
                    || world[at + row + 1] != placed[row + 1]
                    || world[at + row + 2] != placed[row + 2];
        }
        System.arraycopy(placed, 0, world, at, Affine.SIZE);
        return turned;
    }
}
