package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the Java that TeaVM compiles: static functions that take the number of an instance, a tenth of the cost of an instance call. */
final class BridgeWriter {
    private final Api api;
    private final StringBuilder out = new StringBuilder();
    /** Enums whose constants arrive as numbers. */
    private final Set<CrossType.Choice> arriving = new LinkedHashSet<>();

    private final JsonMethods json = new JsonMethods();

    BridgeWriter(Api api) {
        this.api = api;
    }

    static String name(Api api) {
        return api.className() + "Bridge";
    }

    String write() {
        StringBuilder methods = new StringBuilder();
        for (Api.Method method : api.methods()) {
            methods.append(method(method));
        }
        head();
        out.append(methods).append(json.write());
        if (api.listener() != null) {
            out.append(listeners(api.listener()));
        }
        return out.append("}\n").toString();
    }

    private void head() {
        out.append("""
            package %1$s;

            import dev.diorama.bindgen.runtime.BoundaryException;
            import dev.diorama.bindgen.runtime.Failures;
            import dev.diorama.bindgen.runtime.Handles;
            import dev.diorama.bindgen.runtime.Host;
            import dev.diorama.bindgen.runtime.Json;
            import dev.diorama.bindgen.runtime.Mailbox;
            import dev.diorama.bindgen.runtime.Promised;
            import dev.diorama.bindgen.runtime.Texts;
            import org.jspecify.annotations.Nullable;
            import org.teavm.jso.JSExceptions;
            import org.teavm.jso.JSExport;
            import org.teavm.jso.JSObject;
            import org.teavm.jso.typedarrays.Uint8Array;

            /** What JavaScript calls of {@link %2$s}: written by bindgen, do not edit. */
            @SuppressWarnings("all")
            public final class %3$s {
                private static final Mailbox MAILBOX = new Mailbox();
                private static final Handles<%2$s> INSTANCES = new Handles<>();
                private static @Nullable Host host;
            """.formatted(api.packageName(), api.className(), name(api)));
        for (CrossType.Choice choice : arriving) {
            out.append("    private static final %s[] %s = %s.values();\n"
                    .formatted(choice.javaName(), constants(choice), choice.javaName()));
        }
        own();
    }

    /** What the bridge has for the glue itself. */
    private void own() {
        out.append("""

                private %1$s() {}

                public static void main(String[] arguments) {}

                private static Host host() {
                    if (host == null) {
                        throw new BoundaryException("INTERNAL", "the glue did not start the module");
                    }
                    return host;
                }

                @JSExport
                public static void $start(Host glue) {
                    host = glue;
                }

                @JSExport
                public static Uint8Array $mailbox() {
                    return MAILBOX.view();
                }

                @JSExport
                public static void $expect(int total, int kind) {
                    MAILBOX.expect(total, kind);
                }

                @JSExport
                public static void $take(int count) {
                    MAILBOX.take(count);
                }

                @JSExport
                public static String $code(JSObject error) {
                    return Failures.code(JSExceptions.getJavaException(error));
                }

                @JSExport
                public static @Nullable String $message(JSObject error) {
                    return Failures.message(JSExceptions.getJavaException(error));
                }
            """.formatted(name(api)));
    }

    private static String constants(CrossType.Choice choice) {
        return choice.name().toUpperCase(Locale.ROOT) + "_CONSTANTS";
    }

    // ---- methods ----

    private String method(Api.Method method) {
        List<String> declared = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        if (!method.isStatic() || method.makes()) {
            declared.add("int $handle");
        }
        if (method.async()) {
            declared.add("int $request");
        }
        for (Api.Parameter parameter : method.parameters()) {
            arguments.add(parameter(parameter, declared));
        }
        if (method.async()) {
            arguments.add(promised(method.result()));
        }
        String target = method.isStatic()
                ? api.className()
                : method.frees() ? "INSTANCES.remove($handle)" : "INSTANCES.get($handle)";
        String call = target + "." + method.name() + "(" + String.join(", ", arguments) + ")";
        String returned = method.async() ? "void" : returned(method.result());
        String body = method.async() ? call : conversion(method.result(), call, "$handle");
        return "\n    @JSExport\n    public static %s %s(%s) {\n        %s%s;\n    }\n"
                .formatted(
                        returned,
                        method.name(),
                        String.join(", ", declared),
                        returned.equals("void") ? "" : "return ",
                        body);
    }

    private String parameter(Api.Parameter parameter, List<String> declared) {
        String name = parameter.name();
        return switch (parameter.type()) {
            case CrossType.Struct options -> {
                List<String> inner = new ArrayList<>();
                for (CrossType.Component component : options.components()) {
                    String flat = name + "$" + component.name();
                    inner.add(single(component.type(), flat, declared));
                }
                yield "new " + options.javaName() + "(" + String.join(", ", inner) + ")";
            }
            case CrossType.Listener ignored -> "new Listener($handle)";
            case CrossType.Numbers numbers ->
                switch (numbers) {
                    case BYTES -> "MAILBOX.takenBytes()";
                    case INTS -> "MAILBOX.takenInts()";
                    case FLOATS -> "MAILBOX.takenFloats()";
                };
            default -> single(parameter.type(), name, declared);
        };
    }

    private String single(CrossType type, String name, List<String> declared) {
        return switch (type) {
            case CrossType.Scalar scalar -> {
                declared.add(scalar.java() + " " + name);
                yield name;
            }
            case CrossType.Text ignored -> {
                declared.add("String " + name);
                yield name;
            }
            case CrossType.Choice choice -> {
                arriving.add(choice);
                declared.add("int " + name);
                yield constants(choice) + "[" + name + "]";
            }
            case CrossType.ListOf ignored -> {
                declared.add("String " + name);
                yield "Texts.unpack(" + name + ")";
            }
            case CrossType.Browser browser -> {
                declared.add(browser.javaName() + " " + name);
                yield name;
            }
            default -> throw new IllegalStateException("no parameter: " + type);
        };
    }

    private static String returned(CrossType type) {
        return switch (type) {
            case CrossType.Scalar scalar -> scalar.java();
            case CrossType.Choice ignored -> "int";
            case CrossType.Numbers ignored -> "void";
            case CrossType.Text text -> text.nullable() ? "@Nullable String" : "String";
            default -> "String";
        };
    }

    /** A result as it crosses. */
    private String conversion(CrossType type, String value, String target) {
        return switch (type) {
            case CrossType.Scalar ignored -> value;
            case CrossType.Text ignored -> value;
            case CrossType.Choice ignored -> value + ".ordinal()";
            case CrossType.Numbers numbers ->
                "MAILBOX.give(host(), " + (target.equals("$handle") ? "0" : target) + ", "
                        + kind(numbers, target.equals("request") ? 1 : 0) + ", " + value + ")";
            default -> json.call(type, "new Json()", value) + ".toString()";
        };
    }

    private static int kind(CrossType.Numbers numbers, int purpose) {
        return 4 * purpose + numbers.kind();
    }

    private String promised(CrossType result) {
        if (result instanceof CrossType.Itself) {
            return """
                new Promised<%1$s>(host(), $request) {
                            @Override
                            public void done(%1$s value) {
                                INSTANCES.put($handle, value);
                                host.settled(request, null);
                            }
                        }""".formatted(api.className());
        }
        String settle = switch (result) {
            case CrossType.Numbers ignored -> conversion(result, "value", "request");
            case CrossType.Scalar scalar ->
                "host.settled(request, " + (scalar == CrossType.Scalar.VOID ? "null" : "String.valueOf(value)") + ")";
            case CrossType.Choice ignored -> "host.settled(request, String.valueOf(value.ordinal()))";
            default -> "host.settled(request, " + conversion(result, "value", "request") + ")";
        };
        String type = boxed(result);
        return """
            new Promised<%1$s>(host(), $request) {
                        @Override
                        public void done(%1$s value) {
                            %2$s;
                        }
                    }""".formatted(type, settle);
    }

    static String boxed(CrossType type) {
        return switch (type) {
            case CrossType.Scalar scalar ->
                switch (scalar) {
                    case VOID -> "@Nullable Void";
                    case BOOLEAN -> "Boolean";
                    case INT -> "Integer";
                    case LONG, SAFE_LONG -> "Long";
                    case FLOAT -> "Float";
                    case DOUBLE -> "Double";
                };
            case CrossType.Text text -> text.nullable() ? "@Nullable String" : "String";
            case CrossType.Choice choice -> choice.javaName();
            case CrossType.Numbers numbers -> numbers.java();
            case CrossType.Struct struct -> struct.javaName();
            case CrossType.ListOf list -> "java.util.List<" + boxed(list.element()) + ">";
            case CrossType.MapOf map -> "java.util.Map<String, " + boxed(map.value()) + ">";
            default -> throw new IllegalStateException("no result: " + type);
        };
    }

    // ---- what JavaScript implements ----

    private static String listeners(CrossType.Listener listener) {
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < listener.events().size(); i++) {
            CrossType.Event event = listener.events().get(i);
            String parameters = event.arguments().stream()
                    .map(argument -> argument(argument.type()) + " " + argument.name())
                    .collect(Collectors.joining(", "));
            StringBuilder body = new StringBuilder();
            for (CrossType.Argument argument : event.arguments()) {
                body.append("            ").append(told(argument, i)).append(";\n");
            }
            if (event.flags() == null) {
                body.append("            host().event(handle, " + i + ");\n");
            }
            methods.append("""

                            @Override
                            public void %s(%s) {
                    %s        }
                    """.formatted(event.name(), parameters, body));
        }
        return """

                /** What the page implements. */
                private record Listener(int handle) implements %s {%s    }
            """.formatted(listener.javaName(), methods);
    }

    private static String argument(CrossType type) {
        return switch (type) {
            case CrossType.Flags ignored -> "int";
            case CrossType.Failure ignored -> "RuntimeException";
            case CrossType.Scalar scalar -> scalar.java();
            case CrossType.Numbers numbers -> numbers.java();
            default -> "String";
        };
    }

    private static String told(CrossType.Argument argument, int index) {
        String value = argument.name();
        return switch (argument.type()) {
            case CrossType.Flags ignored -> "host().flags(handle, " + index + ", " + value + ")";
            case CrossType.Failure ignored ->
                "host().error(Failures.code(" + value + "), Failures.message(" + value + "))";
            case CrossType.Numbers numbers -> "MAILBOX.give(host(), 0, " + kind(numbers, 2) + ", " + value + ")";
            case CrossType.Scalar scalar ->
                "host().number(" + value + (scalar == CrossType.Scalar.BOOLEAN ? " ? 1 : 0" : "") + ")";
            default -> "host().text(" + value + ")";
        };
    }
}
