package dev.diorama.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Exports the functions of the bridge as functions: TeaVM exports globals that hold what JavaScript makes of them when the module starts, which
 * is the functions themselves, and makes a class with all of them as its static methods besides, which nobody can reach.
 */
final class DirectExports {
    private static final String DEFINED = "$teavm.jso@defineFunction";
    private static final String STATIC = "$teavm.jso@defineStaticMethod";

    private DirectExports() {}

    /** Takes the globals and the class out. */
    static void make(ModuleText module) {
        Map<String, String> functions = new HashMap<>();
        Set<String> unreachable = new HashSet<>(unreachable(module));
        List<Term> start = new ArrayList<>();
        for (Term statement : module.get("func", TeaVM.START).parts()) {
            if (statement.is("global.set")
                    && statement.part(2).is("call")
                    && statement.part(2).at(1).equals(DEFINED)) {
                functions.put(statement.at(1), statement.part(2).part(2).at(1));
            } else if (!isStatic(statement)
                    || !unreachable.contains(statement.part(2).at(1))) {
                start.add(statement);
            }
        }
        module.set("func", TeaVM.START, " " + Term.list(start) + "\n");
        module.all("export").forEach((name, export) -> {
            String function = functions.get(export.part(2).at(1));
            if (function != null) {
                module.set("export", name, " (export " + name + " (func " + function + "))\n");
            }
        });
        functions.keySet().forEach(global -> module.set("global", global, ""));
    }

    private static boolean isStatic(Term statement) {
        return statement.is("call") && statement.at(1).equals(STATIC);
    }

    /** The globals of classes that are only ever given static methods. */
    private static List<String> unreachable(ModuleText module) {
        Map<String, Integer> methods = new HashMap<>();
        for (Term statement : module.get("func", TeaVM.START).parts()) {
            if (isStatic(statement)) {
                methods.merge(statement.part(2).at(1), 1, Integer::sum);
            }
        }
        String text = module.toString();
        return methods.keySet().stream()
                .filter(global -> text.split(Pattern.quote("(global.get " + global + ")"), -1).length - 1
                        == methods.getOrDefault(global, 0))
                .toList();
    }
}
