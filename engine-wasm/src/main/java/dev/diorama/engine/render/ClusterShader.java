package dev.diorama.engine.render;

import dev.diorama.engine.mesh.Clusters;
import dev.diorama.engine.mesh.UnitMeshes;

/**
 * The vertices of round shapes with any number of segments, made up where they are drawn: rows of quads around Y, as the unit meshes
 * have them. A shape of another kind would read its triangles from a slab here; everything else knows clusters alone.
 */
final class ClusterShader {
    /** Most segments where every cluster is drawn without the lists of a view, and where there are many of them besides. */
    static final int FINE = 32;

    static final int COARSE = 16;

    /** At most so many clusters has a shape with that many segments. */
    static final int FINE_CLUSTERS = 20;

    static final int COARSE_CLUSTERS = 5;

    static final String SOURCE = "const TRIANGLES = " + Clusters.TRIANGLES + "u;\nconst FINE = " + FINE
            + "u;\nconst COARSE = " + COARSE
            + "u;\nconst FINE_CLUSTERS = " + FINE_CLUSTERS + "u;\nconst COARSE_CLUSTERS = " + COARSE_CLUSTERS
            + "u;\nconst SPHERE = " + UnitMeshes.SPHERE + "u;\nconst CYLINDER = " + UnitMeshes.CYLINDER
            + "u;\nconst CONE = " + UnitMeshes.CONE + "u;\nconst TORUS = " + UnitMeshes.TORUS + "u;\n" + """
            struct Corner { position: vec3f, normal: vec3f }

            // Quads around and along, with at most so many segments.
            fn quads(o: Object, most: u32) -> vec2u {
              let n = min(o.shape & 0xffffu, most);
              switch o.mesh & 255u {
                case SPHERE: { return vec2u(n, max(n / 2, 2u)); }
                case CYLINDER: { return vec2u(n, 3); }
                case CONE: { return vec2u(n, 2); }
                case TORUS: { return vec2u(n, min(o.shape >> 16u, most * 5 / 8)); }
                default: { return vec2u(n, max(n / 4, 1u) * 2 + 1); }
              }
            }

            // Shapes with poles have half of the quads there.
            fn triangles(o: Object, most: u32) -> u32 {
              let q = quads(o, most);
              return q.x * 2 * (q.y - select(1u, 0u, (o.mesh & 255u) == TORUS));
            }

            // The vertex of a cluster with that index; behind the last triangle all are one.
            fn corner(o: Object, most: u32, part: u32, vertex: u32) -> Corner {
              let kind = o.mesh & 255u;
              let q = quads(o, most);
              let poles = select(1u, 0u, kind == TORUS);
              let row = 2 * (q.y - poles);
              let t = part * TRIANGLES + vertex / 3;
              let c = select(vertex % 3, 0u, t >= q.x * row);
              // The first triangle of a quad has its upper left corner, the second its lower right one.
              let half = t % row + poles;
              let second = (half & 1u) != 0;
              let band = half / 2;
              let edge = band + u32(select(c == 1, c != 0, second));
              let tip = kind == CONE && edge == 0;
              let column = select(f32((t / row + u32(select(c == 2, c != 1, second))) % q.x), f32(t / row) + 0.5, tip);
              let share = f32(edge) / f32(q.y);
              var p: vec2f;          // distance from the axis, height
              var n: vec2f;
              switch kind {
                case SPHERE: {
                  n = vec2f(sin(3.14159265 * share), cos(3.14159265 * share));
                  p = n * 0.5;
                }
                case CYLINDER: {
                  n = select(vec2f(0, 1 - f32(band)), vec2f(1, 0), band == 1);
                  p = vec2f(select(0.0, 0.5, edge == 1 || edge == 2), select(-0.5, 0.5, edge < 2));
                }
                case CONE: {
                  n = select(vec2f(0, -1), vec2f(0.8944272, 0.4472136), band == 0);
                  p = vec2f(select(0.0, 0.5, edge == 1), select(-0.5, 0.5, edge == 0));
                }
                case TORUS: {
                  let tube = -6.2831853 * f32(edge % q.y) / f32(q.y);
                  n = vec2f(cos(tube), sin(tube));
                  p = vec2f(0.5, 0);
                }
                default: {
                  let top = edge <= q.y / 2;
                  let polar = 1.5707963 * f32(select(edge - 1, edge, top)) / f32(q.y / 2);
                  n = vec2f(sin(polar), cos(polar));
                  p = vec2f(0, select(-0.5, 0.5, top));
                }
              }
              let around = 6.2831853 * column / f32(q.x);
              let turn = vec2f(sin(around), cos(around));
              return Corner(vec3f(turn.x * p.x, p.y, turn.y * p.x), vec3f(turn.x * n.x, n.y, turn.y * n.x));
            }

            // Without the lists of a view each object has as many places as any shape has clusters.
            fn anyCorner(o: Object, instance: u32, vertex: u32, coarse: bool) -> Corner {
              return corner(o, select(FINE, COARSE, coarse), instance % select(FINE_CLUSTERS, COARSE_CLUSTERS, coarse), vertex);
            }
            """;

    private ClusterShader() {}
}
