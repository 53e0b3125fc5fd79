package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.CompareFunction;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuRenderBundle;
import dev.diorama.engine.gpu.GpuSampler;
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.LoadOp;
import dev.diorama.engine.gpu.RenderPassDescriptor;
import dev.diorama.engine.gpu.RenderPassPlan;
import dev.diorama.engine.gpu.SamplerDescriptor;
import dev.diorama.engine.gpu.StoreOp;
import dev.diorama.engine.gpu.TextureDescriptor;
import dev.diorama.engine.gpu.TextureUsage;
import dev.diorama.scene.math.Aabb;
import dev.diorama.scene.math.Mat4;
import dev.diorama.scene.math.Vec3;
import java.util.List;

/**
 * What the key light sees: depth in a square around the scene, or around what the camera looks at where the scene is too large.
 * Its region moves in steps, so that most camera moves leave it as it is.
 */
final class ShadowMap {
    private static final float MIN_RADIUS = 1;
    private static final float MAX_RADIUS = 1e6f;
    /** Room around the scene for the center to keep to its grid, which has so many steps in a radius. */
    private static final float MARGIN = 1.1f;

    private static final float GRID = 16;
    private static final float MIN_REACH = 12;
    private static final float REACH_PER_DISTANCE = 3;
    private static final float MAX_FOCUS = 200;
    private static final float GROUND_DARKNESS = 0.5f;
    private static final float[] UP = {0, 1, 0};

    final GpuTextureView view;
    final GpuSampler sampler;
    final RenderPassPlan plan;
    final GpuRenderBundle bundle;
    private final GpuDevice device;
    private final Pipelines pipelines;
    private final int size;
    private final float[] lightView = new float[16];
    private final float[] lightProjection = new float[16];
    private final float[] matrix = new float[16];
    private final float[] center = new float[3];
    private final float[] newCenter = new float[3];
    private final float[] from = new float[3];
    private float radius;

    ShadowMap(GpuDevice device, Pipelines pipelines, int size) {
        this.device = device;
        this.pipelines = pipelines;
        this.size = size;
        view = device.createView(
                device.createTexture(new TextureDescriptor(
                        "shadow map",
                        size,
                        size,
                        Pipelines.DEPTH,
                        TextureUsage.RENDER_ATTACHMENT | TextureUsage.TEXTURE_BINDING,
                        1)),
                "shadow map");
        sampler = device.createSampler(new SamplerDescriptor("shadow", true, CompareFunction.GREATER_EQUAL));
        plan = device.planRenderPass(new RenderPassDescriptor(
                "shadow", List.of(), new RenderPassDescriptor.DepthAttachment(view, LoadOp.CLEAR, StoreOp.STORE, 0)));
        bundle = device.planBundle("shadow", List.of(), Pipelines.DEPTH, 1);
    }

    GpuBindGroup bind(ViewTargets view, SceneBuffers buffers) {
        return device.createBindGroup(new BindGroupDescriptor(
                "shadow",
                pipelines.shadowLayout,
                List.of(view.uniform(), buffers.objects(), buffers.lists(), buffers.materials)));
    }

    /**
     * Chooses the region for a scene and a camera.
     *
     * @param bounds of what is drawn, may be empty
     * @return whether the region changed
     */
    boolean fit(float[] bounds, float[] eye, float[] forward) {
        float newRadius = stepAbove(Math.max(MIN_RADIUS, Aabb.radius(bounds) * MARGIN));
        if (Aabb.isEmpty(bounds)) {
            Vec3.set(0, 0, 0, newCenter);
        } else {
            Aabb.center(bounds, newCenter);
        }
        float toGround = forward[1] * eye[1] < 0 ? Math.abs(eye[1] / forward[1]) : MAX_FOCUS;
        float focus = Math.min(toGround, Math.min(MAX_FOCUS, Math.max(4 * Math.abs(eye[1]), MIN_REACH)));
        float reach = stepAbove(Math.max(MIN_REACH, REACH_PER_DISTANCE * focus));
        // Written so that bounds beyond all measure, infinite or not a number, end up here, too.
        if (!(newRadius <= reach)) {
            newRadius = reach;
            Vec3.addScaled(eye, forward, focus, newCenter);
        }
        float grid = newRadius / GRID;
        for (int axis = 0; axis < 3; axis++) {
            newCenter[axis] = Math.round(newCenter[axis] / grid) * grid;
        }
        if (newRadius == radius
                && newCenter[0] == center[0]
                && newCenter[1] == center[1]
                && newCenter[2] == center[2]) {
            return false;
        }
        radius = newRadius;
        for (int axis = 0; axis < 3; axis++) {
            center[axis] = newCenter[axis];
            from[axis] = center[axis] + Studio.KEY[axis] * 3 * radius;
        }
        Mat4.lookAt(from, center, UP, lightView);
        Mat4.orthographic(radius, radius, radius, 4.5f * radius, lightProjection);
        Mat4.multiply(lightProjection, lightView, matrix);
        return true;
    }

    /** The next of the steps 1, 1.25, 1.5, 1.75, 2, 2.5, ... that is not less; the value itself if it is not finite. */
    private static float stepAbove(float value) {
        if (!(value < MAX_RADIUS)) {
            return value;
        }
        float power = 1;
        while (power * 2 < value) {
            power *= 2;
        }
        float quarter = power / 4;
        return (float) Math.ceil(value / quarter) * quarter;
    }

    /** Writes what shaders need to the frame uniform. */
    void write(float[] frame) {
        System.arraycopy(matrix, 0, frame, FrameShader.SHADOW, 16);
        float texel = 2 * radius / size;
        frame[FrameShader.SHADOW_BIAS] = texel;
        frame[FrameShader.SHADOW_BIAS + 1] = GROUND_DARKNESS;
        frame[FrameShader.SHADOW_BIAS + 2] = texel / (3.5f * radius);
    }
}
