package dev.diorama.engine.scene;

import dev.diorama.scene.math.Affine;
import dev.diorama.scene.schema.Transform;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** By slot: the node's own transform and its transform in the world, as {@link Affine} has them. */
final class Transforms {
    float[] world = new float[0];
    private float[] own = new float[0];
    private final float[] trs = new float[10];
    private final float[] other = new float[Affine.SIZE];
    private final float[] before = new float[Affine.SIZE];
    private final float[] point = new float[3];

    void reserve(int slots) {
        world = Arrays.copyOf(world, slots * Affine.SIZE);
        own = Arrays.copyOf(own, slots * Affine.SIZE);
    }

    /** A node's own transform. */
    void set(int slot, Transform transform) {
        compose(transform, own, slot * Affine.SIZE);
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

    /**
     * Works out a world transform.
     *
     * @param base instead of the node's own
     * @param motion displaces it
     * @return whether more than its position changed
     */
    boolean place(int slot, int above, @Nullable Transform base, @Nullable Motion motion) {
        int at = slot * Affine.SIZE;
        System.arraycopy(world, at, before, 0, Affine.SIZE);
        if (base == null) {
            Affine.multiply(world, above * Affine.SIZE, own, at, world, at);
        } else {
            compose(base, other, 0);
            Affine.multiply(world, above * Affine.SIZE, other, 0, world, at);
        }
        if (motion != null) {
            motion.apply(world, at, point);
        }
        for (int i = 0; i < Affine.SIZE; i++) {
            if (i % 4 != 3 && world[at + i] != before[i]) {
                return true;
            }
        }
        return false;
    }
}
