package dev.diorama.bindgen.processor;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What javac says to sources when the processor runs on them; nothing is written to disk.
 *
 * @param errors file, line and message of each
 * @param generated what the processor wrote, by its path
 */
record Compiled(List<String> errors, Map<String, String> generated) {

    /** Names and texts of sources, one after the other. */
    static Compiled of(String... namesAndTexts) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            sources.add(new Source(namesAndTexts[i], namesAndTexts[i + 1]));
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        StandardJavaFileManager standard = javac.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8);
        Memory memory = new Memory(standard);
        JavaCompiler.CompilationTask task = javac.getTask(
                null, memory, said, List.of("-proc:only", "-Abindgen.version=1.2.3-SNAPSHOT"), null, sources);
        task.setProcessors(List.of(new WebExportProcessor()));
        task.call();
        List<String> errors = said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                // The bridge needs TeaVM, which is not here.
                .filter(diagnostic -> diagnostic.getSource() == null
                        || !diagnostic.getSource().getName().endsWith("Bridge.java"))
                .map(diagnostic -> (diagnostic.getSource() == null
                                ? ""
                                : diagnostic.getSource().getName()) + ":" + diagnostic.getLineNumber() + ": "
                        + diagnostic.getMessage(Locale.ROOT))
                .toList();
        Map<String, String> written = new TreeMap<>();
        memory.files.forEach((path, bytes) -> written.put(path, bytes.toString(StandardCharsets.UTF_8)));
        return new Compiled(errors, written);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

        Memory(StandardJavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return file(name.replace('.', '/') + kind.extension, kind);
        }

        @Override
        public FileObject getFileForOutput(Location location, String packageName, String name, FileObject sibling) {
            return file(name, JavaFileObject.Kind.OTHER);
        }

        private JavaFileObject file(String path, JavaFileObject.Kind kind) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            files.put(path, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + path), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }

                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return bytes.toString(StandardCharsets.UTF_8);
                }
            };
        }
    }
}
