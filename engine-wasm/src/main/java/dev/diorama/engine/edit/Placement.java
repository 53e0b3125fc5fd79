package dev.diorama.engine.edit;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;
import java.util.HashSet;
import java.util.Set;

/** Where a new node goes, and what it is called. */
public final class Placement {
    private static final float STEP = 1.5f;
    private static final float CLEARANCE = 1.2f;
    private static final int MAX_RINGS = 12;
    private static final int SIDE = 2 * MAX_RINGS + 1;

    private final SceneView view;

    public Placement(SceneView view) {
        this.view = view;
    }

    /** The name, or the name with the lowest number from 2 on that makes it one of its own. */
    public String freeName(String name) {
        Set<String> taken = new HashSet<>();
        collectNames(NodeId.ROOT, name, taken);
        if (!taken.contains(name)) {
            return name;
        }
        int number = 2;
        while (taken.contains(name + " " + number)) {
            number++;
        }
        return name + " " + number;
    }

    private void collectNames(NodeId root, String prefix, Set<String> dest) {
        java.util.ArrayDeque<NodeId> open = new java.util.ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            for (NodeId id : view.children(open.pop())) {
                String name = view.node(id).name();
                if (name.startsWith(prefix)) {
                    dest.add(name);
                }
                open.push(id);
            }
        }
    }

    /** The name of a primitive in the tree. */
    public static String nameOf(Primitive primitive) {
        return switch (primitive) {
            case BOX -> "Box";
            case SPHERE -> "Sphere";
            case PLANE -> "Plane";
            case CYLINDER -> "Cylinder";
            case CONE -> "Cone";
            case TORUS -> "Torus";
            case CAPSULE -> "Capsule";
        };
    }

    /** A place standing on the ground as near to (x, z) as there is room among the nodes at the top of the tree. */
    public Transform onGround(Primitive primitive, float x, float z) {
        float y = switch (primitive) {
            case PLANE -> 0;
            case TORUS -> 0.2f;
            default -> 0.5f;
        };
        float cx = Math.round(x / 0.5f) * 0.5f;
        float cz = Math.round(z / 0.5f) * 0.5f;
        boolean[] taken = takenAround(cx, cz);
        for (int ring = 0; ring <= MAX_RINGS; ring++) {
            for (int i = -ring; i <= ring; i++) {
                for (int j = -ring; j <= ring; j++) {
                    boolean onRing = Math.max(Math.abs(i), Math.abs(j)) == ring;
                    if (onRing && !taken[place(i, j)]) {
                        return Transform.at(cx + i * STEP, y, cz + j * STEP);
                    }
                }
            }
        }
        return Transform.at(cx, y, cz);
    }

    /** Which of the places around a point have a node near; looks at each node once, however many there are. */
    private boolean[] takenAround(float cx, float cz) {
        boolean[] taken = new boolean[SIDE * SIDE];
        for (NodeId id : view.children(NodeId.ROOT)) {
            Transform t = view.node(id).transform();
            float dx = t.px() - cx;
            float dz = t.pz() - cz;
            if (!(Math.abs(dx) < SIDE * STEP && Math.abs(dz) < SIDE * STEP)) {
                continue;
            }
            // Places are farther apart than a node keeps clear: it takes at most two in each direction.
            int i = (int) Math.floor(dx / STEP);
            int j = (int) Math.floor(dz / STEP);
            for (int part = 0; part < 4; part++) {
                int x = i + (part & 1);
                int z = j + (part >> 1);
                boolean there = Math.max(Math.abs(x), Math.abs(z)) <= MAX_RINGS;
                if (there
                        && Math.abs(t.px() - (cx + x * STEP)) < CLEARANCE
                        && Math.abs(t.pz() - (cz + z * STEP)) < CLEARANCE) {
                    taken[place(x, z)] = true;
                }
            }
        }
        return taken;
    }

    private static int place(int i, int j) {
        return (i + MAX_RINGS) * SIDE + j + MAX_RINGS;
    }
}
