package dev.diorama.engine.webgpu;

import dev.diorama.engine.gpu.BindGroupDescriptor;
import dev.diorama.engine.gpu.BindGroupLayoutDescriptor;
import dev.diorama.engine.gpu.BlendMode;
import dev.diorama.engine.gpu.GpuBindGroupLayout;
import dev.diorama.engine.gpu.GpuBufferPart;
import dev.diorama.engine.gpu.GpuResource;
import dev.diorama.engine.gpu.RenderPassDescriptor;
import dev.diorama.engine.gpu.RenderPipelineDescriptor;
import dev.diorama.engine.gpu.SamplerDescriptor;
import dev.diorama.engine.gpu.TextureFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/** The port's descriptors as WebGPU's dictionaries. */
final class Descriptors {
    private static final int COLOR_WRITE_ALL = 0xF;

    private Descriptors() {}

    static JSObject sampler(SamplerDescriptor d) {
        String filter = d.linear() ? "linear" : "nearest";
        Dictionary result = Dictionary.labelled(d.label())
                .put("addressModeU", "clamp-to-edge")
                .put("addressModeV", "clamp-to-edge")
                .put("magFilter", filter)
                .put("minFilter", filter);
        if (d.compare() != null) {
            result.put("compare", d.compare().idl());
        }
        return result.object();
    }

    static JSObject bindGroupLayout(BindGroupLayoutDescriptor d) {
        List<JSObject> entries = new ArrayList<>();
        for (BindGroupLayoutDescriptor.Entry entry : d.entries()) {
            Dictionary result = new Dictionary().put("binding", entries.size()).put("visibility", entry.visibility());
            String idl = entry.type().idl();
            switch (entry.type()) {
                case UNIFORM_BUFFER, STORAGE_BUFFER, READ_ONLY_STORAGE_BUFFER ->
                    result.put("buffer", new Dictionary().put("type", idl));
                case FILTERING_SAMPLER, COMPARISON_SAMPLER -> result.put("sampler", new Dictionary().put("type", idl));
                case TEXTURE_FLOAT, TEXTURE_UNFILTERABLE_FLOAT, TEXTURE_DEPTH, TEXTURE_UINT ->
                    result.put(
                            "texture",
                            new Dictionary().put("sampleType", idl).put("multisampled", entry.multisampled()));
            }
            entries.add(result.object());
        }
        return Dictionary.labelled(d.label())
                .put("entries", Dictionary.array(entries))
                .object();
    }

    static JSObject pipelineLayout(String label, List<GpuBindGroupLayout> groups) {
        List<JSObject> layouts = new ArrayList<>();
        for (GpuBindGroupLayout group : groups) {
            layouts.add(((Resources.Layout) group).object);
        }
        return Dictionary.labelled(label)
                .put("bindGroupLayouts", Dictionary.array(layouts))
                .object();
    }

    static JSObject bindGroup(BindGroupDescriptor d) {
        List<JSObject> entries = new ArrayList<>();
        for (GpuResource resource : d.resources()) {
            Dictionary entry = new Dictionary().put("binding", entries.size());
            if (resource instanceof Resources.Buffer buffer) {
                entry.put("resource", new Dictionary().put("buffer", buffer.object));
            } else if (resource instanceof GpuBufferPart part) {
                entry.put(
                        "resource",
                        new Dictionary()
                                .put("buffer", ((Resources.Buffer) part.buffer()).object)
                                .put("size", part.size()));
            } else {
                entry.put("resource", ((Resources.Labelled<?>) resource).object);
            }
            entries.add(entry.object());
        }
        return Dictionary.labelled(d.label())
                .put("layout", ((Resources.Layout) d.layout()).object)
                .put("entries", Dictionary.array(entries))
                .object();
    }

    static JSObject renderPipeline(RenderPipelineDescriptor d) {
        JSObject module = ((Resources.Shader) d.module()).object;
        Dictionary result = Dictionary.labelled(d.label())
                .put("layout", ((Resources.PipelineLayout) d.layout()).object)
                .put(
                        "vertex",
                        new Dictionary()
                                .put("module", module)
                                .put("entryPoint", d.vertexEntry())
                                .put("buffers", vertexBuffers(d.vertexBuffers())))
                .put(
                        "primitive",
                        new Dictionary()
                                .put("topology", d.lines() ? "line-list" : "triangle-list")
                                .put("frontFace", "ccw")
                                .put("cullMode", d.cullMode().idl()))
                .put("multisample", new Dictionary().put("count", d.sampleCount()));
        if (d.fragmentEntry() != null) {
            result.put(
                    "fragment",
                    new Dictionary()
                            .put("module", module)
                            .put("entryPoint", d.fragmentEntry())
                            .put("targets", targets(d.targets())));
        }
        RenderPipelineDescriptor.DepthState depth = d.depth();
        if (depth != null) {
            result.put(
                    "depthStencil",
                    new Dictionary()
                            .put("format", depth.format().idl())
                            .put("depthWriteEnabled", depth.write())
                            .put("depthCompare", depth.compare().idl()));
        }
        return result.object();
    }

    private static JSObject vertexBuffers(List<RenderPipelineDescriptor.VertexBuffer> buffers) {
        List<JSObject> result = new ArrayList<>();
        for (RenderPipelineDescriptor.VertexBuffer buffer : buffers) {
            List<JSObject> attributes = new ArrayList<>();
            for (RenderPipelineDescriptor.Attribute attribute : buffer.attributes()) {
                attributes.add(new Dictionary()
                        .put("format", attribute.format().idl())
                        .put("offset", attribute.offset())
                        .put("shaderLocation", attribute.location())
                        .object());
            }
            result.add(new Dictionary()
                    .put("arrayStride", buffer.stride())
                    .put("stepMode", buffer.perInstance() ? "instance" : "vertex")
                    .put("attributes", Dictionary.array(attributes))
                    .object());
        }
        return Dictionary.array(result);
    }

    private static JSObject targets(List<RenderPipelineDescriptor.ColorTarget> targets) {
        List<JSObject> result = new ArrayList<>();
        for (RenderPipelineDescriptor.ColorTarget target : targets) {
            Dictionary entry = new Dictionary()
                    .put("format", target.format().idl())
                    .put("writeMask", target.write() ? COLOR_WRITE_ALL : 0);
            if (target.blend() != BlendMode.OPAQUE) {
                boolean additive = target.blend() == BlendMode.ADDITIVE;
                Dictionary component = new Dictionary()
                        .put("operation", "add")
                        .put("srcFactor", "one")
                        .put("dstFactor", additive ? "one" : "one-minus-src-alpha");
                entry.put("blend", new Dictionary().put("color", component).put("alpha", component));
            }
            result.add(entry.object());
        }
        return Dictionary.array(result);
    }

    static Resources.RenderPass renderPass(RenderPassDescriptor d) {
        List<Dictionary> colors = new ArrayList<>();
        List<JSObject> attachments = new ArrayList<>();
        for (RenderPassDescriptor.ColorAttachment color : d.colors()) {
            Dictionary attachment = new Dictionary()
                    .put("loadOp", color.load().idl())
                    .put("storeOp", color.store().idl())
                    .put("clearValue", color(color.clearR(), color.clearG(), color.clearB(), color.clearA()));
            if (color.view() instanceof Resources.View view) {
                attachment.put("view", view.object);
            }
            if (color.resolve() instanceof Resources.View resolve) {
                attachment.put("resolveTarget", resolve.object);
            }
            colors.add(attachment);
            attachments.add(attachment.object());
        }
        Dictionary result = Dictionary.labelled(d.label()).put("colorAttachments", Dictionary.array(attachments));
        RenderPassDescriptor.DepthAttachment depth = d.depth();
        if (depth != null) {
            result.put(
                    "depthStencilAttachment",
                    new Dictionary()
                            .put("view", ((Resources.View) depth.view()).object)
                            .put("depthLoadOp", depth.load().idl())
                            .put("depthStoreOp", depth.store().idl())
                            .put("depthClearValue", (double) depth.clear()));
        }
        return new Resources.RenderPass(result, colors);
    }

    static JSObject bundle(String label, List<TextureFormat> colors, @Nullable TextureFormat depth, int samples) {
        List<JSObject> formats = new ArrayList<>();
        for (TextureFormat color : colors) {
            formats.add(JSString.valueOf(color.idl()));
        }
        Dictionary result = Dictionary.labelled(label)
                .put("colorFormats", Dictionary.array(formats))
                .put("sampleCount", samples);
        if (depth != null) {
            result.put("depthStencilFormat", depth.idl());
        }
        return result.object();
    }

    static Dictionary color(double r, double g, double b, double a) {
        return new Dictionary().put("r", r).put("g", g).put("b", b).put("a", a);
    }
}
