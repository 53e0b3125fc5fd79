package dev.diorama.packaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Initializes classes when the module starts of which nobody could tell: TeaVM asks before each use of a class whether it is initialized. A
 * class that only makes objects, calls nobody of JavaScript, and calls no method that it doesn't know, may as well have been it all along.
 */
final class EagerClasses {
    private static final String NAME = "(\\$[^\\s)]+@initializer)";
    private static final Pattern GLOBAL =
            Pattern.compile("^ \\(global " + NAME + " .*\\(ref\\.func ([^\\s)]+)\\)\\)\\s*$");
    private static final Pattern QUESTION =
            Pattern.compile("\\(call_ref \\S+\\s+\\(global\\.get " + NAME + "\\)\\s*\\)");
    private static final Pattern ANSWER =
            Pattern.compile("\\(global\\.set " + NAME + "\\s+\\(ref\\.func \\S+\\)\\s*\\)");
    private static final Pattern CALL = Pattern.compile("\\((?:return_)?call ([^\\s)]+)");
    private static final Pattern PURE = Pattern.compile("^ \\(import \"teavmMath\" \"[^\"]*\" \\(func ([^\\s)]+)");
    /** A call of {@code clone}, which is the one of {@link Object} for all. */
    private static final Pattern CLONE = Pattern.compile("\\(struct\\.get \\$VT<java\\.lang\\.Object> \\$clone\\s");

    private static final Pattern OTHER_CLONE = Pattern.compile(
            "\\(struct\\.set \\S+ \\$clone\\s+\\([^()]*\\)\\s+\\(ref\\.func (?!\\$java\\.lang\\.Object::clone|\\$Array<)");
    private static final Pattern FIRST_CALL = Pattern.compile("(\\$.+)::\\$start\\$exported\\$\\d+");

    private static final Pattern FUNCTION = Pattern.compile("^ \\(func ([^\\s)]+)");

    private final ModuleText module;

    /** The functions that initialize, by the globals that hold them. */
    private final Map<String, String> initializers = new LinkedHashMap<>();

    /** What of JavaScript gives the same whenever it is called. */
    private final Set<String> pure = new HashSet<>();

    private final Map<String, Body> bodies = new HashMap<>();

    /** What can be initialized at the start, and what must be before it. */
    private final Map<String, Set<String>> eager = new LinkedHashMap<>();

    /**
     * What matters of a function.
     *
     * @param asked classes that must be initialized
     * @param unknown whether it calls what nobody knows
     */
    private record Body(List<String> calls, List<String> asked, boolean unknown) {}

    private EagerClasses(ModuleText module) {
        this.module = module;
    }

    static void initialize(ModuleText module) {
        EagerClasses classes = new EagerClasses(module);
        classes.read();
        classes.choose();
        classes.move();
    }

    private void read() {
        for (String field : module.fields()) {
            Matcher function = FUNCTION.matcher(field);
            Matcher global = GLOBAL.matcher(field);
            Matcher math = PURE.matcher(field);
            if (function.find()) {
                bodies.put(function.group(1), body(field));
            } else if (global.find()) {
                initializers.put(global.group(1), global.group(2));
            } else if (math.find()) {
                pure.add(math.group(1));
            }
        }
    }

    private static Body body(String function) {
        String rest = QUESTION.matcher(function).replaceAll("");
        int unknown = rest.split("call_ref|call_indirect", -1).length - CLONE.split(rest, -1).length;
        return new Body(found(CALL, rest), found(QUESTION, function), unknown > 0);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(1))
                .distinct()
                .toList();
    }

    /** The classes that a function and all that it calls ask for; whether they call what nobody knows, or JavaScript. */
    private Body reach(String function) {
        Set<String> asked = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(function));
        Deque<String> open = new ArrayDeque<>(seen);
        boolean unknown = false;
        List<String> javaScript = new ArrayList<>();
        while (!open.isEmpty()) {
            String each = open.pop();
            Body body = bodies.get(each);
            if (body != null) {
                unknown |= body.unknown;
                asked.addAll(body.asked);
                body.calls.stream().filter(seen::add).forEach(open::push);
            } else if (!pure.contains(each)) {
                javaScript.add(each);
            }
        }
        return new Body(javaScript, List.copyOf(asked), unknown);
    }

    private void choose() {
        if (module.fields().stream()
                .anyMatch(field -> OTHER_CLONE.matcher(field).find())) {
            return;
        }
        initializers.forEach((global, function) -> {
            Body body = reach(function);
            if (!body.unknown && body.calls.isEmpty()) {
                Set<String> before = new LinkedHashSet<>(body.asked);
                before.remove(global);
                eager.put(global, before);
            }
        });
        // What the start itself uses is initialized then.
        Set<String> used = new LinkedHashSet<>();
        Body start = reach(TeaVM.START);
        if (start.unknown) {
            eager.clear();
        }
        Deque<String> open = new ArrayDeque<>(start.asked);
        while (!open.isEmpty()) {
            String global = open.pop();
            if (used.add(global)) {
                open.addAll(reach(Objects.requireNonNull(initializers.get(global))).asked);
            }
        }
        used.forEach(eager::remove);
        while (eager.values().removeIf(before -> !eager.keySet().containsAll(before))) {
            // Those that need one of these can't be either.
        }
    }

    /** The initializers in an order in which each comes behind those it needs; of two that need each other neither moves. */
    private List<String> ordered() {
        List<String> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> each : eager.entrySet()) {
                if (!done.contains(each.getKey()) && done.containsAll(each.getValue())) {
                    done.add(each.getKey());
                    order.add(Objects.requireNonNull(initializers.get(each.getKey())));
                    more = true;
                }
            }
        }
        eager.keySet().retainAll(done);
        return order;
    }

    private void move() {
        List<String> order = ordered();
        module.replaceAll(field -> {
            Matcher global = GLOBAL.matcher(field);
            boolean gone = global.find() && eager.containsKey(global.group(1));
            return gone ? "" : without(ANSWER, without(QUESTION, field, eager.keySet()), eager.keySet());
        });
        bodies.keySet().stream()
                .map(FIRST_CALL::matcher)
                .filter(Matcher::matches)
                .forEach(first -> askOnce(first.group(), first.group(1) + "@initializer"));
        List<Term> start = new ArrayList<>(module.get("func", TeaVM.START).parts());
        order.forEach(function -> start.add(Term.of("call", function)));
        module.set("func", TeaVM.START, " " + Term.list(start) + "\n");
    }

    /** The glue calls one function before all others: only that asks for the class of the bridge. */
    private void askOnce(String function, String bridge) {
        module.replaceAll(field -> {
            Matcher name = FUNCTION.matcher(field);
            return name.find() && name.group(1).equals(function) ? field : without(QUESTION, field, Set.of(bridge));
        });
    }

    private static String without(Pattern pattern, String field, Set<String> classes) {
        return pattern.matcher(field)
                .replaceAll(each -> classes.contains(each.group(1)) ? "(nop)" : Matcher.quoteReplacement(each.group()));
    }
}
