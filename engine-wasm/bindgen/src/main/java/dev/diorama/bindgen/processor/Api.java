package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exported class as everything that is written from it sees it.
 *
 * @param header the documentation of the package
 * @param codes what {@code ErrorCode} has beside the codes of every package
 */
record Api(
        String packageName,
        String className,
        String npm,
        String description,
        String header,
        String doc,
        List<Constant> codes,
        List<Method> methods) {

    /** A method of the exported class; those that return a promise have {@code result} as what comes out. */
    record Method(
            String name, String doc, boolean isStatic, boolean async, List<Parameter> parameters, CrossType result) {
        /** Whether it makes an instance. */
        boolean makes() {
            return isStatic && async && result instanceof CrossType.Itself;
        }

        boolean frees() {
            return !isStatic && name.equals("free") && parameters.isEmpty();
        }

        CrossType.@Nullable Listener listener() {
            for (Parameter parameter : parameters) {
                if (parameter.type() instanceof CrossType.Listener listener) {
                    return listener;
                }
            }
            return null;
        }
    }

    record Parameter(String name, CrossType type, @Nullable Integer least, boolean oneByOne) {}

    /** A constant of an enum: its names in Java and in TypeScript. */
    record Constant(String javaName, String name, String doc) {}

    /** Name of the module's class of errors. */
    String errorName() {
        return className + "Error";
    }

    CrossType.@Nullable Listener listener() {
        for (Method method : methods) {
            CrossType.Listener listener = method.listener();
            if (listener != null) {
                return listener;
            }
        }
        return null;
    }

    /** Whether a record wants to know how long a method takes. */
    boolean timed(Method method) {
        return methods.stream()
                .anyMatch(each -> each.result() instanceof CrossType.Struct struct
                        && struct.timed() != null
                        && struct.timed().method().equals(method.name()));
    }

    /** Whether there is a method that can be called before the module is there. */
    boolean hasStaticCalls() {
        return methods.stream().anyMatch(method -> method.isStatic() && !method.async());
    }

    /** All enums, records and listeners, in the order in which they come up. */
    List<CrossType> named() {
        Map<String, CrossType> found = new LinkedHashMap<>();
        for (Method method : methods) {
            for (Parameter parameter : method.parameters()) {
                collect(parameter.type(), found);
            }
            collect(method.result(), found);
        }
        return new ArrayList<>(found.values());
    }

    private static void collect(CrossType type, Map<String, CrossType> found) {
        switch (type) {
            case CrossType.Choice choice -> found.putIfAbsent(choice.name(), choice);
            case CrossType.ListOf list -> collect(list.element(), found);
            case CrossType.MapOf map -> collect(map.value(), found);
            case CrossType.Flags flags -> collect(flags.choice(), found);
            case CrossType.Parsed parsed -> collect(parsed.shape(), found);
            case CrossType.Struct struct -> {
                for (CrossType.Component component : struct.components()) {
                    collect(component.type(), found);
                }
                found.putIfAbsent(struct.name(), struct);
            }
            case CrossType.Listener listener -> {
                for (CrossType.Event event : listener.events()) {
                    for (CrossType.Argument argument : event.arguments()) {
                        collect(argument.type(), found);
                    }
                }
                found.putIfAbsent(listener.name(), listener);
            }
            case CrossType.Scalar ignored -> {}
            case CrossType.Text ignored -> {}
            case CrossType.Numbers ignored -> {}
            case CrossType.Browser ignored -> {}
            case CrossType.Itself ignored -> {}
            case CrossType.Failure ignored -> {}
        }
    }
}
