package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code index.d.ts}, with the documentation that the Java sources have. */
final class TypesWriter {
    private final Api api;
    private final StringBuilder out = new StringBuilder();

    TypesWriter(Api api) {
        this.api = api;
    }

    String write() {
        out.append("// Written by bindgen from the Java class ")
                .append(api.packageName())
                .append('.')
                .append(api.className())
                .append(": do not edit.\n\n");
        out.append(Tsdoc.comment(api.header(), api, "")).append("\n");
        out.append("""
            /**
             * Loads the WebAssembly module. Optional: whatever makes the first {@link %1$s} calls it. Calls share one promise; after a failure
             * the next call tries again.
             *
             * @param source where the module is, or its bytes; by default `engine.wasm` beside this file
             * @throws %2$s `NO_WASM_GC` or `LOAD_FAILED`, the message naming address, status and MIME type
             */
            export default function init(source?: string | URL | BufferSource): Promise<void>;

            """.formatted(api.className(), api.errorName()));
        for (CrossType type : api.named()) {
            switch (type) {
                case CrossType.Choice choice -> union(choice.name(), choice.doc(), choice.constants());
                case CrossType.Struct struct -> struct(struct);
                default -> {}
            }
        }
        errors();
        if (api.listener() != null) {
            listener(api.listener());
        }
        exported();
        return out.toString();
    }

    private void union(String name, String doc, List<Api.Constant> constants) {
        out.append(Tsdoc.comment(doc, api, ""));
        boolean documented =
                constants.stream().anyMatch(constant -> !constant.doc().isBlank());
        if (!documented) {
            out.append(constants.stream()
                    .map(constant -> "'" + constant.name() + "'")
                    .collect(Collectors.joining(" | ", "export type " + name + " = ", ";\n\n")));
            return;
        }
        out.append("export type ").append(name).append(" =\n");
        for (int i = 0; i < constants.size(); i++) {
            Api.Constant constant = constants.get(i);
            out.append(Tsdoc.comment(constant.doc(), api, "  "))
                    .append("  | '")
                    .append(constant.name())
                    .append(i == constants.size() - 1 ? "';\n\n" : "'\n");
        }
    }

    private void struct(CrossType.Struct struct) {
        if (struct.tuple()) {
            return;
        }
        out.append(Tsdoc.comment(struct.doc(), api, ""));
        out.append("export interface ").append(struct.name()).append(" {\n");
        for (CrossType.Component component : struct.components()) {
            String fallback = component.fallback();
            String doc = component.doc();
            if (fallback != null) {
                doc = (doc.isEmpty() ? "" : doc + " ") + "By default `" + fallback + "`.";
            }
            out.append(Tsdoc.comment(doc, api, "  "))
                    .append("  ")
                    .append(component.name())
                    .append(fallback == null ? ": " : "?: ")
                    .append(component.type().ts())
                    .append(fallback == null ? ";\n" : " | undefined;\n");
        }
        CrossType.Timed timed = struct.timed();
        if (timed != null) {
            out.append(Tsdoc.comment(timed.doc(), api, "  "))
                    .append("  ")
                    .append(timed.component())
                    .append(": number;\n");
        }
        out.append("}\n\n");
    }

    private void errors() {
        List<Api.Constant> codes = new ArrayList<>(api.codes());
        for (Api.Constant code : GlueCodes.of(api)) {
            if (codes.stream().noneMatch(own -> own.name().equals(code.name()))) {
                codes.add(code);
            }
        }
        union("ErrorCode", "Stable codes of expected failures.", codes);
        out.append("""
            /** An expected failure. Mistakes of the caller are `TypeError`s instead. */
            export class %s extends Error {
              /** @internal */
              constructor(code: ErrorCode, message: string, options?: { cause?: unknown });
              /** What failed; stable across versions. */
              readonly code: ErrorCode;
            }

            """.formatted(api.errorName()));
    }

    private void listener(CrossType.Listener listener) {
        out.append(Tsdoc.comment(listener.doc(), api, ""));
        out.append("export interface ").append(listener.name()).append(" {\n");
        for (CrossType.Event event : listener.events()) {
            out.append(Tsdoc.comment(event.doc(), api, "  "))
                    .append("  ")
                    .append(event.name())
                    .append(event.optional() ? "?(" : "(")
                    .append(event.arguments().stream()
                            .map(argument ->
                                    argument.name() + ": " + argument.type().ts())
                            .collect(Collectors.joining(", ")))
                    .append("): void;\n");
        }
        out.append("}\n\n");
    }

    private void exported() {
        out.append(Tsdoc.comment(api.doc(), api, ""));
        out.append("export class ").append(api.className()).append(" {\n  private constructor();\n");
        for (Api.Method method : api.methods()) {
            String parameters =
                    method.parameters().stream().map(TypesWriter::parameter).collect(Collectors.joining(", "));
            String result = method.result().ts();
            out.append('\n')
                    .append(Tsdoc.comment(method.doc(), api, "  "))
                    .append(method.isStatic() ? "  static " : "  ")
                    .append(method.name())
                    .append('(')
                    .append(parameters)
                    .append("): ")
                    .append(method.async() ? "Promise<" + result + ">" : result)
                    .append(";\n");
        }
        out.append("}\n");
    }

    private static String parameter(Api.Parameter parameter) {
        boolean optional = parameter.type() instanceof CrossType.Struct options && options.allOptional();
        String type = (parameter.type() instanceof CrossType.ListOf ? "readonly " : "")
                + parameter.type().ts();
        return parameter.name() + (optional ? "?: " : ": ") + type;
    }
}
