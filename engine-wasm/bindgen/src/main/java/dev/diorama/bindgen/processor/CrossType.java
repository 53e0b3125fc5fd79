package dev.diorama.bindgen.processor;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types that can cross; whatever is not here is a compile error. */
sealed interface CrossType {
    /** How it is written in TypeScript. */
    String ts();

    /** Numbers and booleans, and nothing at all. */
    enum Scalar implements CrossType {
        VOID("void", "void"),
        BOOLEAN("boolean", "boolean"),
        INT("int", "number"),
        LONG("long", "bigint"),
        /** A long of a record that fits into a number. */
        SAFE_LONG("long", "number"),
        FLOAT("float", "number"),
        DOUBLE("double", "number");

        private final String java;
        private final String ts;

        Scalar(String java, String ts) {
            this.java = java;
            this.ts = ts;
        }

        String java() {
            return java;
        }

        @Override
        public String ts() {
            return ts;
        }
    }

    /** Text; {@code union} where it is always one of a type with that name. */
    record Text(boolean nullable, @Nullable String union) implements CrossType {
        @Override
        public String ts() {
            return (union == null ? "string" : union) + (nullable ? " | null" : "");
        }
    }

    /** One of an enum's constants: its number crosses. */
    record Choice(String javaName, String name, String doc, List<Api.Constant> constants) implements CrossType {
        @Override
        public String ts() {
            return name;
        }
    }

    /** A set of an enum's constants, as bits. */
    record Flags(Choice choice) implements CrossType {
        @Override
        public String ts() {
            return "readonly " + choice.name + "[]";
        }
    }

    /** Arrays of numbers, through the mailbox. */
    enum Numbers implements CrossType {
        BYTES(0, "byte[]", "Uint8Array"),
        INTS(1, "int[]", "Int32Array"),
        FLOATS(2, "float[]", "Float32Array");

        private final int kind;
        private final String java;
        private final String ts;

        Numbers(int kind, String java, String ts) {
            this.kind = kind;
            this.java = java;
            this.ts = ts;
        }

        /** As mailbox and glue number them. */
        int kind() {
            return kind;
        }

        String java() {
            return java;
        }

        @Override
        public String ts() {
            return ts;
        }
    }

    record ListOf(CrossType element) implements CrossType {
        @Override
        public String ts() {
            String inner = element.ts();
            return (inner.contains("|") ? "(" + inner + ")" : inner) + "[]";
        }
    }

    /** By names; only out of Java. */
    record MapOf(CrossType value) implements CrossType {
        @Override
        public String ts() {
            return "Record<string, " + value.ts() + ">";
        }
    }

    /** A record: an interface, or a tuple. */
    record Struct(
            String javaName,
            String name,
            String doc,
            boolean tuple,
            boolean nullable,
            List<Component> components,
            @Nullable Timed timed)
            implements CrossType {
        @Override
        public String ts() {
            String shape = tuple
                    ? components.stream()
                            .map(component -> component.type().ts())
                            .collect(Collectors.joining(", ", "[", "]"))
                    : name;
            return shape + (nullable ? " | null" : "");
        }

        boolean allOptional() {
            return components.stream().allMatch(component -> component.fallback() != null);
        }
    }

    /** A component that the glue adds. */
    record Timed(String method, String component, String doc) {}

    record Component(
            String name,
            CrossType type,
            String doc,
            @Nullable String fallback,
            @Nullable Integer least) {}

    /** An object of the browser, as it is. */
    record Browser(String javaName, String ts) implements CrossType {}

    /** The exported class. */
    record Itself(String ts) implements CrossType {}

    /** What JavaScript implements. */
    record Listener(String javaName, String name, String doc, List<Event> events) implements CrossType {
        @Override
        public String ts() {
            return name;
        }
    }

    record Event(String name, String doc, List<Argument> arguments, boolean optional) {
        /** The bits that it gathers, if that is what it does. */
        @Nullable Flags flags() {
            return arguments.get(0).type() instanceof Flags flags ? flags : null;
        }
    }

    record Argument(String name, CrossType type) {}

    /** Text that is JSON of this shape. */
    record Parsed(Struct shape) implements CrossType {
        @Override
        public String ts() {
            return shape.ts();
        }
    }

    /** A throwable, as the module's error. */
    record Failure(String ts) implements CrossType {}
}
