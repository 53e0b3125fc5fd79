package dev.diorama.scene.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MathTest {
    private static final long SEED = 20261121;
    private static final Offset<Float> CLOSE = within(1e-4f);

    private final Random random = new Random(SEED);
    private final float[] v = new float[3];

    @Test
    @DisplayName("the conventions: right-handed, a quarter turn around +Y takes +Z to +X")
    void rotatesCounterClockwise() {
        float[] q = new float[4];
        Quat.fromAxisAngle(new float[] {0, 1, 0}, (float) Math.PI / 2, q);
        Quat.rotate(q, new float[] {0, 0, 1}, v);
        assertClose(v, 1, 0, 0);
        Vec3.cross(new float[] {1, 0, 0}, new float[] {0, 1, 0}, v);
        assertClose(v, 0, 0, 1);
    }

    @Test
    void quaternionProductAppliesTheRightFactorFirst() {
        for (int i = 0; i < 100; i++) {
            float[] a = randomRotation();
            float[] b = randomRotation();
            float[] product = new float[4];
            Quat.multiply(a, b, product);
            float[] point = randomPoint();
            float[] expected = new float[3];
            Quat.rotate(b, point, expected);
            Quat.rotate(a, expected, expected);
            Quat.rotate(product, point, v);
            assertClose(v, expected[0], expected[1], expected[2]);
        }
    }

    @Test
    void eulerAnglesComeBack() {
        float[] q = new float[4];
        float[] again = new float[4];
        for (int i = 0; i < 200; i++) {
            float[] rotation = randomRotation();
            Quat.toEuler(rotation, v);
            Quat.fromEuler(v[0], v[1], v[2], again);
            assertThat(Math.abs(dot4(rotation, again))).isCloseTo(1, CLOSE);
        }
        Quat.fromEuler(0.3f, (float) Math.PI / 2, 0.5f, q);
        Quat.toEuler(q, v);
        Quat.fromEuler(v[0], v[1], v[2], again);
        assertThat(Math.abs(dot4(q, again))).as("looking straight up").isCloseTo(1, within(1e-3f));
    }

    @Test
    void eulerTurnsXFirst() {
        float[] q = new float[4];
        float quarter = (float) Math.PI / 2;
        Quat.fromEuler(quarter, 0, quarter, q);
        Quat.rotate(q, new float[] {0, 1, 0}, v);
        assertClose(v, 0, 0, 1);
    }

    @Test
    void slerpTakesTheShorterWayAtConstantSpeed() {
        float[] a = {0, 0, 0, 1};
        float[] b = new float[4];
        float[] half = new float[4];
        Quat.fromAxisAngle(new float[] {0, 0, 1}, 1.2f, b);
        Quat.slerp(a, new float[] {-b[0], -b[1], -b[2], -b[3]}, 0.25f, half);
        Quat.fromAxisAngle(new float[] {0, 0, 1}, 0.3f, b);
        assertThat(Math.abs(dot4(half, b))).isCloseTo(1, CLOSE);
    }

    @Test
    void decomposeTakesComposeApart() {
        float[] m = new float[16];
        float[] p = new float[3];
        float[] q = new float[4];
        float[] s = new float[3];
        float[] again = new float[16];
        for (int i = 0; i < 200; i++) {
            float[] scale = {0.1f + random.nextFloat() * 3, 0.1f + random.nextFloat() * 3, 0.1f + random.nextFloat() * 3
            };
            if (random.nextBoolean()) {
                scale[random.nextInt(3)] *= -1;
            }
            Mat4.compose(randomPoint(), randomRotation(), scale, m);
            Mat4.decompose(m, p, q, s);
            Mat4.compose(p, q, s, again);
            assertThat(again).containsExactly(m, CLOSE_MATRIX);
        }
    }

    @Test
    void inverseTimesMatrixIsTheIdentity() {
        float[] m = new float[16];
        float[] inverse = new float[16];
        float[] product = new float[16];
        float[] identity = new float[16];
        Mat4.identity(identity);
        for (int i = 0; i < 100; i++) {
            Mat4.compose(randomPoint(), randomRotation(), new float[] {1, 2, 0.5f}, m);
            assertThat(Mat4.invert(m, inverse)).isTrue();
            Mat4.multiply(inverse, m, product);
            assertThat(product).containsExactly(identity, CLOSE_MATRIX);
        }
        Mat4.compose(randomPoint(), randomRotation(), new float[] {1, 0, 1}, m);
        assertThat(Mat4.invert(new float[16], inverse)).isFalse();
        assertThat(inverse).as("left alone").isNotEqualTo(new float[16]);
    }

    @Test
    @DisplayName("depth is reversed: 1 on the near plane, towards 0 in the distance; y is up, -Z is forward")
    void perspectiveReversesDepth() {
        float[] projection = new float[16];
        Mat4.perspective((float) Math.PI / 2, 2, 0.1f, projection);
        assertThat(Mat4.project(projection, new float[] {0, 0, -0.1f}, v)).isTrue();
        assertClose(v, 0, 0, 1);
        assertThat(Mat4.project(projection, new float[] {2, 1, -1}, v)).isTrue();
        assertClose(v, 1, 1, 0.1f);
        assertThat(Mat4.project(projection, new float[] {0, 0, -1e6f}, v)).isTrue();
        assertThat(v[2]).isBetween(0f, 1e-6f);
        assertThat(Mat4.project(projection, new float[] {0, 0, 1}, v))
                .as("behind")
                .isFalse();
    }

    @Test
    void orthographicReversesDepth() {
        float[] projection = new float[16];
        Mat4.orthographic(4, 2, 1, 11, projection);
        Mat4.transformPoint(projection, new float[] {4, -2, -1}, v);
        assertClose(v, 1, -1, 1);
        Mat4.transformPoint(projection, new float[] {0, 0, -11}, v);
        assertClose(v, 0, 0, 0);
    }

    @Test
    void lookAtPutsTheTargetAhead() {
        float[] view = new float[16];
        Mat4.lookAt(new float[] {3, 4, 5}, new float[] {0, 1, 0}, new float[] {0, 1, 0}, view);
        Mat4.transformPoint(view, new float[] {3, 4, 5}, v);
        assertClose(v, 0, 0, 0);
        Mat4.transformPoint(view, new float[] {0, 1, 0}, v);
        assertClose(v, 0, 0, -(float) Math.sqrt(9 + 9 + 25));
        assertThat(Mat4.determinant3(view)).isCloseTo(1, CLOSE);
    }

    @Test
    void rayGoesThroughWhatIsProjectedThere() {
        float[] projection = new float[16];
        for (int i = 0; i < 200; i++) {
            if (i % 2 == 0) {
                Mat4.perspective(0.9f, 1.6f, 0.05f, projection);
            } else {
                Mat4.orthographic(8, 5, 0.1f, 100, projection);
            }
            float[] viewProjection = new float[16];
            float[] view = new float[16];
            Mat4.lookAt(new float[] {3, 4, 9}, new float[] {0, 1, 0}, new float[] {0, 1, 0}, view);
            Mat4.multiply(projection, view, viewProjection);
            float[] inverse = new float[16];
            assertThat(Mat4.invert(viewProjection, inverse)).isTrue();
            float[] point = randomPoint();
            float[] screen = new float[3];
            if (!Mat4.project(viewProjection, point, screen)) {
                continue;
            }
            float[] ray = new float[6];
            Ray.through(inverse, screen[0], screen[1], ray);
            assertThat(Ray.intersectSphere(ray, point, 0.01f)).as("ray %d", i).isPositive();
        }
    }

    @Test
    void rayMeetsPlanesBoxesSpheresAndLines() {
        float[] ray = {0, 1, 5, 0, 0, -1};
        assertThat(Ray.intersectPlane(ray, new float[] {0, 0, 1}, new float[] {0, 0, 1}))
                .isEqualTo(4);
        assertThat(Ray.intersectPlane(ray, new float[] {0, 0, 6}, new float[] {0, 0, 1}))
                .isNaN();
        assertThat(Ray.intersectPlane(ray, new float[3], new float[] {0, 1, 0})).isNaN();
        assertThat(Ray.intersectSphere(ray, new float[] {0, 1, 0}, 2)).isEqualTo(3);
        assertThat(Ray.intersectSphere(ray, new float[] {0, 1, 4}, 2)).isZero();
        assertThat(Ray.intersectSphere(ray, new float[] {0, 4, 0}, 2)).isNaN();
        assertThat(Ray.intersectAabb(ray, new float[] {-1, 0, -1, 1, 2, 1})).isEqualTo(4);
        assertThat(Ray.intersectAabb(ray, new float[] {-1, 2, -1, 1, 3, 1})).isNaN();
        assertThat(Ray.intersectAabb(ray, new float[] {-9, -9, -9, 9, 9, 9})).isZero();
        assertThat(Ray.closestOnLine(ray, new float[] {-3, 0, 0}, new float[] {1, 0, 0}))
                .isEqualTo(3);
        assertThat(Ray.closestOnLine(ray, new float[3], new float[] {0, 0, 1})).isNaN();
    }

    @Test
    void affineIsTheSameAsMat4() {
        float[] trs = new float[20];
        float[] affine = new float[36];
        float[] a = randomTrs(trs, 0);
        float[] b = randomTrs(trs, 10);
        Affine.compose(trs, 0, affine, 0);
        Affine.compose(trs, 10, affine, 12);
        Affine.multiply(affine, 0, affine, 12, affine, 24);
        float[] expected = new float[16];
        Mat4.multiply(a, b, expected);
        float[] actual = new float[16];
        Affine.toMat4(affine, 24, actual);
        assertThat(actual).containsExactly(expected, CLOSE_MATRIX);
    }

    @Test
    void boxesGrowToHoldWhatIsPutIn() {
        float[] box = new float[6];
        Aabb.empty(box);
        assertThat(Aabb.isEmpty(box)).isTrue();
        assertThat(Aabb.radius(box)).isZero();
        Aabb.include(1, 2, 3, box);
        Aabb.include(-1, 0, 3, box);
        assertThat(box).containsExactly(-1, 0, 3, 1, 2, 3);
        float[] trs = new float[10];
        float[] m = randomTrs(trs, 0);
        float[] affine = new float[12];
        Affine.compose(trs, 0, affine, 0);
        float[] moved = new float[6];
        Aabb.empty(moved);
        Aabb.includeTransformed(box, affine, 0, moved);
        for (int corner = 0; corner < 8; corner++) {
            float[] p = {box[(corner & 1) * 3], box[1 + (corner >> 1 & 1) * 3], box[2 + (corner >> 2) * 3]};
            Mat4.transformPoint(m, p, v);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(v[axis]).isBetween(moved[axis] - 1e-4f, moved[3 + axis] + 1e-4f);
            }
        }
    }

    @Test
    void frustumHoldsWhatIsProjectedInside() {
        float[] viewProjection = new float[16];
        Mat4.perspective(1, 1.5f, 0.1f, viewProjection);
        float[] frustum = new float[24];
        Frustum.of(viewProjection, frustum);
        for (int i = 0; i < 500; i++) {
            float[] p = randomPoint();
            boolean inside = Mat4.project(viewProjection, p, v) && Math.abs(v[0]) < 1 && Math.abs(v[1]) < 1 && v[2] < 1;
            assertThat(Frustum.touchesSphere(frustum, p[0], p[1], p[2], 0)).isEqualTo(inside);
            float[] box = {p[0], p[1], p[2], p[0], p[1], p[2]};
            assertThat(Frustum.touchesAabb(frustum, box)).isEqualTo(inside);
        }
        assertThat(Frustum.touchesSphere(frustum, 0, 0, 0.5f, 1)).isTrue();
        assertThat(Frustum.touchesSphere(frustum, 0, 0, 2, 1)).isFalse();
    }

    private static final Offset<Float> CLOSE_MATRIX = within(2e-4f);

    private float[] randomPoint() {
        return new float[] {random.nextFloat() * 10 - 5, random.nextFloat() * 10 - 5, random.nextFloat() * 10 - 5};
    }

    private float[] randomRotation() {
        float[] q = {
            (float) random.nextGaussian(), (float) random.nextGaussian(),
            (float) random.nextGaussian(), (float) random.nextGaussian()
        };
        Quat.normalize(q, q);
        return q;
    }

    private float[] randomTrs(float[] trs, int at) {
        float[] p = randomPoint();
        float[] q = randomRotation();
        float[] s = {0.5f + random.nextFloat(), 0.5f + random.nextFloat(), -0.5f - random.nextFloat()};
        System.arraycopy(p, 0, trs, at, 3);
        System.arraycopy(q, 0, trs, at + 3, 4);
        System.arraycopy(s, 0, trs, at + 7, 3);
        float[] m = new float[16];
        Mat4.compose(p, q, s, m);
        return m;
    }

    private static float dot4(float[] a, float[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
    }

    private static void assertClose(float[] actual, float x, float y, float z) {
        assertThat(actual).containsExactly(new float[] {x, y, z}, CLOSE);
    }
}
