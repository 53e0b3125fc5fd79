package dev.diorama.engine.render;

import dev.diorama.engine.gpu.BindGroupLayoutDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor.Entry;
import dev.diorama.engine.gpu.BindingType;
import dev.diorama.engine.gpu.BlendMode;
import dev.diorama.engine.gpu.CompareFunction;
import dev.diorama.engine.gpu.CullMode;
import dev.diorama.engine.gpu.GpuBindGroupLayout;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.gpu.GpuPipelineLayout;
import dev.diorama.engine.gpu.GpuRenderPipeline;
import dev.diorama.engine.gpu.GpuShaderModule;
import dev.diorama.engine.gpu.RenderPipelineDescriptor;
import dev.diorama.engine.gpu.RenderPipelineDescriptor.Attribute;
import dev.diorama.engine.gpu.RenderPipelineDescriptor.ColorTarget;
import dev.diorama.engine.gpu.RenderPipelineDescriptor.DepthState;
import dev.diorama.engine.gpu.RenderPipelineDescriptor.VertexBuffer;
import dev.diorama.engine.gpu.ShaderStage;
import dev.diorama.engine.gpu.TextureFormat;
import dev.diorama.engine.gpu.VertexFormat;
import dev.diorama.engine.mesh.MeshSlab;
import java.util.List;

/** Every pipeline with its layouts, made once. */
final class Pipelines {
    static final TextureFormat COLOR = TextureFormat.RGBA16_FLOAT;
    static final TextureFormat ID = TextureFormat.RG16_UINT;
    static final TextureFormat DEPTH = TextureFormat.DEPTH32_FLOAT;

    private static final int BOTH = ShaderStage.VERTEX | ShaderStage.FRAGMENT;
    private static final List<VertexBuffer> MESH_VERTICES = List.of(new VertexBuffer(
            4 * MeshSlab.VERTEX_FLOATS,
            false,
            List.of(new Attribute(VertexFormat.FLOAT32X3, 0, 0), new Attribute(VertexFormat.FLOAT32X3, 12, 1))));

    private static final VertexBuffer STROKES = new VertexBuffer(
            4 * Strokes.FLOATS,
            true,
            List.of(
                    new Attribute(VertexFormat.FLOAT32X4, 0, 2),
                    new Attribute(VertexFormat.FLOAT32X4, 16, 3),
                    new Attribute(VertexFormat.FLOAT32X3, 32, 4),
                    new Attribute(VertexFormat.UINT32, 44, 5)));

    final GpuBindGroupLayout sceneLayout;
    final GpuBindGroupLayout shadowLayout;
    final GpuBindGroupLayout compositeLayout;
    final GpuRenderPipeline scene;
    final GpuRenderPipeline wireframe;
    final GpuRenderPipeline clusters;
    final GpuRenderPipeline clusterLines;
    /** What shows what is behind it. */
    final GpuRenderPipeline veil;

    final GpuRenderPipeline veilClusters;
    final GpuRenderPipeline gizmo;
    final GpuRenderPipeline strokes;
    final GpuRenderPipeline symbols;
    final GpuRenderPipeline shadow;
    final GpuRenderPipeline shadowClusters;
    final GpuRenderPipeline compositeToCanvas;
    final GpuRenderPipeline compositeToImage;

    Pipelines(GpuDevice device, int samples) {
        boolean many = samples > 1;
        sceneLayout = sceneLayout(device);
        shadowLayout = layout(
                device,
                "shadow",
                Entry.of(ShaderStage.VERTEX, BindingType.UNIFORM_BUFFER),
                Entry.of(ShaderStage.VERTEX, BindingType.READ_ONLY_STORAGE_BUFFER),
                Entry.of(ShaderStage.VERTEX, BindingType.READ_ONLY_STORAGE_BUFFER),
                Entry.of(ShaderStage.VERTEX, BindingType.READ_ONLY_STORAGE_BUFFER));
        compositeLayout = layout(
                device,
                "composite",
                Entry.of(ShaderStage.FRAGMENT, BindingType.UNIFORM_BUFFER),
                Entry.of(ShaderStage.FRAGMENT, BindingType.TEXTURE_UNFILTERABLE_FLOAT),
                new Entry(ShaderStage.FRAGMENT, BindingType.TEXTURE_UINT, many),
                new Entry(ShaderStage.FRAGMENT, BindingType.TEXTURE_DEPTH, many),
                Entry.of(ShaderStage.FRAGMENT, BindingType.TEXTURE_DEPTH),
                Entry.of(ShaderStage.FRAGMENT, BindingType.COMPARISON_SAMPLER),
                Entry.of(ShaderStage.FRAGMENT, BindingType.TEXTURE_UNFILTERABLE_FLOAT));
        GpuPipelineLayout sceneGroups = device.createPipelineLayout("scene", List.of(sceneLayout));
        GpuShaderModule objects = device.createShaderModule("objects", SceneShader.SOURCE);
        scene = sceneTargets(device, "objects", sceneGroups, objects, BlendMode.OPAQUE, samples, false);
        wireframe = sceneTargets(device, "wireframe", sceneGroups, objects, BlendMode.OPAQUE, samples, true);
        boolean lists = device.limits().indirectFirstInstance();
        String entry = lists ? "clusterMain" : "anyMain";
        clusters = sceneTargets(device, "clusters", entry, sceneGroups, objects, BlendMode.OPAQUE, samples, false);
        clusterLines =
                sceneTargets(device, "cluster lines", entry, sceneGroups, objects, BlendMode.OPAQUE, samples, true);
        veil = veil(device, "veil", "veilVertex", sceneGroups, objects, MESH_VERTICES, samples);
        veilClusters = veil(
                device, "veil clusters", lists ? "clusterVeil" : "anyVeil", sceneGroups, objects, List.of(), samples);
        GpuShaderModule handles = device.createShaderModule("gizmo", GizmoShader.SOURCE);
        gizmo = sceneTargets(device, "gizmo", sceneGroups, handles, BlendMode.PREMULTIPLIED, samples, false);
        strokes = strokes(device, sceneGroups, handles, samples, false);
        symbols = strokes(device, sceneGroups, handles, samples, true);
        GpuPipelineLayout shadowGroups = device.createPipelineLayout("shadow", List.of(shadowLayout));
        GpuShaderModule casters = device.createShaderModule("shadow", ShadowShader.SOURCE);
        shadow = shadow(device, "shadow", "vertexMain", shadowGroups, casters, MESH_VERTICES);
        shadowClusters = shadow(device, "shadow clusters", "anyMain", shadowGroups, casters, List.of());
        GpuShaderModule composite = device.createShaderModule("composite", CompositeShader.source(samples));
        GpuPipelineLayout compositeGroups = device.createPipelineLayout("composite", List.of(compositeLayout));
        TextureFormat canvas = device.canvasFormat();
        compositeToCanvas = fullscreen(device, "composite to canvas", compositeGroups, composite, canvas);
        compositeToImage = canvas == TextureFormat.RGBA8_UNORM
                ? compositeToCanvas
                : fullscreen(device, "composite to image", compositeGroups, composite, TextureFormat.RGBA8_UNORM);
    }

    /** Those of people leave nothing to be picked: what is pointed at is behind them. */
    private static GpuRenderPipeline strokes(
            GpuDevice device, GpuPipelineLayout layout, GpuShaderModule module, int samples, boolean pickable) {
        return device.createRenderPipeline(new RenderPipelineDescriptor(
                pickable ? "symbols" : "strokes",
                layout,
                module,
                pickable ? "symbolMain" : "strokeMain",
                "fragmentMain",
                List.of(MESH_VERTICES.get(0), STROKES),
                List.of(
                        new ColorTarget(COLOR, BlendMode.OPAQUE, true),
                        new ColorTarget(ID, BlendMode.OPAQUE, pickable)),
                new DepthState(DEPTH, pickable, CompareFunction.GREATER),
                pickable ? CullMode.NONE : CullMode.BACK,
                samples,
                false));
    }

    private static GpuRenderPipeline veil(
            GpuDevice device,
            String label,
            String entry,
            GpuPipelineLayout layout,
            GpuShaderModule module,
            List<VertexBuffer> vertices,
            int samples) {
        return device.createRenderPipeline(new RenderPipelineDescriptor(
                label,
                layout,
                module,
                entry,
                "veilMain",
                vertices,
                List.of(new ColorTarget(COLOR, BlendMode.ADDITIVE, true), new ColorTarget(ID, BlendMode.OPAQUE, true)),
                new DepthState(DEPTH, false, CompareFunction.GREATER),
                CullMode.NONE,
                samples,
                false));
    }

    private static GpuRenderPipeline shadow(
            GpuDevice device,
            String label,
            String entry,
            GpuPipelineLayout layout,
            GpuShaderModule module,
            List<VertexBuffer> vertices) {
        return device.createRenderPipeline(new RenderPipelineDescriptor(
                label,
                layout,
                module,
                entry,
                null,
                vertices,
                List.of(),
                new DepthState(DEPTH, true, CompareFunction.GREATER),
                CullMode.NONE,
                1,
                false));
    }

    private static GpuBindGroupLayout sceneLayout(GpuDevice device) {
        return layout(
                device,
                "scene",
                Entry.of(BOTH, BindingType.UNIFORM_BUFFER),
                Entry.of(ShaderStage.FRAGMENT, BindingType.UNIFORM_BUFFER),
                Entry.of(BOTH, BindingType.READ_ONLY_STORAGE_BUFFER),
                Entry.of(ShaderStage.VERTEX, BindingType.READ_ONLY_STORAGE_BUFFER),
                Entry.of(BOTH, BindingType.READ_ONLY_STORAGE_BUFFER),
                Entry.of(ShaderStage.FRAGMENT, BindingType.TEXTURE_DEPTH),
                Entry.of(ShaderStage.FRAGMENT, BindingType.COMPARISON_SAMPLER));
    }

    private static GpuBindGroupLayout layout(GpuDevice device, String label, Entry... entries) {
        return device.createBindGroupLayout(new BindGroupLayoutDescriptor(label, List.of(entries)));
    }

    private static GpuRenderPipeline sceneTargets(
            GpuDevice device,
            String label,
            GpuPipelineLayout layout,
            GpuShaderModule module,
            BlendMode blend,
            int samples,
            boolean lines) {
        return sceneTargets(device, label, "vertexMain", layout, module, blend, samples, lines);
    }

    private static GpuRenderPipeline sceneTargets(
            GpuDevice device,
            String label,
            String entry,
            GpuPipelineLayout layout,
            GpuShaderModule module,
            BlendMode blend,
            int samples,
            boolean lines) {
        return device.createRenderPipeline(new RenderPipelineDescriptor(
                label,
                layout,
                module,
                entry,
                "fragmentMain",
                entry.equals("vertexMain") ? MESH_VERTICES : List.of(),
                List.of(new ColorTarget(COLOR, blend, true), new ColorTarget(ID, BlendMode.OPAQUE, true)),
                new DepthState(DEPTH, true, CompareFunction.GREATER),
                CullMode.NONE,
                samples,
                lines));
    }

    /** One triangle over everything. */
    static GpuRenderPipeline fullscreen(
            GpuDevice device, String label, GpuPipelineLayout layout, GpuShaderModule module, TextureFormat format) {
        return device.createRenderPipeline(new RenderPipelineDescriptor(
                label,
                layout,
                module,
                "vertexMain",
                "fragmentMain",
                List.of(),
                List.of(new ColorTarget(format, BlendMode.OPAQUE, true)),
                null,
                CullMode.NONE,
                1,
                false));
    }
}
