package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Let P be the world matrix of the old parent, Q of the new one, L the node's own. The node stays where it is if its new one is
 * M = inverse(Q) P L. That is a position and a 3x3 matrix A. A position, a rotation R and a scale S stand for it exactly if the columns of A
 * are perpendicular; where parents are scaled unevenly and turned they are not (the node would be sheared). Then the nearest there is:
 *
 *   1. signs are taken out of the columns, those of the node's own scale first, so that a mirrored node stays mirrored the same way;
 *   2. the rotation is the orthogonal factor of the polar decomposition (N. Higham, "Computing the Polar Decomposition", 1986), the
 *      rotation nearest to A;
 *   3. each scale is what is left of A's column along the turned axis.
 *
 * The position is exact in any case. All in double precision, as scenes may be large.
 */
/**
 * Where a node would stand below another parent so that it stays where it is in the world: rules S109 and S110.
 *
 * @param local its new local transform; the old one if it cannot stay
 * @param exact false if it would be sheared, or the new parent's space is flat, so that something about it changes
 */
public record WorldPlacement(Transform local, boolean exact) {

    private static final int SIZE = 12;
    private static final double TOLERANCE = 1e-4;

    /** Of a node below a new parent, which may be ROOT. */
    public static WorldPlacement of(SceneView view, NodeId id, NodeId newParent) {
        Transform own = view.node(id).transform();
        NodeId oldParent = view.parent(id);
        return of(own, world(view, oldParent == null ? NodeId.ROOT : oldParent), world(view, newParent));
    }

    /** Registers of a node at the top of the world, for a place below a parent. */
    static Map<String, AnyValue> moved(SceneView view, Map<String, AnyValue> registers, NodeId parent) {
        Transform own = NodeReader.transform(registers::get);
        Transform local = of(own, identity(), world(view, parent)).local;
        Map<String, AnyValue> moved = new LinkedHashMap<>(registers);
        moved.put(SchemaKeys.POSITION, AnyValue.of(local.px(), local.py(), local.pz()));
        moved.put(SchemaKeys.ROTATION, AnyValue.of(local.rx(), local.ry(), local.rz(), local.rw()));
        moved.put(SchemaKeys.SCALE, AnyValue.of(local.sx(), local.sy(), local.sz()));
        return moved;
    }

    /** The transform of a node in the world. */
    static Transform inWorld(SceneView view, NodeId id) {
        return of(view, id, NodeId.ROOT).local;
    }

    private static WorldPlacement of(Transform own, double[] from, double[] to) {
        double[] inverse = invert(to);
        if (inverse == null) {
            return new WorldPlacement(own, false);
        }
        double[] between = multiply(inverse, from);
        double[] exact = multiply(between, matrix(own));
        WorldPlacement placed = decompose(exact, own);
        return placed == null ? new WorldPlacement(own, false) : placed;
    }

    private static double[] world(SceneView view, NodeId start) {
        double[] world = identity();
        NodeId id = start;
        while (id != null && !id.equals(NodeId.ROOT)) {
            world = multiply(matrix(view.node(id).transform()), world);
            id = view.parent(id);
        }
        return world;
    }

    private static double[] identity() {
        return new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
    }

    /** Three rows of four. */
    private static double[] matrix(Transform t) {
        double x = t.rx();
        double y = t.ry();
        double z = t.rz();
        double w = t.rw();
        return new double[] {
            (1 - 2 * (y * y + z * z)) * t.sx(), 2 * (x * y - z * w) * t.sy(), 2 * (x * z + y * w) * t.sz(), t.px(),
            2 * (x * y + z * w) * t.sx(), (1 - 2 * (x * x + z * z)) * t.sy(), 2 * (y * z - x * w) * t.sz(), t.py(),
            2 * (x * z - y * w) * t.sx(), 2 * (y * z + x * w) * t.sy(), (1 - 2 * (x * x + y * y)) * t.sz(), t.pz()
        };
    }

    private static double[] multiply(double[] a, double[] b) {
        double[] c = new double[SIZE];
        for (int row = 0; row < SIZE; row += 4) {
            for (int column = 0; column < 4; column++) {
                c[row + column] = a[row] * b[column] + a[row + 1] * b[4 + column] + a[row + 2] * b[8 + column];
            }
            c[row + 3] += a[row + 3];
        }
        return c;
    }

    /** Null where space is flat. */
    private static double @Nullable [] invert(double[] m) {
        double a = m[5] * m[10] - m[6] * m[9];
        double b = m[6] * m[8] - m[4] * m[10];
        double c = m[4] * m[9] - m[5] * m[8];
        double determinant = m[0] * a + m[1] * b + m[2] * c;
        if (!(Math.abs(determinant) > 1e-30) || !ValueReader.isFinite(determinant)) {
            return null;
        }
        double f = 1 / determinant;
        double[] i = {
            a * f, (m[2] * m[9] - m[1] * m[10]) * f, (m[1] * m[6] - m[2] * m[5]) * f, 0,
            b * f, (m[0] * m[10] - m[2] * m[8]) * f, (m[2] * m[4] - m[0] * m[6]) * f, 0,
            c * f, (m[1] * m[8] - m[0] * m[9]) * f, (m[0] * m[5] - m[1] * m[4]) * f, 0
        };
        for (int row = 0; row < SIZE; row += 4) {
            i[row + 3] = -(i[row] * m[3] + i[row + 1] * m[7] + i[row + 2] * m[11]);
        }
        return i;
    }

    /** Null if it has no rotation, or numbers that a document cannot hold. */
    private static @Nullable WorldPlacement decompose(double[] m, Transform own) {
        double[] sign = {own.sx() < 0 ? -1 : 1, own.sy() < 0 ? -1 : 1, own.sz() < 0 ? -1 : 1};
        double[] a = m.clone();
        for (int row = 0; row < SIZE; row += 4) {
            a[row + 3] = 0;
            for (int column = 0; column < 3; column++) {
                a[row + column] *= sign[column];
            }
        }
        unflatten(a, own);
        if (determinant(a) < 0) {
            sign[0] = -sign[0];
            for (int row = 0; row < SIZE; row += 4) {
                a[row] = -a[row];
            }
        }
        double[] r = rotation(a);
        if (r == null) {
            return null;
        }
        double[] scale = new double[3];
        double error = 0;
        double size = 0;
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < SIZE; row += 4) {
                scale[column] += r[row + column] * m[row + column];
            }
            for (int row = 0; row < SIZE; row += 4) {
                error = Math.max(error, Math.abs(m[row + column] - r[row + column] * scale[column]));
                size = Math.max(size, Math.abs(m[row + column]));
            }
        }
        double[] q = quaternion(r);
        double limit = NodeReader.MAX_LENGTH;
        for (double number : new double[] {m[3], m[7], m[11], scale[0], scale[1], scale[2]}) {
            if (!(Math.abs(number) <= limit)) {
                return null;
            }
        }
        Transform local = new Transform(
                (float) m[3],
                (float) m[7],
                (float) m[11],
                (float) q[0],
                (float) q[1],
                (float) q[2],
                (float) q[3],
                (float) scale[0],
                (float) scale[1],
                (float) scale[2]);
        return new WorldPlacement(local, error <= TOLERANCE * size);
    }

    /** Columns that the node's own scale makes zero get a direction: across the two others, or the axis. */
    private static void unflatten(double[] a, Transform own) {
        float[] scale = {own.sx(), own.sy(), own.sz()};
        for (int column = 0; column < 3; column++) {
            if (scale[column] == 0) {
                int b = (column + 1) % 3;
                int c = (column + 2) % 3;
                double x = a[4 + b] * a[8 + c] - a[8 + b] * a[4 + c];
                double y = a[8 + b] * a[c] - a[b] * a[8 + c];
                double z = a[b] * a[4 + c] - a[4 + b] * a[c];
                double length = Math.sqrt(x * x + y * y + z * z);
                a[column] = length > 0 ? x / length : column == 0 ? 1 : 0;
                a[4 + column] = length > 0 ? y / length : column == 1 ? 1 : 0;
                a[8 + column] = length > 0 ? z / length : column == 2 ? 1 : 0;
            }
        }
    }

    private static double determinant(double[] m) {
        return m[0] * (m[5] * m[10] - m[6] * m[9])
                + m[1] * (m[6] * m[8] - m[4] * m[10])
                + m[2] * (m[4] * m[9] - m[5] * m[8]);
    }

    /** The orthogonal factor: the mean of a matrix and its inverse transposed, again and again. Null if it is singular. */
    private static double @Nullable [] rotation(double[] a) {
        double[] r = a.clone();
        double change = 1;
        for (int i = 0; i < 100 && change > 1e-14; i++) {
            double[] inverse = invert(r);
            if (inverse == null) {
                return null;
            }
            change = 0;
            double grow = Math.sqrt(norm(inverse) / norm(r));
            double[] next = new double[SIZE];
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    int at = 4 * row + column;
                    next[at] = 0.5 * (grow * r[at] + inverse[4 * column + row] / grow);
                    change = Math.max(change, Math.abs(next[at] - r[at]));
                }
            }
            r = next;
        }
        return r;
    }

    private static double norm(double[] m) {
        double sum = 0;
        for (int row = 0; row < SIZE; row += 4) {
            sum += m[row] * m[row] + m[row + 1] * m[row + 1] + m[row + 2] * m[row + 2];
        }
        return Math.sqrt(sum);
    }

    private static double[] quaternion(double[] m) {
        double trace = m[0] + m[5] + m[10];
        double[] q = new double[4];
        if (trace > 0) {
            double s = Math.sqrt(trace + 1) * 2;
            q[3] = s / 4;
            q[0] = (m[9] - m[6]) / s;
            q[1] = (m[2] - m[8]) / s;
            q[2] = (m[4] - m[1]) / s;
        } else if (m[0] > m[5] && m[0] > m[10]) {
            double s = Math.sqrt(1 + m[0] - m[5] - m[10]) * 2;
            q[3] = (m[9] - m[6]) / s;
            q[0] = s / 4;
            q[1] = (m[1] + m[4]) / s;
            q[2] = (m[2] + m[8]) / s;
        } else if (m[5] > m[10]) {
            double s = Math.sqrt(1 + m[5] - m[0] - m[10]) * 2;
            q[3] = (m[2] - m[8]) / s;
            q[0] = (m[1] + m[4]) / s;
            q[1] = s / 4;
            q[2] = (m[6] + m[9]) / s;
        } else {
            double s = Math.sqrt(1 + m[10] - m[0] - m[5]) * 2;
            q[3] = (m[4] - m[1]) / s;
            q[0] = (m[2] + m[8]) / s;
            q[1] = (m[6] + m[9]) / s;
            q[2] = s / 4;
        }
        return q;
    }
}
