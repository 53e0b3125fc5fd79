package dev.diorama.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes the classes and the tables of virtual methods constants: TeaVM makes them empty and fills them, one method after the other, when the
 * module starts. That is a twentieth of the code, and it hides from Binaryen which method a table has.
 */
final class FilledTables {
    private static final String CLASS_INFO = "$org.teavm.runtime.reflect.ClassInfo";
    private static final String ARRAY_CLASS = "$Array<";
    private static final List<String> FILLING = List.of(
            "$teavm@fillRegularClass",
            "$teavm@objectVirtualTable",
            "$teavm@fillArrayClass",
            "$teavm@fillPrimitiveClass");
    private static final Set<String> CONSTANTS = Set.of("i32.const", "ref.func", "ref.null");

    /** Fields that point back: one of two that point at each other is set when the module starts. */
    private static final String TABLE = "$vtable";

    private static final String ARRAY_TYPE = "$arrayType";

    /** Where a class is asked for its table. */
    private static final Pattern TABLE_OF_CLASS =
            Pattern.compile("\\(struct\\.get " + Pattern.quote(CLASS_INFO + " " + TABLE) + "\\s+\\((\\S+ \\S+)");

    private final ModuleText module;

    /** Fields by the name of the type, with their types by their names. */
    private final Map<String, Map<String, Term>> structs = new HashMap<>();

    private final Set<String> functionTypes = new HashSet<>();

    /** What lies in the fields of the constants. */
    private final Map<String, Map<String, Term>> values = new LinkedHashMap<>();

    private final Map<String, Term> globals;

    private FilledTables(ModuleText module) {
        this.module = module;
        this.globals = module.all("global");
    }

    /** Moves what the function that starts the module sets into the globals. */
    static void fill(ModuleText module) {
        new FilledTables(module).run();
    }

    private void run() {
        for (String field : module.fields()) {
            if (field.startsWith(" (type ") || field.startsWith(" (rec")) {
                readTypes(Term.parse(field));
            }
        }
        globals.forEach((name, global) -> {
            if (global.part(2).is("ref") && global.part(3).is("struct.new_default")) {
                values.put(name, new LinkedHashMap<>());
            }
        });
        List<Term> start = new ArrayList<>();
        for (Term statement : module.get("func", TeaVM.START).parts()) {
            for (Term each : inlined(statement)) {
                if (!isMoved(each)) {
                    start.add(each);
                }
            }
        }
        setBackwards(start);
        module.set("func", TeaVM.START, " " + Term.list(start) + "\n");
        place();
    }

    private void readTypes(Term term) {
        if (term.is("rec")) {
            term.parts().forEach(this::readTypes);
        } else if (term.is("type")) {
            Term type = term.part(2);
            type = type.is("sub") ? type.part(type.parts().size() - 1) : type;
            if (type.is("func")) {
                functionTypes.add(term.at(1));
            } else if (type.is("struct")) {
                Map<String, Term> fields = new LinkedHashMap<>();
                type.parts().stream().skip(1).forEach(field -> fields.put(field.at(1), field.part(2)));
                structs.put(term.at(1), fields);
            }
        }
    }

    /** The statements of a function that only fills, with what it was given. */
    private List<Term> inlined(Term statement) {
        if (!statement.is("call") || !FILLING.contains(statement.at(1))) {
            return List.of(statement);
        }
        Map<String, Term> given = new HashMap<>();
        List<Term> statements = new ArrayList<>();
        for (Term part : module.get("func", statement.at(1)).parts()) {
            if (part.is("param")) {
                given.put(part.at(1), statement.part(2 + given.size()));
            } else if (part.is("struct.set")) {
                statements.add(with(part, given));
            } else if (!part.parts().isEmpty() && !part.is("type")) {
                throw new IllegalStateException("a function of TeaVM's does more than filling: " + part);
            }
        }
        return statements;
    }

    private static Term with(Term term, Map<String, Term> given) {
        if (term.is("local.get")) {
            return Objects.requireNonNull(given.get(term.at(1)));
        }
        return term.parts().isEmpty()
                ? term
                : Term.list(term.parts().stream().map(part -> with(part, given)).toList());
    }

    private boolean isMoved(Term statement) {
        if (!statement.is("struct.set") || !statement.part(3).is("global.get")) {
            return false;
        }
        Map<String, Term> fields = values.get(statement.part(3).at(1));
        Term value = statement.part(4);
        if (fields == null || !isConstant(value)) {
            return false;
        }
        fields.put(statement.at(2), value);
        return true;
    }

    private boolean isConstant(Term value) {
        return CONSTANTS.contains(value.at(0)) || (value.is("global.get") && values.containsKey(value.at(1)));
    }

    /** A class has a table that has a class: tables get their classes at once. Only arrays are made with what their class knows as its table. */
    private void setBackwards(List<Term> start) {
        boolean arraysOnly = TABLE_OF_CLASS
                .matcher(module.toString())
                .results()
                .allMatch(place -> place.group(1).equals("call $teavm@getArrayClass"));
        List<Term> late = new ArrayList<>();
        values.forEach((name, fields) -> {
            for (String field : List.of(TABLE, ARRAY_TYPE)) {
                Term value = fields.remove(field);
                if (value != null && (!arraysOnly || field.equals(ARRAY_TYPE) || name.startsWith(ARRAY_CLASS))) {
                    late.add(Term.list(List.of(
                            Term.word("struct.set"),
                            Term.word(CLASS_INFO),
                            Term.word(field),
                            Term.of("global.get", name),
                            value)));
                }
            }
        });
        int head = 0;
        while (start.get(head).parts().isEmpty()
                || List.of("type", "local").contains(start.get(head).at(0))) {
            head++;
        }
        start.addAll(head, late);
    }

    /** What a global takes from another stands behind that. */
    private void place() {
        Set<String> placed = new HashSet<>();
        List<String> fields = new ArrayList<>();
        values.keySet().forEach(name -> place(name, placed, fields));
        values.keySet().forEach(name -> module.set("global", name, ""));
        module.insert("global", fields);
    }

    private void place(String name, Set<String> placed, List<String> out) {
        if (!placed.add(name)) {
            return;
        }
        Map<String, Term> fields = Objects.requireNonNull(values.get(name));
        for (Term value : fields.values()) {
            if (value.is("global.get")) {
                place(value.at(1), placed, out);
            }
        }
        Term global = Objects.requireNonNull(globals.get(name));
        if (!fields.isEmpty()) {
            String type = global.part(3).at(1);
            List<Term> made = new ArrayList<>(List.of(Term.word("struct.new"), Term.word(type)));
            Objects.requireNonNull(structs.get(type))
                    .forEach((field, kind) -> made.add(fields.getOrDefault(field, nothing(kind))));
            List<Term> parts = new ArrayList<>(global.parts());
            parts.set(3, Term.list(made));
            global = Term.list(parts);
        }
        out.add(" " + global);
    }

    /** What a field has that nobody set. */
    private Term nothing(Term field) {
        Term type = field.is("mut") ? field.part(1) : field;
        if (type.is("ref") && type.at(1).equals("null")) {
            return Term.of("ref.null", functionTypes.contains(type.at(2)) ? "nofunc" : "none");
        }
        return switch (type.word()) {
            case "i32", "i64", "f32", "f64" -> Term.of(type.word() + ".const", "0");
            case "eqref" -> Term.of("ref.null", "none");
            case "externref" -> Term.of("ref.null", "noextern");
            default -> throw new IllegalStateException("a field of a table has a type without a default: " + type);
        };
    }
}
