package dev.diorama.packaging;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes one classic script of the modules of the package, for pages that load it with {@code <script src>}: each module becomes a
 * function that returns what it exports. It knows the few forms of import and export that the glue and TeaVM's runtime use, and fails at
 * others.
 */
final class GlobalScript {
    private static final Pattern IMPORT =
            Pattern.compile("^import ?\\{([^}]*)} ?from ?['\"](\\./[^'\"]+)['\"];?", Pattern.MULTILINE);
    private static final Pattern DECLARATION =
            Pattern.compile("^export (default )?(async )?(function\\*?|class|const|let) (\\w+)", Pattern.MULTILINE);
    private static final Pattern LIST = Pattern.compile("(?<=^|;|})export ?\\{([^}]*)};?", Pattern.MULTILINE);

    private final Map<String, String> modules;
    private final Set<String> written = new LinkedHashSet<>();
    private final StringBuilder out = new StringBuilder();

    private GlobalScript(Map<String, String> modules) {
        this.modules = modules;
    }

    /** The script; what {@code main} exports becomes {@code globalThis[name]}, its default under the name {@code init}. */
    static String of(Map<String, String> modules, String main, String name) {
        GlobalScript script = new GlobalScript(modules);
        script.out.append("var ").append(name).append(" = (() => {\nconst $address = document.currentScript.src;\n");
        script.write(main);
        return script.out
                .append("return ")
                .append(variable(main))
                .append(";\n})();\n")
                .toString();
    }

    private static String variable(String module) {
        return "$" + module.replaceAll("\\W", "_");
    }

    private void write(String module) {
        if (!written.add(module)) {
            return;
        }
        String source = modules.get(module);
        if (source == null) {
            throw new IllegalArgumentException("no such module: module=" + module + " known=" + modules.keySet());
        }
        Matcher imports = IMPORT.matcher(source);
        while (imports.find()) {
            write(imports.group(2));
        }
        List<String> exported = new ArrayList<>();
        String body = imports.replaceAll(found -> Matcher.quoteReplacement(
                "const {" + found.group(1).replaceAll(" as ", ": ") + "} = " + variable(found.group(2)) + ";"));
        body = DECLARATION.matcher(body).replaceAll(found -> {
            exported.add(found.group(1) == null ? found.group(4) : "init: " + found.group(4));
            String async = found.group(2) == null ? "" : found.group(2);
            return Matcher.quoteReplacement(async + found.group(3) + " " + found.group(4));
        });
        body = LIST.matcher(body).replaceAll(found -> {
            for (String each : found.group(1).split(",")) {
                String[] names = each.strip().split(" as ");
                exported.add(names.length == 1 ? names[0] : names[1] + ": " + names[0]);
            }
            return "";
        });
        body = body.replace("import.meta.url", "$address");
        if (Pattern.compile("^(import|export)\\b(?! ?\\()", Pattern.MULTILINE)
                .matcher(body)
                .find()) {
            throw new IllegalArgumentException("a form of import or export that is not known: module=" + module);
        }
        out.append("const ").append(variable(module)).append(" = (() => {\n").append(body);
        out.append("\nreturn { ").append(String.join(", ", exported)).append(" };\n})();\n");
    }
}
