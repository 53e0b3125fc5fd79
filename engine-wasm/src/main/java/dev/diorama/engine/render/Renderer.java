package dev.diorama.engine.render;

import dev.diorama.engine.gpu.CallCounter;
import dev.diorama.engine.gpu.ComputePassPlan;
import dev.diorama.engine.gpu.GpuBindGroup;
import dev.diorama.engine.gpu.GpuCommandEncoder;
import dev.diorama.engine.gpu.GpuComputePass;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuRenderBundle;
import dev.diorama.engine.gpu.GpuRenderPass;
import dev.diorama.engine.gpu.GpuRenderPipeline;
import dev.diorama.engine.gpu.GpuTextureView;
import dev.diorama.engine.gpu.RenderPassPlan;
import dev.diorama.engine.mesh.Clusters;
import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.mesh.UnitMeshes;
import dev.diorama.engine.pick.PickCallback;
import dev.diorama.engine.pick.Picker;
import dev.diorama.engine.pick.RegionCallback;
import dev.diorama.engine.scene.DrawLists;
import dev.diorama.engine.scene.SceneMirror;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * A frame:
 *
 * 1. The mirror brings marked subtrees up to date. If neither the scene nor the input differs from the last frame, that is all.
 * 2. One write for the frame uniform and the changed records, at most one for what is drawn.
 * 3. Passes, each a constant list of calls: update (changed records to their slots; then what is in view, in which detail, unless all is and
 *    shows as before), shadow (if a caster or its region changed), scene (objects, one indirect draw per mesh and level of detail and one for all clusters; the gizmo),
 *    composite (to the canvas). What a render pass draws is a bundle, one call; it is recorded anew only when other calls would draw it:
 *    when a shape is the first or the last of its kind, when the gizmo comes or goes, or, for the shadow map, when there are other objects.
 *
 * Lights and cameras are drawn as strokes that can be picked, all in one draw; what other people do in another, however many people there
 * are.
 *
 * What shows what is behind it is drawn in a pass of its own after the scene pass, if there is such a thing; the composite pass lays it over.
 *
 * Where indirect draws cannot start at any instance, everything is drawn, coarse where there are many, with no compute pass but the
 * scatter.
 *
 * Where the CPU draws, and something moves on a large canvas, the passes scene and composite draw a view of half the resolution, and one more
 * pass scales it up. What the whole view is drawn to stays, and so does what the small one is: to change between them makes nothing.
 *
 * Nothing in it depends on the number of objects but the instance counts and the bytes of what changed.
 */

/** Draws a scene to the canvas, on demand, and to images. Allocates nothing in a frame unless the scene has grown. */
public final class Renderer {
    private static final int SAMPLES = 4;
    /** With more objects of one shape than this each gets fewer triangles, where nothing looks at them one by one. */
    private static final int MANY = 500;

    private static final int SHADOW_SIZE = 2048;
    private static final int SOFTWARE_SHADOW_SIZE = 1024;

    private final GpuDevice device;
    private final CallCounter counter;
    private final SceneMirror scene;
    private final MeshSlab meshes = UnitMeshes.build();
    private final Pipelines pipelines;
    private final SceneBuffers buffers;
    private final Culling culling;
    private final WholeView wholeView = new WholeView();
    private final ComputePassPlan updatePlan;
    private final ShadowMap shadow;
    private final Picker picker;
    private final Meter meter;
    private final FrameState state = new FrameState();
    private final Resolution resolution;
    private @Nullable ViewTargets view;
    private Picker.@Nullable Source wholeSource;
    private @Nullable SmallView small;
    private @Nullable GpuBindGroup shadowGroup;
    private boolean rebind = true;
    private boolean sceneChanged = true;
    private long frames;
    private long callsOfFrame;
    private long drawsOfFrame;
    private long bytesOfFrame;
    private boolean shadowDrawn;
    private boolean updated;
    /** The view that the lists of the frame under way are made for, if they are. */
    private @Nullable ViewTargets culled;

    private int shadowRecorded;
    private double began;
    private double flushed;
    private double uploaded;
    private double submitted;

    /** Makes pipelines and buffers; the first frame needs a {@link #resize} before it. */
    public Renderer(GpuDevice gpu, SceneMirror scene) {
        this.device = gpu;
        this.counter = device.counter();
        this.scene = scene;
        pipelines = new Pipelines(device, SAMPLES);
        buffers = new SceneBuffers(device, meshes);
        culling = new Culling(device, meshes);
        updatePlan = device.planComputePass("update");
        resolution = new Resolution(gpu.limits().software());
        shadow = new ShadowMap(device, pipelines, gpu.limits().software() ? SOFTWARE_SHADOW_SIZE : SHADOW_SIZE);
        picker = new Picker(device, SAMPLES);
        meter = new Meter(device, culling, meshes);
        scene.drawLists().touchAll();
        scene.materials().touch();
        scene.fixtures().setChanged(true);
    }

    /** The canvas has this many device pixels. */
    public void resize(int width, int height) {
        int limit = device.limits().maxTextureDimension2d();
        int w = Math.max(1, Math.min(width, limit));
        int h = Math.max(1, Math.min(height, limit));
        if (view != null && view.width == w && view.height == h) {
            return;
        }
        if (view != null && wholeSource != null) {
            view.destroy();
            wholeSource.destroy();
        }
        if (small != null) {
            small.destroy();
        }
        resolution.resize(w, h);
        view = new ViewTargets(device, pipelines, SAMPLES, w, h, false);
        wholeSource = picker.source(view.ids(), view.depth(), w, h, false);
        picker.read(wholeSource);
        rebind = true;
        sceneChanged = true;
    }

    /** The colour behind everything, linear light, 0 to 1. */
    public void setBackground(float r, float g, float b) {
        state.setBackground(r, g, b);
    }

    /**
     * The colour of an outline, as it shows on the screen.
     *
     * @param outline 1 to {@link SceneMirror#MAX_OUTLINE}
     * @param rgb sRGB, {@code 0xRRGGBB}
     */
    public void setOutlineColor(int outline, int rgb) {
        state.setOutlineColor(outline, rgb);
    }

    /**
     * Draws a frame if anything changed: the scene, its display offsets and outlines, the camera, the gizmo, the size, colours; or if what
     * the canvas shows is of half the resolution and nothing moves any more.
     *
     * @return false when nothing was drawn; no WebGPU call was made then
     */
    public boolean renderFrame(FrameInput input) {
        ViewTargets target = view;
        if (target == null) {
            return false;
        }
        scene.flush();
        target.shown = input.output.number();
        boolean changed =
                state.update(input) || hasSceneChanged() || scene.fixtures().changed();
        if (!resolution.next(changed, state.takeMoved(), target.shown)) {
            return false;
        }
        flushed = device.now();
        began = input.began > 0 ? input.began : flushed;
        long calls = counter.calls();
        long draws = counter.draws();
        long bytes = counter.bytes();
        ViewTargets drawn = resolution.reduced() ? reduced(target) : target;
        boolean measured = meter.begin(updatePlan, shadow, drawn);
        GpuCommandEncoder encoder = beginFrame(target, drawn);
        GpuTextureView canvas = device.acquireCanvas();
        if (drawn == target) {
            target.compositePass.setColorView(0, canvas);
        }
        encodeView(encoder, drawn, pipelines.compositeToCanvas);
        if (small != null && drawn != target) {
            small.show(encoder, canvas);
        } else if (wholeSource != null) {
            picker.read(wholeSource);
        }
        if (measured) {
            meter.encode(encoder, updated, shadowDrawn);
        }
        submit(encoder);
        if (measured) {
            meter.read();
        }
        submitted = device.now();
        frames++;
        callsOfFrame = counter.calls() - calls;
        drawsOfFrame = counter.draws() - draws;
        bytesOfFrame = counter.bytes() - bytes;
        return true;
    }

    /** The view of half the resolution, made if there is none yet. */
    private ViewTargets reduced(ViewTargets whole) {
        if (small == null) {
            small = new SmallView(device, pipelines, picker);
        }
        ViewTargets targets = small.targets();
        if (targets == null) {
            targets = small.make(whole);
            rebind = true;
        }
        targets.shown = whole.shown;
        return targets;
    }

    private boolean hasSceneChanged() {
        DrawLists lists = scene.drawLists();
        return sceneChanged
                || scene.materials().changed()
                || scene.records().dirtyCount() > 0
                || lists.changedFrom() < lists.changedTo();
    }

    /** Brings the GPU's scene and the shadow map up to date, and fills the uniform and the lists of the view that is drawn. */
    private GpuCommandEncoder beginFrame(ViewTargets main, ViewTargets target) {
        boolean casters = hasSceneChanged();
        // The culling goes first: uploading says that the lists are no longer new.
        rebind |= culling.upload(scene.drawLists());
        rebind |= buffers.upload(scene.records(), scene.drawLists(), scene.materials());
        rebind |= buffers.upload(state.strokes());
        buffers.upload(scene.fixtures());
        rebind |= target.setVeiled(scene.materials().blends() && target.shown == Output.BEAUTY.number());
        boolean kept = !casters && !rebind && !target.apart();
        if (rebind) {
            main.bind(buffers, culling, shadow);
            ViewTargets reduced = small == null ? null : small.targets();
            if (reduced != null) {
                reduced.bind(buffers, culling, shadow);
            }
            shadowGroup = shadow.bind(main, buffers);
            shadowRecorded = -1;
            rebind = false;
        }
        casters |= shadow.fit(scene.drawnBounds(), state.eye, state.forward);
        sceneChanged = false;
        ViewTargets shown = target.apart() ? main : target;
        fillFrame(shown);
        int changes = buffers.writeFrame(shown.frame);
        if (target.apart()) {
            target.bind(buffers, culling, shadow);
            fillFrame(target);
            target.writeFrame();
        }
        uploaded = device.now();
        GpuCommandEncoder encoder = device.createCommandEncoder();
        kept = kept && wholeView.holds(scene.drawnBounds(), target.frame);
        update(encoder, target, changes, culling.possible() && !kept);
        shadowDrawn = casters && shadowGroup != null;
        if (casters && shadowGroup != null) {
            if (shadowRecorded != scene.drawLists().version()) {
                shadowRecorded = scene.drawLists().version();
                recordShadow(device.record(shadow.bundle), shadowGroup);
            }
            execute(encoder, shadow.plan, shadow.bundle);
        }
        return encoder;
    }

    private void recordShadow(GpuRenderPass pass, GpuBindGroup group) {
        pass.setPipeline(pipelines.shadow);
        pass.setBindGroup(0, group);
        pass.setVertexBuffer(0, buffers.vertices);
        pass.setIndexBuffer(buffers.indices);
        drawAll(pass, 1, pipelines.shadowClusters);
        pass.end();
    }

    private void update(GpuCommandEncoder encoder, ViewTargets target, int changes, boolean cull) {
        culled = cull ? target : null;
        if (cull) {
            // Until it is submitted, there are neither the old lists nor others.
            wholeView.forget();
        }
        updated = cull || changes > 0;
        if (updated) {
            GpuComputePass pass = encoder.beginComputePass(updatePlan);
            culling.encode(pass, target.updateGroup(), changes, cull);
            pass.end();
        }
    }

    private void submit(GpuCommandEncoder encoder) {
        encoder.finish();
        device.submit(encoder);
        if (culled != null) {
            wholeView.culled(scene.drawnBounds(), culled.frame);
            culled = null;
        }
    }

    private void fillFrame(ViewTargets target) {
        state.write(target, scene.hasOutlines());
        shadow.write(target.frame);
    }

    private void encodeView(GpuCommandEncoder encoder, ViewTargets target, GpuRenderPipeline composite) {
        if (target.recorded < 0) {
            GpuRenderPass last = device.record(target.compositeBundle);
            last.setPipeline(composite);
            last.setBindGroup(0, target.compositeGroup());
            last.draw(3, 1, 0, 0);
            last.end();
        }
        RenderPassPlan veils = target.veilPass();
        long drawn = drawnIn(target);
        if (target.recorded != drawn) {
            target.recorded = drawn;
            recordScene(device.record(target.sceneBundle), target);
            if (veils != null) {
                GpuRenderPass pass = device.record(target.veilBundle);
                drawObjects(pass, target, pipelines.veil, pipelines.veilClusters, false);
                pass.end();
            }
        }
        execute(encoder, target.scenePass, target.sceneBundle);
        if (veils != null) {
            execute(encoder, veils, target.veilBundle);
        }
        execute(encoder, target.compositePass, target.compositeBundle);
    }

    private static void execute(GpuCommandEncoder encoder, RenderPassPlan plan, GpuRenderBundle bundle) {
        GpuRenderPass pass = encoder.beginRenderPass(plan);
        pass.execute(bundle);
        pass.end();
    }

    /** What of a view is recorded: the same number as long as the same calls draw it. */
    private long drawnIn(ViewTargets target) {
        if (!culling.possible()) {
            // The draws hold the counts of objects: recorded again in each frame.
            return (target.recorded & 1) + 1;
        }
        DrawLists lists = scene.drawLists();
        long key = target.overlays()
                ? (long) state.strokes().count() << 24 | state.strokes().pickable()
                : 0;
        key = 8 * key + (target.overlays() && state.gizmoVisible() ? 1 + state.tool() : 0);
        key = 2 * key + (target.shown == Output.WIREFRAME.number() ? 1 : 0);
        for (int bucket = 0; bucket < Clusters.BUCKETS; bucket++) {
            key = 2 * key + (lists.count(bucket) > 0 ? 1 : 0);
        }
        return key;
    }

    private void recordScene(GpuRenderPass pass, ViewTargets target) {
        boolean wire = target.shown == Output.WIREFRAME.number();
        drawObjects(
                pass,
                target,
                wire ? pipelines.wireframe : pipelines.scene,
                wire ? pipelines.clusterLines : pipelines.clusters,
                wire);
        int strokes = target.overlays() ? state.strokes().count() : 0;
        boolean gizmo = target.overlays() && state.gizmoVisible();
        if (wire && (strokes > 0 || gizmo)) {
            pass.setIndexBuffer(buffers.indices);
        }
        if (strokes > 0) {
            int symbols = state.strokes().pickable();
            pass.setVertexBuffer(1, buffers.strokes());
            drawStrokes(pass, pipelines.symbols, UnitMeshes.CYLINDER, 0, symbols);
            drawStrokes(pass, pipelines.strokes, UnitMeshes.CAPSULE, symbols, strokes);
        }
        if (gizmo) {
            pass.setPipeline(pipelines.gizmo);
            drawGizmo(pass);
        }
        pass.end();
    }

    private void drawObjects(
            GpuRenderPass pass,
            ViewTargets target,
            GpuRenderPipeline pipeline,
            GpuRenderPipeline clusters,
            boolean wire) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, target.sceneGroup());
        pass.setVertexBuffer(0, buffers.vertices);
        pass.setIndexBuffer(wire ? buffers.lines : buffers.indices);
        if (!culling.possible()) {
            drawAll(pass, wire ? 2 : 1, clusters);
        } else {
            culling.draw(pass, scene.drawLists());
            if (scene.drawLists().clusters() > 0) {
                pass.setPipeline(clusters);
                pass.drawIndirect(culling.arguments, Culling.CLUSTER_ARGUMENTS);
            }
        }
    }

    private void drawStrokes(GpuRenderPass pass, GpuRenderPipeline pipeline, int mesh, int from, int to) {
        if (from < to) {
            pass.setPipeline(pipeline);
            drawMesh(pass, UnitMeshes.coarse(mesh), to - from, from);
        }
    }

    /** Draws every object, in view or not. */
    private void drawAll(GpuRenderPass pass, int parts, GpuRenderPipeline clusters) {
        DrawLists lists = scene.drawLists();
        for (int mesh = 0; mesh < Clusters.BUCKET; mesh++) {
            int count = lists.count(mesh);
            if (count > 0) {
                int drawn = drawn(lists, mesh);
                pass.drawIndexed(
                        parts * meshes.indexCount(drawn),
                        count,
                        parts * meshes.firstIndex(drawn),
                        meshes.baseVertex(drawn),
                        lists.from(mesh));
            }
        }
        int shapes = lists.count(Clusters.BUCKET);
        if (shapes > 0) {
            boolean coarse = shapes > MANY;
            int each = coarse ? ClusterShader.COARSE_CLUSTERS : ClusterShader.FINE_CLUSTERS;
            int vertices = 3 * Clusters.TRIANGLES;
            pass.setPipeline(clusters);
            // Where the first vertex is says that it is coarse.
            pass.draw(parts * vertices, shapes * each, coarse ? 2 * vertices : 0, lists.from(Clusters.BUCKET) * each);
        }
    }

    private DrawnStats drawnOnCpu() {
        DrawLists lists = scene.drawLists();
        long triangles = 0;
        for (int mesh = 0; mesh < Clusters.BUCKET; mesh++) {
            triangles += (long) lists.count(mesh) * meshes.indexCount(drawn(lists, mesh)) / 3;
        }
        return new DrawnStats(lists.total(), triangles + (long) lists.clusters() * Clusters.TRIANGLES);
    }

    /** The mesh in the detail that it is drawn in where everything is drawn. */
    private static int drawn(DrawLists lists, int mesh) {
        return lists.count(mesh) > MANY ? UnitMeshes.coarse(mesh) : mesh;
    }

    private void drawGizmo(GpuRenderPass pass) {
        int tool = state.tool();
        boolean all = tool == GizmoState.COMBINED;
        if (all || tool == GizmoState.ROTATE) {
            drawMesh(pass, UnitMeshes.RING, 4, GizmoState.RINGS);
        }
        if (tool != GizmoState.ROTATE) {
            boolean scale = tool == GizmoState.SCALE;
            drawMesh(pass, scale ? UnitMeshes.BAR : UnitMeshes.ARROW, 3, all ? GizmoState.LONG_ARROWS : 0);
            drawMesh(pass, UnitMeshes.SQUARE, 3, 3);
            drawMesh(pass, scale || all ? UnitMeshes.CUBE : UnitMeshes.HUB, 1, 6);
        }
    }

    private void drawMesh(GpuRenderPass pass, int mesh, int count, int firstInstance) {
        pass.drawIndexed(
                meshes.indexCount(mesh), count, meshes.firstIndex(mesh), meshes.baseVertex(mesh), firstInstance);
    }

    /**
     * Asks what is at a pixel of the frame drawn last; the answer comes between frames. Outside of the canvas there is nothing, and
     * where too many questions are under way the oldest that has not been asked of the GPU yet waits.
     */
    public void requestPick(int x, int y, PickCallback callback) {
        picker.request(x, y, callback);
    }

    /** Asks what is seen in a rectangle of the frame drawn last; the answer comes between frames. */
    public void requestRegion(int left, int top, int right, int bottom, RegionCallback callback) {
        picker.requestRegion(left, top, right, bottom, scene.records().capacity(), callback);
    }

    /**
     * Draws the scene off-screen, as the last frame's input shows it but with another size.
     *
     * @param width 1 to the device's largest texture
     * @param height as width
     * @param rgba receives width * height * 4 bytes, the top row first; none if the device was lost
     * @throws IllegalArgumentException if the size is not possible
     */
    public void renderImage(int width, int height, Consumer<byte[]> rgba) {
        renderImage(width, height, Output.BEAUTY, 1, rgba);
    }

    /** Images show this from now on; a frame brings its own. */
    public void look(FrameInput input) {
        state.update(input);
    }

    /**
     * As {@link #renderImage(int, int, Consumer)}.
     *
     * @param output what of the scene to show
     * @param behind 1 with the grid, outlines and the gizmo, 0 without them, -1 with nothing behind the objects but their shadow: straight alpha
     */
    public void renderImage(int width, int height, Output output, int behind, Consumer<byte[]> rgba) {
        ImageReader.check(device.limits(), width, height);
        if (view == null) {
            resize(width, height);
        }
        ViewTargets main = view;
        if (main == null) {
            return;
        }
        scene.flush();
        ViewTargets image = new ViewTargets(device, pipelines, SAMPLES, width, height, true);
        image.shown = output.number();
        image.behind = behind;
        GpuCommandEncoder encoder = beginFrame(main, image);
        // The canvas still shows the old scene; the next frame has to draw it.
        state.touch();
        encodeView(encoder, image, pipelines.compositeToImage);
        ImageReader reader = new ImageReader(device, image);
        reader.copy(encoder);
        submit(encoder);
        reader.read(rgba);
    }

    /** The device's clock, for {@link FrameInput#began}. */
    public double now() {
        return device.now();
    }

    /** What frames have cost, and has the next one measured that is drawn. */
    public FrameStats stats() {
        meter.want();
        return new FrameStats(
                frames,
                counter.calls(),
                (int) callsOfFrame,
                (int) drawsOfFrame,
                (int) bytesOfFrame,
                scene.drawLists().total(),
                counter.memory(),
                resolution.reduced() ? 0.5f : 1,
                new FrameTimes((float) (flushed - began), (float) (uploaded - flushed), (float) (submitted - uploaded)),
                culling.possible() ? meter.drawn() : drawnOnCpu(),
                meter.passTimes());
    }
}
