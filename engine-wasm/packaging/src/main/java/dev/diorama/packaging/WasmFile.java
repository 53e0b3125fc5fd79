package dev.diorama.packaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A WebAssembly module as its sections, with the names and sizes of its functions. */
public final class WasmFile {
    private static final int CUSTOM = 0;
    private static final int IMPORT = 2;
    private static final int CODE = 10;
    private static final int HEADER = 8;
    private static final int REFERENCE = 0x63; // and 0x64, the one that cannot be null

    /** The section of the hint, laid out as all of "metadata.code": per function its number and its hints, each an offset and its bytes. */
    static final String CALLED = "binaryen.js.called";

    private static final byte[] ONE_HINT_FOR_THE_WHOLE = {1, 0, 0};

    private static final List<String> NAMES = List.of(
            "custom",
            "type",
            "import",
            "function",
            "table",
            "memory",
            "global",
            "export",
            "start",
            "element",
            "code",
            "data",
            "data count",
            "tag");

    private final byte[] bytes;
    private final List<Section> sections;

    private WasmFile(byte[] bytes, List<Section> sections) {
        this.bytes = bytes;
        this.sections = sections;
    }

    /** In the order of the file. */
    public List<Section> sections() {
        return sections;
    }

    /**
     * One section.
     *
     * @param name of its kind, or the one that a custom section gives itself
     * @param start where its kind stands in the file
     * @param content where its content begins
     * @param end behind its content
     */
    public record Section(int kind, String name, int start, int content, int end) {
        /** How many bytes of the file it takes, its own head included. */
        public int size() {
            return end - start;
        }
    }

    /**
     * One function of the code section.
     *
     * @param name TeaVM's, {@code package.Class::method}; empty in a module without names
     */
    public record Function(String name, int size) {}

    /** Reads the sections of a module. */
    public static WasmFile of(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != 0 || bytes[1] != 'a' || bytes[2] != 's' || bytes[3] != 'm') {
            throw new IllegalArgumentException("no WebAssembly: " + bytes.length + " bytes");
        }
        List<Section> sections = new ArrayList<>();
        Cursor at = new Cursor(bytes, HEADER);
        while (at.position < bytes.length) {
            int start = at.position;
            int kind = at.next();
            int length = at.number();
            int content = at.position;
            String name = kind == CUSTOM ? at.text() : NAMES.get(kind);
            at.position = content + length;
            sections.add(new Section(kind, name, start, content, at.position));
        }
        return new WasmFile(bytes, List.copyOf(sections));
    }

    /** The module without one custom section, byte for byte otherwise. */
    public byte[] without(String custom) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, HEADER);
        for (Section section : sections) {
            if (section.kind != CUSTOM || !section.name.equals(custom)) {
                out.write(bytes, section.start, section.size());
            }
        }
        return out.toByteArray();
    }

    /** The module with a custom section of another, if that has it. */
    byte[] with(WasmFile other, String custom) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.writeBytes(bytes);
        for (Section section : other.sections) {
            if (section.kind == CUSTOM && section.name.equals(custom)) {
                out.write(other.bytes, section.start, section.size());
            }
        }
        return out.toByteArray();
    }

    /**
     * The module with Binaryen's hint that JavaScript calls some of its functions: those that a name's part tells. In a closed world Binaryen
     * takes a function that the module itself never calls for dead, although a reference to it went out.
     *
     * @throws IllegalArgumentException if no function is meant
     */
    public byte[] calledFromJavaScript(String part) {
        ByteArrayOutputStream hints = new ByteArrayOutputStream();
        int imported = importedFunctions();
        int count = 0;
        List<Function> functions = functions();
        for (int i = 0; i < functions.size(); i++) {
            if (functions.get(i).name().contains(part)) {
                write(hints, imported + i);
                hints.writeBytes(ONE_HINT_FOR_THE_WHOLE);
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("no function of the module has such a name: part=" + part);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        write(content, CALLED.length());
        content.writeBytes(CALLED.getBytes(StandardCharsets.UTF_8));
        write(content, count);
        content.writeBytes(hints.toByteArray());

        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + content.size());
        out.write(bytes, 0, HEADER);
        for (Section section : sections) {
            if (section.kind == CODE) {
                out.write(CUSTOM);
                write(out, content.size());
                out.writeBytes(content.toByteArray());
            }
            out.write(bytes, section.start, section.size());
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int number) {
        int rest = number;
        for (; rest > 0x7f; rest >>>= 7) {
            out.write((rest & 0x7f) | 0x80);
        }
        out.write(rest);
    }

    /** The functions of the module, in its order. */
    public List<Function> functions() {
        int imported = importedFunctions();
        List<Function> functions = new ArrayList<>();
        for (Section section : sections) {
            if (section.kind == CODE) {
                Cursor at = new Cursor(bytes, section.content);
                String[] names = names(imported, at.number());
                for (String name : names) {
                    int start = at.position;
                    int length = at.number();
                    at.position += length;
                    functions.add(new Function(name, at.position - start));
                }
            }
        }
        return functions;
    }

    private String[] names(int imported, int count) {
        String[] names = new String[count];
        java.util.Arrays.fill(names, "");
        for (Section section : sections) {
            if (section.kind != CUSTOM || !section.name.equals("name")) {
                continue;
            }
            Cursor at = new Cursor(bytes, section.content);
            at.text();
            while (at.position < section.end) {
                int kind = at.next();
                int length = at.number();
                int end = at.position + length;
                for (int i = kind == 1 ? at.number() : 0; i > 0; i--) {
                    int index = at.number() - imported;
                    String name = at.text();
                    if (index >= 0 && index < count) {
                        names[index] = name;
                    }
                }
                at.position = end;
            }
        }
        return names;
    }

    private int importedFunctions() {
        int functions = 0;
        for (Section section : sections) {
            if (section.kind != IMPORT) {
                continue;
            }
            Cursor at = new Cursor(bytes, section.content);
            for (int i = at.number(); i > 0; i--) {
                at.text();
                at.text();
                functions += at.skipImport();
            }
        }
        return functions;
    }

    /** Reads on in the file. */
    private static final class Cursor {
        private final byte[] bytes;
        private int position;

        Cursor(byte[] bytes, int position) {
            this.bytes = bytes;
            this.position = position;
        }

        int next() {
            return bytes[position++] & 0xff;
        }

        int number() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                int each = next();
                value |= (each & 0x7f) << shift;
                if (each < 0x80) {
                    return value;
                }
            }
        }

        String text() {
            int length = number();
            position += length;
            return new String(bytes, position - length, length, StandardCharsets.UTF_8);
        }

        private void type() {
            int first = next();
            if (first == REFERENCE || first == REFERENCE + 1) {
                number();
            }
        }

        private void limits() {
            int flags = next();
            number();
            if ((flags & 1) == 1) {
                number();
            }
        }

        /** Reads past what is imported; 1 if it is a function. */
        int skipImport() {
            int kind = next();
            switch (kind) {
                case 0 -> number();
                case 1 -> {
                    type();
                    limits();
                }
                case 2 -> limits();
                case 3 -> {
                    type();
                    next();
                }
                case 4 -> {
                    next();
                    number();
                }
                default -> throw new IllegalArgumentException("unknown kind of import: kind=" + kind);
            }
            return kind == 0 ? 1 : 0;
        }
    }
}
