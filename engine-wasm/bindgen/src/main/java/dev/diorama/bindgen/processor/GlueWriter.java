package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code index.js}: one small method for each of Java, which checks its arguments and calls. */
final class GlueWriter {
    private final Api api;
    private final Map<String, CrossType.Choice> choices = new LinkedHashMap<>();
    private final Map<String, String> readers = new LinkedHashMap<>();

    GlueWriter(Api api) {
        this.api = api;
    }

    String write() {
        StringBuilder methods = new StringBuilder();
        for (Api.Method method : api.methods()) {
            methods.append(method(method));
        }
        String events = events();
        StringBuilder out =
                new StringBuilder("""
            // The glue of %1$s, written by bindgen from the Java class %2$s.%3$s: do not edit. Types and documentation: index.d.ts.
            import { boundary } from './boundary.js';

            export class %4$s extends Error {
              constructor(code, message, options) {
                super(message, options);
                this.name = '%4$s';
                this.code = code;
              }
            }

            """.formatted(api.npm(), api.packageName(), api.className(), api.errorName()));
        choices.values()
                .forEach(choice -> out.append("const %s = [%s];\n".formatted(constants(choice), names(choice))));
        readers.values().forEach(out::append);
        out.append("""

            const $ = boundary('%1$s', %2$s, () => new URL('./engine.wasm', import.meta.url)%3$s);

            export default function init(source) {
              return $.init(source);
            }

            export class %1$s {
              #self;

              constructor(token, self) {
                $.made(token);
                this.#self = self;
              }
            """.formatted(api.className(), api.errorName(), events));
        return out.append(methods).append("}\n").toString();
    }

    private static String constants(CrossType.Choice choice) {
        return "$" + choice.name();
    }

    private static String names(CrossType.Choice choice) {
        return choice.constants().stream()
                .map(constant -> "'" + constant.name() + "'")
                .collect(Collectors.joining(", "));
    }

    private String choice(CrossType.Choice choice) {
        choices.putIfAbsent(choice.name(), choice);
        return constants(choice);
    }

    private String events() {
        CrossType.Listener listener = api.listener();
        if (listener == null) {
            return "";
        }
        String list = listener.events().stream().map(this::event).collect(Collectors.joining(", "));
        return ", [" + list + "]";
    }

    /** Its name, whether it may be missing, the names of its bits, and what reads its arguments. */
    private String event(CrossType.Event event) {
        CrossType.Flags flags = event.flags();
        List<String> readers = event.arguments().stream()
                .map(argument -> switch (argument.type()) {
                    case CrossType.Parsed ignored -> "JSON.parse";
                    case CrossType.Scalar scalar -> scalar == CrossType.Scalar.BOOLEAN ? "Boolean" : "null";
                    default -> "null";
                })
                .toList();
        String rest = flags != null
                ? ", " + choice(flags.choice())
                : readers.stream().allMatch("null"::equals) ? "" : ", null, [" + String.join(", ", readers) + "]";
        return "['" + event.name() + "', " + event.optional() + rest + "]";
    }

    // ---- methods ----

    private String method(Api.Method method) {
        List<String> parameters = new ArrayList<>();
        List<String> body = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        String listener = "null";
        String turn = "null";
        for (Api.Parameter parameter : method.parameters()) {
            parameters.add(parameter.name());
            check(method.name(), parameter, body, arguments);
            if (parameter.type() instanceof CrossType.Listener) {
                listener = parameter.name();
            }
            if (parameter.oneByOne()) {
                turn = parameter.name();
            }
        }
        String head = "  %s%s%s(%s) {\n"
                .formatted(
                        method.isStatic() ? "static " : "",
                        method.async() ? "async " : "",
                        method.name(),
                        String.join(", ", parameters));
        body.add(last(method, arguments, listener, turn));
        return "\n" + head + body.stream().map(line -> "    " + line + "\n").collect(Collectors.joining()) + "  }\n";
    }

    private String last(Api.Method method, List<String> arguments, String listener, String turn) {
        String passed = arguments.stream().map(argument -> ", " + argument).collect(Collectors.joining());
        if (method.frees()) {
            return "$.free(this.#self);";
        }
        if (method.makes()) {
            return "return $.make(%s, '%s', %s, %s%s);"
                    .formatted(api.className(), method.name(), listener, turn, passed);
        }
        String self = method.isStatic() ? "null" : "this.#self";
        if (method.async()) {
            String promise = "await $.promise(%s, '%s'%s)".formatted(self, method.name(), passed);
            return method.result() == CrossType.Scalar.VOID
                    ? promise + ";"
                    : "return " + settled(method.result(), promise) + ";";
        }
        String call = "$.%s(%s, '%s'%s)"
                .formatted(
                        method.result() instanceof CrossType.Numbers ? "array" : "call", self, method.name(), passed);
        if (api.timed(method)) {
            return "const start = performance.now();\n    " + call
                    + ";\n    this.#self.ms[0] = performance.now() - start;";
        }
        if (method.result() instanceof CrossType.Struct struct && struct.timed() != null) {
            return "return { ..." + result(struct, call) + ", " + struct.timed().component() + ": this.#self.ms[0] };";
        }
        return method.result() == CrossType.Scalar.VOID ? call + ";" : "return " + result(method.result(), call) + ";";
    }

    private void check(String method, Api.Parameter parameter, List<String> body, List<String> arguments) {
        String name = parameter.name();
        switch (parameter.type()) {
            case CrossType.Struct options -> {
                for (CrossType.Component component : options.components()) {
                    String chain = options.allOptional() ? "?." : ".";
                    String value = name
                            + chain
                            + component.name()
                            + (component.fallback() == null ? "" : " ?? " + fallback(component));
                    String local = name + "$" + component.name();
                    body.add("const " + local + " = " + value + ";");
                    single(
                            method,
                            name + "." + component.name(),
                            local,
                            component.type(),
                            component.least(),
                            body,
                            arguments);
                }
            }
            case CrossType.Numbers numbers ->
                body.add("$.carry('%s', '%s', %s, %d);".formatted(method, name, name, numbers.kind()));
            case CrossType.Listener ignored -> body.add("$.listener('%s', '%s', %s);".formatted(method, name, name));
            default -> single(method, name, name, parameter.type(), parameter.least(), body, arguments);
        }
    }

    private static String fallback(CrossType.Component component) {
        String value = Objects.requireNonNull(component.fallback());
        boolean quoted = component.type() instanceof CrossType.Choice || component.type() instanceof CrossType.Text;
        return quoted ? "'" + value + "'" : value;
    }

    private void single(
            String method,
            String name,
            String value,
            CrossType type,
            @Nullable Integer least,
            List<String> body,
            List<String> arguments) {
        String place = "'%s', '%s', %s".formatted(method, name, value);
        switch (type) {
            case CrossType.Scalar scalar -> {
                String check = switch (scalar) {
                    case BOOLEAN -> "bool";
                    case INT -> "whole";
                    case LONG -> "big";
                    default -> "number";
                };
                body.add("$." + check + "(" + place + (least == null ? "" : ", " + least) + ");");
                arguments.add(value);
            }
            case CrossType.Text text -> {
                body.add("$.string(" + place + (text.nullable() ? ", true" : "") + ");");
                arguments.add(value);
            }
            case CrossType.Choice choice -> arguments.add("$.oneOf(" + place + ", " + choice(choice) + ")");
            case CrossType.ListOf ignored -> arguments.add("$.strings(" + place + ")");
            case CrossType.Browser browser -> {
                String names = List.of(browser.ts().split("\\s*\\|\\s*")).stream()
                        .map(each -> "'" + each + "'")
                        .collect(Collectors.joining(", "));
                body.add("$.browser(" + place + ", [" + names + "]);");
                arguments.add(value);
            }
            default -> throw new IllegalStateException("no parameter: " + type);
        }
    }

    // ---- results ----

    private String result(CrossType type, String value) {
        return switch (type) {
            case CrossType.Scalar scalar -> scalar == CrossType.Scalar.BOOLEAN ? "Boolean(" + value + ")" : value;
            case CrossType.Text ignored -> value;
            case CrossType.Numbers ignored -> value;
            case CrossType.Choice choice -> choice(choice) + "[" + value + "]";
            default -> read(type, "JSON.parse(" + value + ")");
        };
    }

    /** What comes out of a promise is text, or an array. */
    private String settled(CrossType type, String value) {
        return switch (type) {
            case CrossType.Scalar ignored -> "JSON.parse(" + value + ")";
            case CrossType.Text ignored -> value;
            case CrossType.Numbers ignored -> value;
            default -> result(type, value);
        };
    }

    /** A value of what JSON gave: records came as arrays of their components. */
    private String read(CrossType type, String value) {
        return isPlain(type) ? value : reader(type) + "(" + value + ")";
    }

    private static boolean isPlain(CrossType type) {
        return switch (type) {
            case CrossType.ListOf list -> isPlain(list.element());
            case CrossType.MapOf map -> isPlain(map.value());
            case CrossType.Struct struct ->
                struct.tuple() && struct.components().stream().allMatch(component -> isPlain(component.type()));
            case CrossType.Choice ignored -> false;
            default -> true;
        };
    }

    private String reader(CrossType type) {
        return switch (type) {
            case CrossType.Choice choice -> {
                String name = "read" + choice.name();
                readers.putIfAbsent(name, "const %s = (v) => %s[v];\n".formatted(name, choice(choice)));
                yield name;
            }
            case CrossType.ListOf list -> "$.each(" + reader(list.element()) + ")";
            case CrossType.MapOf map -> "$.values(" + reader(map.value()) + ")";
            case CrossType.Struct struct -> {
                String name = "read" + struct.name();
                if (!readers.containsKey(name)) {
                    String inside = inside(struct);
                    readers.put(name, "const %s = (v) => v && %s;\n".formatted(name, inside));
                }
                yield name;
            }
            default -> throw new IllegalStateException("plain: " + type);
        };
    }

    private String inside(CrossType.Struct struct) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < struct.components().size(); i++) {
            CrossType.Component component = struct.components().get(i);
            String value = read(component.type(), "v[" + i + "]");
            parts.add(struct.tuple() ? value : component.name() + ": " + value);
        }
        String joined = String.join(", ", parts);
        return struct.tuple() ? "[" + joined + "]" : "({ " + joined + " })";
    }
}
