package dev.diorama.engine.edit;

import dev.diorama.scene.math.Affine;
import dev.diorama.scene.math.Quat;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;

/** Between the world and the space in which a node's position is written, its parent's; as the document has it. */
public final class NodeSpace {
    private final SceneView view;
    private final float[] trs = new float[10];
    private final float[] turn = new float[4];
    private final float[] local = new float[Affine.SIZE];
    private final float[] product = new float[Affine.SIZE];
    private final float[] space = new float[Affine.SIZE];

    public NodeSpace(SceneView view) {
        this.view = view;
    }

    /** Where a node's origin would be in the world with another transform: {@code dest} = x y z. */
    public void worldPosition(NodeId id, Transform t, float[] dest) {
        parentSpace(id);
        for (int row = 0; row < 3; row++) {
            int at = 4 * row;
            dest[row] = space[at] * t.px() + space[at + 1] * t.py() + space[at + 2] * t.pz() + space[at + 3];
        }
    }

    /**
     * A world vector in the space of a node's parent.
     *
     * @return false, with {@code dest} all zero, when the parent's space is flat
     */
    public boolean toParent(NodeId id, float x, float y, float z, float[] dest) {
        parentSpace(id);
        float[] m = space;
        double a = (double) m[5] * m[10] - (double) m[6] * m[9];
        double b = (double) m[6] * m[8] - (double) m[4] * m[10];
        double c = (double) m[4] * m[9] - (double) m[5] * m[8];
        double determinant = m[0] * a + m[1] * b + m[2] * c;
        if (determinant == 0 || Double.isNaN(determinant)) {
            dest[0] = 0;
            dest[1] = 0;
            dest[2] = 0;
            return false;
        }
        double f = 1 / determinant;
        dest[0] = (float) (f
                * (x * a
                        + y * ((double) m[2] * m[9] - (double) m[1] * m[10])
                        + z * ((double) m[1] * m[6] - (double) m[2] * m[5])));
        dest[1] = (float) (f
                * (x * b
                        + y * ((double) m[0] * m[10] - (double) m[2] * m[8])
                        + z * ((double) m[2] * m[4] - (double) m[0] * m[6])));
        dest[2] = (float) (f
                * (x * c
                        + y * ((double) m[1] * m[8] - (double) m[0] * m[9])
                        + z * ((double) m[0] * m[5] - (double) m[1] * m[4])));
        return true;
    }

    /** The rotation of a node's parent in the world, as a quaternion. */
    public void parentRotation(NodeId id, float[] dest) {
        Quat.identity(dest);
        NodeId parent = view.parent(id);
        while (parent != null && !parent.equals(NodeId.ROOT)) {
            Transform t = view.node(parent).transform();
            Quat.set(t.rx(), t.ry(), t.rz(), t.rw(), turn);
            Quat.multiply(turn, dest, dest);
            parent = view.parent(parent);
        }
    }

    /** The rotation of a node in the world, as a quaternion. */
    public void worldRotation(NodeId id, float[] dest) {
        parentRotation(id, dest);
        Transform t = view.node(id).transform();
        Quat.set(t.rx(), t.ry(), t.rz(), t.rw(), turn);
        Quat.multiply(dest, turn, dest);
        Quat.normalize(dest, dest);
    }

    private void parentSpace(NodeId id) {
        Affine.identity(space, 0);
        NodeId parent = view.parent(id);
        while (parent != null && !parent.equals(NodeId.ROOT)) {
            Transform t = view.node(parent).transform();
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
            Affine.compose(trs, 0, local, 0);
            Affine.multiply(local, 0, space, 0, product, 0);
            System.arraycopy(product, 0, space, 0, Affine.SIZE);
            parent = view.parent(parent);
        }
    }
}
