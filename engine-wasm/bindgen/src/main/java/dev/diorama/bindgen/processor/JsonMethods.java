package dev.diorama.bindgen.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of the bridge that write results as JSON: one for each record, list and map that comes up. */
final class JsonMethods {
    private final Map<String, CrossType> needed = new LinkedHashMap<>();

    /** An expression that writes a value. */
    String call(CrossType type, String json, String value) {
        return switch (type) {
            case CrossType.Scalar scalar -> json + scalar(scalar) + value + ")";
            case CrossType.Text ignored -> json + ".text(" + value + ")";
            case CrossType.Choice ignored -> json + ".whole(" + value + ".ordinal())";
            default -> {
                String name = "write" + suffix(type);
                needed.putIfAbsent(name, type);
                yield name + "(" + json + ", " + value + ")";
            }
        };
    }

    private static String scalar(CrossType.Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> ".flag(";
            case FLOAT, DOUBLE -> ".number(";
            default -> ".whole(";
        };
    }

    /** The methods that the calls so far need. */
    String write() {
        StringBuilder out = new StringBuilder();
        List<String> done = new ArrayList<>();
        while (done.size() < needed.size()) {
            for (Map.Entry<String, CrossType> entry : List.copyOf(needed.entrySet())) {
                if (!done.contains(entry.getKey())) {
                    done.add(entry.getKey());
                    out.append(method(entry.getKey(), entry.getValue()));
                }
            }
        }
        return out.toString();
    }

    private String method(String name, CrossType type) {
        return switch (type) {
            case CrossType.Struct struct -> ofRecord(name, struct);
            case CrossType.ListOf list -> ofList(name, list);
            case CrossType.MapOf map -> ofMap(name, map);
            default -> throw new IllegalStateException("no part of a result: " + type);
        };
    }

    private String ofRecord(String name, CrossType.Struct struct) {
        StringBuilder body = new StringBuilder();
        for (CrossType.Component component : struct.components()) {
            body.append("        ")
                    .append(call(component.type(), "json", "value." + component.name() + "()"))
                    .append(";\n");
        }
        return """

                private static Json %s(Json json, %s value) {
                    if (value == null) {
                        return json.nothing();
                    }
                    json.open('[');
            %s        return json.close(']');
                }
            """.formatted(name, struct.javaName(), body);
    }

    private String ofList(String name, CrossType.ListOf list) {
        return """

                private static Json %s(Json json, %s values) {
                    json.open('[');
                    for (%s value : values) {
                        %s;
                    }
                    return json.close(']');
                }
            """.formatted(
                        name,
                        BridgeWriter.boxed(list),
                        BridgeWriter.boxed(list.element()),
                        call(list.element(), "json", "value"));
    }

    private String ofMap(String name, CrossType.MapOf map) {
        return """

                private static Json %s(Json json, %s values) {
                    json.open('{');
                    for (java.util.Map.Entry<String, %s> entry : values.entrySet()) {
                        json.name(entry.getKey());
                        %s;
                    }
                    return json.close('}');
                }
            """.formatted(
                        name,
                        BridgeWriter.boxed(map),
                        BridgeWriter.boxed(map.value()),
                        call(map.value(), "json", "entry.getValue()"));
    }

    private static String suffix(CrossType type) {
        return switch (type) {
            case CrossType.ListOf list -> "ListOf" + suffix(list.element());
            case CrossType.MapOf map -> "MapOf" + suffix(map.value());
            case CrossType.Struct struct -> struct.name();
            case CrossType.Choice choice -> choice.name();
            case CrossType.Scalar scalar ->
                Character.toUpperCase(scalar.java().charAt(0)) + scalar.java().substring(1);
            default -> "Text";
        };
    }
}
