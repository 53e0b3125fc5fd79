package dev.diorama.bindgen.processor;

import dev.diorama.bindgen.WebExport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Writes what belongs to a class with {@link WebExport}: the bridge that TeaVM compiles, and the npm package around it, under {@code
 * META-INF/npm} of the classes.
 *
 * <p>Option {@code bindgen.version}: the version of the package; what follows a dash is left out.
 */
@SupportedAnnotationTypes("dev.diorama.bindgen.WebExport")
@SupportedOptions(WebExportProcessor.VERSION)
public final class WebExportProcessor extends AbstractProcessor {
    /** Where the files of the package are written, below the classes. */
    public static final String FOLDER = "META-INF/npm/";

    static final String VERSION = "bindgen.version";
    /** The parts of the glue that are the same for every package. */
    static final List<String> RUNTIME =
            List.of("boundary.js", "checks.js", "fallback.js", "load.js", "runtime.js", "trace.js");

    private @Nullable Element exported;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        List<Element> found = new ArrayList<>(round.getElementsAnnotatedWith(WebExport.class));
        for (Element element : found) {
            if (exported != null) {
                error(element, "a module exports one class, and that is " + exported.getSimpleName() + " already");
                continue;
            }
            exported = element;
            Api api = new ApiReader(processingEnv).read((TypeElement) element);
            if (api != null) {
                try {
                    write(api, element);
                } catch (IOException e) {
                    error(element, "the package cannot be written: " + e.getMessage());
                }
            }
        }
        return false;
    }

    private void error(Element at, String message) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, at);
    }

    private void write(Api api, Element origin) throws IOException {
        String bridge = api.packageName() + "." + BridgeWriter.name(api);
        try (Writer out =
                processingEnv.getFiler().createSourceFile(bridge, origin).openWriter()) {
            out.write(new BridgeWriter(api).write());
        }
        String version = processingEnv.getOptions().getOrDefault(VERSION, "0.0.0");
        resource("index.js", new GlueWriter(api).write(), origin);
        resource("index.d.ts", new TypesWriter(api).write(), origin);
        resource("package.json", ManifestWriter.write(api, version), origin);
        for (String name : RUNTIME) {
            try (InputStream in = WebExportProcessor.class.getResourceAsStream("/dev/diorama/bindgen/npm/" + name)) {
                if (in == null) {
                    throw new IOException("a part of the glue is missing: " + name);
                }
                resource(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), origin);
            }
        }
    }

    private void resource(String name, String text, Element origin) throws IOException {
        try (OutputStream out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", FOLDER + name, origin)
                .openOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
